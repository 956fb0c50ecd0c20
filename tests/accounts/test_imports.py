"""Officers by a file: seen first, confirmed once, taken back while they have done nothing."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, OfficerImport, OfficerImportRow, Role, User
from accounts.services.imports import (
    ImportRefused,
    clear_old_imports,
    confirm_import,
    discard_import,
    preview_import,
    undo_import,
)
from accounts.services.links import make_sign_in_link, use_sign_in_link
from certification.models import CertificationEvent, CurriculumEnrolment, Requirement, Supervision
from courses.services.progress import start_module
from tests.certification.conftest import curriculum
from tests.factories import (
    NOON,
    MembershipFactory,
    ModuleFactory,
    OfficeFactory,
    SignUpRequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
HEADINGS = "Name;Name in Latin letters;E-mail address;Staff number;Office"


def table(*rows):
    return "\n".join([HEADINGS, *rows]).encode()


GOOD = table("Ann Sample;;ann@example.org;;north", "Тест;Tyest;;s 17;North post")


@pytest.fixture
def office(administration):
    return OfficeFactory(administration=administration, code="north", name="North post")


@pytest.fixture
def preview(administration, office, coordinator):
    def make(data=GOOD):
        return preview_import(
            administration=administration, data=data, file_name="officers.csv", by=coordinator, now=NOON
        )

    return make


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def problems(made):
    return {row.number: row.problems.split("\n") if row.problems else [] for row in made.rows.all()}


def imported(preview, coordinator, data=GOOD):
    return confirm_import(officer_import=preview(data), by=coordinator, now=timezone.now())


# --- the preview --------------------------------------------------------------------------------


def test_a_preview_makes_nobody_and_keeps_the_file_in_the_private_storage(preview):
    before = User.objects.count()
    made = preview()
    assert User.objects.count() == before
    assert made.state == "preview"
    assert (made.file_name, made.rows.count()) == ("officers.csv", 2)
    with storages["private"].open(made.file) as file:
        assert file.read() == GOOD


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";;a@example.org;;", "The name is missing."),
        ("1234;;a@example.org;;", "Write the name with letters."),
        ("Тест;;a@example.org;;", "Add the name in Latin letters, as in the passport."),
        ("Тест;Тест;a@example.org;;", "Write this form with Latin letters only."),
        ("Ann Sample;;;;", "Give an e-mail address or a staff number, to sign in with."),
        ("Ann Sample;;no-mail;;", "“no-mail” is no e-mail address."),
        ("Ann Sample;;;a@b;", "A staff number has no @ in it."),
        ("Ann Sample;;a@example.org;;gone", "There is no office “gone”."),
        (f"{'n' * 201};;a@example.org;;", "The name is longer than 200 characters."),
        (f"Ann Sample;;;{'9' * 41};", "The staff number is longer than 40 characters."),
        (f"Ann Sample;;{'a' * 250}@example.org;;", "The e-mail address is longer than 254 characters."),
        ("=1+1;;a@example.org;;", "“=1+1” in the column Name begins like a formula: write the text itself."),
    ],
)
def test_a_bad_row_has_its_reason(preview, row, reason):
    assert problems(preview(table(row))) == {2: [reason]}


def test_what_stands_twice_in_the_file_is_bad_in_both_rows(preview):
    made = preview(
        table("A;;one@example.org;7;", "B;;ONE@example.org;8;", "C;;three@example.org; 7;", "D;;;9;")
    )
    assert problems(made) == {
        2: ["The same e-mail address stands in row 3.", "The same staff number stands in row 4."],
        3: ["The same e-mail address stands in row 2."],
        4: ["The same staff number stands in row 2."],
        5: [],
    }


def test_what_somebody_has_already_is_bad(preview, administration):
    MembershipFactory(administration=administration, staff_number="S1", user__email="Ours@example.org")
    UserFactory(email="other@example.org")
    SignUpRequestFactory(join_code__administration=administration, staff_number="W1")
    MembershipFactory(staff_number="FOREIGN")
    made = preview(
        table("A;;ours@example.org;;", "B;;OTHER@example.org;;", "C;;;s1;", "D;;;w 1;", "E;;;foreign;")
    )
    assert problems(made) == {
        2: ["An officer of yours has this e-mail address."],
        3: ["An account with this e-mail address exists: give that person a join code instead."],
        4: ["Somebody of your administration has this staff number."],
        5: ["Somebody of your administration has this staff number."],
        6: [],
    }


def test_another_administrations_office_is_unknown(preview, other_administration):
    OfficeFactory(administration=other_administration, code="foreign")
    assert problems(preview(table("A;;a@example.org;;foreign"))) == {2: ["There is no office “foreign”."]}


# --- confirming ---------------------------------------------------------------------------------


def test_confirmed_rows_become_trainees_without_passwords(preview, coordinator, administration, office):
    made = imported(preview, coordinator)
    people = [row.user for row in made.rows.select_related("user")]
    assert [(p.name, p.latin_name, p.email) for p in people] == [
        ("Ann Sample", "", "ann@example.org"),
        ("Тест", "Tyest", ""),
    ]
    assert not any(person.has_usable_password() for person in people)
    memberships = Membership.objects.filter(user__in=people).order_by("pk")
    assert [(m.role, m.staff_number, m.office, m.administration) for m in memberships] == [
        (Role.TRAINEE, "", office, administration),
        (Role.TRAINEE, "S17", office, administration),
    ]
    assert (made.state, made.confirmed_by) == ("done", coordinator)


def test_confirming_twice_makes_nobody_twice(preview, coordinator):
    made = preview()
    for _ in range(2):
        confirm_import(officer_import=made, by=coordinator, now=NOON)
    assert User.objects.filter(email="ann@example.org").count() == 1
    assert Membership.objects.filter(staff_number="S17").count() == 1


def test_bad_rows_are_left_out_and_the_good_ones_imported(preview, coordinator):
    made = imported(preview, coordinator, table("Ann Sample;;ann@example.org;;", "Bob Sample;;bad;;"))
    assert [row.user_id is not None for row in made.rows.all()] == [True, False]
    assert not User.objects.filter(name="Bob Sample").exists()


def test_a_file_without_a_good_row_imports_nobody(preview, coordinator):
    with pytest.raises(ImportRefused):
        imported(preview, coordinator, table("Ann Sample;;bad;;"))


def test_what_was_taken_since_the_preview_stops_everything_and_is_told(preview, coordinator):
    made = preview()
    UserFactory(email="ann@example.org")
    before = User.objects.count()
    with pytest.raises(ImportRefused, match="1 row cannot be imported any more"):
        confirm_import(officer_import=made, by=coordinator, now=NOON)
    assert User.objects.count() == before
    assert "exists" in problems(made)[2][0]
    confirm_import(officer_import=made, by=coordinator, now=NOON)
    assert User.objects.count() == before + 1


def test_an_office_closed_since_the_preview_is_told(preview, coordinator, office):
    made = preview()
    office.delete()
    with pytest.raises(ImportRefused, match="2 rows cannot be imported any more"):
        confirm_import(officer_import=made, by=coordinator, now=NOON)
    assert problems(made)[2] == ["There is no office “north”."]
    assert made.rows.exclude(user=None).count() == 0


def test_a_discarded_preview_keeps_no_names_and_cannot_be_confirmed(
    preview, coordinator, django_capture_on_commit_callbacks
):
    made = preview()
    with django_capture_on_commit_callbacks(execute=True):
        discard_import(officer_import=made, by=coordinator, now=NOON)
    assert made.rows.count() == 0
    assert not storages["private"].exists(made.file)
    with pytest.raises(ImportRefused):
        confirm_import(officer_import=made, by=coordinator, now=NOON)


def test_imported_officers_are_enrolled_where_new_officers_are(preview, coordinator, administration):
    version = curriculum(administration, [ModuleFactory()], enrols_new_officers=True)
    curriculum(administration, [ModuleFactory()], slug="other", enrols_new_officers=False)
    made = imported(preview, coordinator)
    enrolled = CurriculumEnrolment.objects.values_list("officer", "version")
    assert set(enrolled) == {(row.user_id, version.pk) for row in made.rows.all()}


def test_imported_officers_come_in_by_a_link_or_by_asking_for_a_password(
    client, preview, coordinator, administration
):
    made = imported(preview, coordinator)
    by_mail, by_link = (row.user for row in made.rows.select_related("user"))
    token = make_sign_in_link(user=by_link, administration=administration, by=coordinator, now=timezone.now())
    assert use_sign_in_link(token=token, now=timezone.now()) == by_link
    client.post(reverse("account_reset_password"), {"email": by_mail.email})
    assert [message.to for message in mail.outbox] == [["ann@example.org"]]


def test_the_queries_do_not_grow_with_the_rows(preview, coordinator, django_assert_max_num_queries):
    def rows(prefix, number):
        return table(*(f"Sample {prefix};;{prefix}{n}@example.org;{prefix}{n};north" for n in range(number)))

    for prefix, number in [("few", 5), ("many", 400)]:
        with django_assert_max_num_queries(50):
            imported(preview, coordinator, rows(prefix, number))


# --- undoing ------------------------------------------------------------------------------------


def test_undoing_deletes_who_did_nothing_and_keeps_the_record(preview, coordinator, administration):
    curriculum(administration, [ModuleFactory()], enrols_new_officers=True)
    before = User.objects.count()
    made = imported(preview, coordinator)
    make_sign_in_link(
        user=made.rows.first().user, administration=administration, by=coordinator, now=timezone.now()
    )
    undone = undo_import(officer_import=made, by=coordinator, now=NOON)
    assert User.objects.count() == before
    assert (undone.state, undone.undone_by) == ("undone", coordinator)
    assert OfficerImportRow.objects.filter(officer_import=made, user=None).count() == 2
    assert undo_import(officer_import=made, by=coordinator, now=NOON).undone_at == NOON


def test_who_has_a_supervisor_named_is_not_deleted_by_undoing(preview, coordinator, administration):
    version = curriculum(administration, [ModuleFactory()], enrols_new_officers=True)
    requirement = Requirement.objects.create(
        group=version.groups.get(), sign_off="Seals a container", checklist=["Seal read"]
    )
    made = imported(preview, coordinator)
    person = made.rows.first().user
    Supervision.objects.create(
        enrolment=CurriculumEnrolment.objects.get(officer=person),
        requirement=requirement,
        supervisor=coordinator,
        named_by=coordinator,
        named_at=NOON,
    )
    undo_import(officer_import=made, by=coordinator, now=NOON)
    assert list(CertificationEvent.objects.values_list("certification__officer", flat=True)) == [person.pk]
    assert made.rows.exclude(user=None).get().user == person


def signs_in(user, administration, coordinator):
    user.last_login = NOON
    user.save()


def sets_a_password(user, administration, coordinator):
    user.set_password("a new password")
    user.save()


def begins_a_module(user, administration, coordinator):
    start_module(officer=user, module=ModuleFactory(), administration=administration, now=NOON)


def joins_another_place(user, administration, coordinator):
    MembershipFactory(user=user)


def uses_a_link(user, administration, coordinator):
    now = timezone.now()
    use_sign_in_link(
        token=make_sign_in_link(user=user, administration=administration, by=coordinator, now=now), now=now
    )


def is_given_rights(user, administration, coordinator):
    user.groups.add(administration.trainers)


@pytest.mark.parametrize(
    "does",
    [signs_in, sets_a_password, begins_a_module, joins_another_place, uses_a_link, is_given_rights],
)
def test_who_has_done_something_stays(preview, coordinator, administration, does):
    made = imported(preview, coordinator)
    stays, goes = (row.user for row in made.rows.select_related("user"))
    does(stays, administration, coordinator)
    undo = reverse("members:import_undo", args=["sampland", made.pk])
    page = signed_in(coordinator).get(undo)
    assert list(page.context["page"]) == [stays]
    assert page.context["go"] == 1
    signed_in(coordinator).post(undo)
    assert User.objects.filter(pk=stays.pk).exists()
    assert Membership.objects.filter(user=stays, administration=administration).exists()
    assert not User.objects.filter(pk=goes.pk).exists()
    assert (
        "Kept"
        in signed_in(coordinator).get(reverse("members:import", args=["sampland", made.pk])).content.decode()
    )


# --- the pages ----------------------------------------------------------------------------------


def upload(client, data, name="officers.csv"):
    return client.post(
        reverse("members:imports", args=["sampland"]), {"file": SimpleUploadedFile(name, data)}
    )


def test_from_upload_to_officers_on_the_pages(coordinator, office):
    client = signed_in(coordinator)
    rows = [*(f"Sample {n};;p{n}@example.org;;" for n in range(60)), "Bad Sample;;bad;;"]
    answer = upload(client, table(*rows))
    preview = client.get(answer.url)
    page = preview.content.decode()
    assert "Import 60 officers, leave out 1" in page
    assert "“bad” is no e-mail address." in page
    assert len(client.get(answer.url, {"rows": "all", "page": 2}).context["page"].object_list) == 11
    left = client.get(reverse("members:import_left_out", args=["sampland", preview.context["import"].pk]))
    assert "Bad Sample" in b"".join(left.streaming_content).decode()
    confirm = reverse("members:import_confirm", args=["sampland", preview.context["import"].pk])
    for _ in range(2):
        assert "60 officers are imported." in client.post(confirm, follow=True).content.decode()
    assert Membership.objects.filter(role=Role.TRAINEE).count() == 60
    file = client.get(reverse("members:import_file", args=["sampland", preview.context["import"].pk]))
    assert b"".join(file.streaming_content) == table(*rows)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "officers.csv", "The file is empty."),
        (b"PK\x03\x04xxxx", "officers.csv", "cannot be read"),
        (b"x" * (50 * 1024 * 1024), "officers.csv", "larger than 10 MB"),
        ("Имя;Почта\nx;y\n".encode(), "officers.csv", "Expected: “Name”"),
    ],
)
def test_a_file_that_is_refused_leaves_nothing_behind(coordinator, data, name, said):
    answer = upload(signed_in(coordinator), data, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not OfficerImport.objects.exists()


def test_a_zip_named_csv_and_a_workbook_made_to_burst_are_refused_on_the_page(coordinator):
    def archive(name, data):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, data)
        return file.getvalue()

    for data, said in [
        (archive("officers.csv", GOOD), "This is a ZIP archive, not a table."),
        (archive("xl/workbook.xml", b" " * (101 * 1024 * 1024)), "The file is larger than 10 MB."),
    ]:
        answer = upload(signed_in(coordinator), data)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not OfficerImport.objects.exists()


def test_columns_in_french_are_answered_with_the_expected_names(coordinator):
    answer = upload(signed_in(coordinator), b"Nom;Courriel;Matricule;Bureau\nAnn;ann@example.org;1;north\n")
    said = answer.content.decode()
    assert answer.status_code == 422
    for name in ("Name", "Name in Latin letters", "E-mail address", "Staff number", "Office"):
        assert f"“{name}”" in said
    assert not OfficerImport.objects.exists()


def test_fifty_megabytes_go_to_the_disk_and_are_refused_before_they_are_read(coordinator, monkeypatch):
    read = []
    monkeypatch.setattr(TemporaryUploadedFile, "read", lambda file, *size: read.append(file), raising=False)
    monkeypatch.setattr("accounts.views.imports.preview_import", lambda **_: read.append("preview"))
    answer = upload(signed_in(coordinator), b"x" * (50 * 1024 * 1024))
    assert "larger than 10 MB" in answer.content.decode()
    assert isinstance(answer.context["form"].files["file"], TemporaryUploadedFile)
    assert read == []
    assert not OfficerImport.objects.exists()


def test_an_office_closed_between_preview_and_confirmation_is_told_on_the_page(coordinator, office):
    client = signed_in(coordinator)
    upload(client, GOOD)
    made = OfficerImport.objects.get()
    office.delete()
    confirm = reverse("members:import_confirm", args=["sampland", made.pk])
    page = client.post(confirm, follow=True).content.decode()
    assert "2 rows cannot be imported any more" in page
    assert "There is no office “north”." in page
    assert not Membership.objects.filter(role=Role.TRAINEE).exists()
    # The rows are still there, to be handed back.
    assert made.rows.count() == 2


def test_a_name_of_two_hundred_characters_is_imported_and_one_more_is_told(preview, coordinator):
    longest = ("Ann " * 50).strip() + "a"
    assert len(longest) == 200
    made = imported(
        preview, coordinator, table(f"{longest};;ann@example.org;;", f"{longest}a;;b@example.org;;")
    )
    assert made.rows.get(number=2).user.name == longest
    assert problems(made)[3] == ["The name is longer than 200 characters."]


def test_a_strange_file_name_does_no_harm(coordinator, office):
    client = signed_in(coordinator)
    upload(client, GOOD, "../../\x07<b>officers</b>.csv")
    made = OfficerImport.objects.get()
    assert "/" not in made.file_name
    assert ".." not in made.file
    assert client.get(reverse("members:import", args=["sampland", made.pk])).status_code == 200


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_the_templates_are_handed_out(coordinator, office, fmt):
    answer = signed_in(coordinator).get(reverse("members:import_template", args=["sampland", fmt]))
    assert answer.status_code == 200
    assert f"officers.{fmt}" in answer["Content-Disposition"]


def test_imports_are_a_404_for_strangers(preview, coordinator, officer, foreign_coordinator):
    made = preview()
    for person in (officer, foreign_coordinator):
        client = signed_in(person)
        for name in ["import", "import_undo", "import_left_out", "import_file"]:
            assert client.get(reverse(f"members:{name}", args=["sampland", made.pk])).status_code == 404
            # Nor through the own area.
            assert client.get(reverse(f"members:{name}", args=["otherland", made.pk])).status_code == 404
        for name in ["import_confirm", "import_discard", "import_undo"]:
            assert client.post(reverse(f"members:{name}", args=["sampland", made.pk])).status_code == 404
    made.refresh_from_db()
    assert made.state == "preview"


def test_old_previews_and_old_files_are_cleared_away(
    preview, coordinator, administration, django_capture_on_commit_callbacks
):
    forgotten, done = preview(), imported(preview, coordinator)
    fresh_file = done.file
    with django_capture_on_commit_callbacks(execute=True):
        clear_old_imports(now=NOON + timedelta(days=8))
    forgotten.refresh_from_db()
    assert (forgotten.state, forgotten.rows.count()) == ("discarded", 0)
    assert storages["private"].exists(fresh_file)
    with django_capture_on_commit_callbacks(execute=True):
        clear_old_imports(now=NOON + timedelta(days=91))
    assert not storages["private"].exists(fresh_file)
    done.refresh_from_db()
    assert (done.state, done.file, done.rows.count()) == ("done", "", 2)
