"""What uses a row is marked when the row changes, and nothing changes by itself."""

from contextlib import suppress
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.services.administrations import create_administration
from courses.packs import read_pack
from courses.services.site import INTERNATIONAL_TRAINERS
from quizzes.services.questions import write_version
from reference import uses
from reference.formats.fields import natural
from reference.models import HsCode, Listing, ReviewMark, Source, Species, Substance
from reference.packs import read_tables
from reference.services.review import clear_marks, known_rows, to_review
from reference.services.tables import write_tables
from tests.courses.factories import lesson_page, module_page
from tests.factories import QuestionVersionFactory, UserFactory
from tests.reference.tables import change, make_tables

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HS_TABLE = (
    "hs_table",
    {
        "title": "Fins",
        "edition": "HS 2022",
        "rows": [{"code": "0302.92", "description": "Fins", "control": "CITES", "document": "Permit"}],
    },
)


@pytest.fixture
def folder(tmp_path):
    folder = make_tables(tmp_path / "tables")
    write_tables(read_tables(folder), now=NOON)
    return folder


def question(*rows, **kwargs):
    return QuestionVersionFactory(uses=list(rows), **kwargs).question


def marked():
    return {(mark.kind, mark.user, mark.row) for mark in ReviewMark.objects.open()}


@pytest.mark.parametrize(
    ("used", "row", "same"),
    [
        ("hs:0302.92", "hs:0302.92", True),
        ("hs:0302", "hs:0302.92", True),
        ("hs:0302.92.10", "hs:0302.92", True),
        ("hs:0303", "hs:0302.92", False),
        ("species:lion", "species:lion", True),
        ("species:lion", "species:lion-i", False),
    ],
)
def test_a_row_is_used_by_its_name_and_a_code_by_its_heading_too(used, row, same):
    assert uses.is_use(used, row) is same


@pytest.mark.parametrize("text", ["0302.92", "fish:cod", "cas:75-45-5", "hs:03", "species:Panthera leo"])
def test_what_names_no_row_is_refused(text):
    with pytest.raises(ValueError, match=r"row|code|number|name"):
        uses.row_name(text)


def test_a_changed_row_marks_the_questions_that_name_it_and_no_other(folder):
    named = question("cas:75-45-6")
    question("hs:0302.92")
    substance = Substance.objects.get()
    substance.odp = "0.05"
    substance.save()
    assert marked() == {("question", str(named.pk), "cas:75-45-6")}
    assert "0.0550 → 0.05" in ReviewMark.objects.get().what


def test_a_row_that_is_saved_as_it_was_marks_nothing(folder):
    question("cas:75-45-6")
    Substance.objects.get().save()
    assert not marked()


def test_a_changed_code_marks_the_lessons_whose_tables_show_it(folder):
    lesson = lesson_page(module_page(), body=[HS_TABLE])
    lesson_page(module_page(), body=[])
    code = HsCode.objects.get()
    code.description = "Fins of sharks"
    code.save()
    assert marked() == {("lesson", str(lesson.pk), "hs:0302.92")}


def test_a_changed_listing_marks_who_names_the_species(folder):
    named = question("species:oceanic-shark")
    listing = Listing.objects.get(slug="oceanic-shark-i")
    listing.effective_from = date(2026, 6, 1)
    listing.save()
    assert marked() == {("question", str(named.pk), "species:oceanic-shark")}


def test_a_new_listing_of_a_known_species_marks_and_a_new_species_does_not(folder):
    question("species:oceanic-shark")
    listing = Listing.objects.get(slug="oceanic-shark-i")
    Listing.objects.create(
        slug="again", edition="2026", annex=listing.annex, species=listing.species, scope="some"
    )
    assert len(marked()) == 1
    question("species:new")
    Species.objects.create(slug="new", scientific_name="N. nova", name="New", edition="2026")
    assert len(marked()) == 1


def test_a_changed_source_marks_the_questions_that_cite_it():
    source = Source.objects.create(pack="sample", code="TEXT", title="Text")
    asked = QuestionVersionFactory(source=source).question
    source.title = "Another title"
    source.save()
    assert ("question", str(asked.pk), "source:sample.TEXT") in marked()


def test_nothing_but_the_mark_is_written(folder):
    version = question("cas:75-45-6").current
    before = (version.pk, version.body, version.verified)
    Substance.objects.get().save()
    substance = Substance.objects.get()
    substance.name = "R-22"
    substance.save()
    version.refresh_from_db()
    assert (version.pk, version.body, version.verified) == before
    assert version.question.versions.count() == 1


def test_retired_questions_are_not_marked(folder):
    asked = question("cas:75-45-6")
    asked.retired_at = NOON
    asked.save()
    substance = Substance.objects.get()
    substance.name = "R-22"
    substance.save()
    assert not marked()


def test_a_second_change_adds_to_the_open_mark(folder):
    question("cas:75-45-6")
    for name in ("R-22", "Freon 22"):
        substance = Substance.objects.get()
        substance.name = name
        substance.save()
    mark = ReviewMark.objects.get()
    assert "HCFC-22 → R-22" in mark.what
    assert "R-22 → Freon 22" in mark.what


def test_a_pack_that_changes_or_retires_a_row_marks_too(folder):
    question("hs:0302")
    change(folder, "hs-codes/2022.yaml", "Fresh shark fins", "Fins")
    write_tables(read_tables(folder), now=NOON)
    assert "Fresh shark fins → Fins" in ReviewMark.objects.get().what
    question("cas:75-45-6")
    (folder / "substances/2026.yaml").unlink()
    write_tables(read_tables(folder), now=NOON)
    assert {row for _kind, _user, row in marked()} == {"hs:0302.92", "cas:75-45-6"}


def test_the_first_load_marks_nothing(tmp_path):
    question("cas:75-45-6")
    lesson_page(module_page(), body=[HS_TABLE])
    write_tables(read_tables(make_tables(tmp_path / "tables")), now=NOON)
    assert not marked()


def test_looking_for_users_asks_as_few_queries_for_many_rows(folder, django_assert_num_queries):
    for _number in range(3):
        question("cas:75-45-6")
        lesson_page(module_page(), body=[HS_TABLE])
    with django_assert_num_queries(5):
        assert len(uses.users_of({"cas:75-45-6", "hs:0302.92"})) == 6


def test_clearing_takes_a_reason_and_a_later_change_marks_again(folder):
    question("cas:75-45-6")
    substance = Substance.objects.get()
    substance.name = "R-22"
    substance.save()
    person = UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        clear_marks(marks=ReviewMark.objects.open(), person=person, reason="", now=NOON)
    assert clear_marks(marks=ReviewMark.objects.open(), person=person, reason="Right.", now=NOON) == 1
    assert not marked()
    substance.name = "HCFC-22"
    substance.save()
    assert len(marked()) == 1
    assert ReviewMark.objects.count() == 2


def test_the_editor_knows_rows_and_refuses_unknown_ones(folder):
    assert known_rows(["hs:030292", "hs:0302", "hs:0302.92"]) == ["hs:0302", "hs:0302.92"]
    with pytest.raises(ValidationError, match="no row"):
        known_rows(["species:unicorn"])


def test_rows_are_part_of_a_version(folder):
    asked = question("cas:75-45-6")
    current = asked.current
    values = {
        name: getattr(current, name)
        for name in ("body", "objective", "difficulty", "source", "where", "verified")
    }
    again = write_version(question=asked, uses=["hs:0302.92"], author=None, reason="x", now=NOON, **values)
    assert (again.number, again.uses) == (2, ["hs:0302.92"])


def test_people_see_marks_on_what_they_may_edit(folder, national_trainer):
    asked = question("cas:75-45-6")
    substance = Substance.objects.get()
    substance.name = "R-22"
    substance.save()
    owner = UserFactory(is_superuser=True)
    assert to_review(national_trainer) == []
    assert [found.mark.user for found in to_review(owner)] == [str(asked.pk)]


def test_the_page_lists_marks_and_clears_them_with_a_reason(client, folder):
    asked = question("cas:75-45-6", question__slug="which-gas")
    substance = Substance.objects.get()
    substance.name = "R-22"
    substance.save()
    mark = ReviewMark.objects.get()
    client.force_login(UserFactory(is_superuser=True), backend="accounts.backends.OfficerBackend")
    assert b"which-gas" in client.get("/admin/reference/review/").content
    editor = client.get(f"/admin/question-banks/{asked.bank.slug}/{asked.pk}/").content.decode()
    assert "HCFC-22 → R-22" in editor
    assert client.post("/admin/reference/review/", {"marks": mark.pk}).status_code == 422
    client.post("/admin/reference/review/", {"marks": mark.pk, "reason": "Still right."})
    mark.refresh_from_db()
    assert (mark.reason, mark.cleared_at is not None) == ("Still right.", True)
    assert b"Nothing waits" in client.get("/admin/reference/review/").content


def test_nobody_clears_the_marks_of_another_administration(client, folder, national_trainer):
    question("cas:75-45-6")
    substance = Substance.objects.get()
    substance.name = "R-22"
    substance.save()
    client.force_login(national_trainer, backend="accounts.backends.OfficerBackend")
    mark = ReviewMark.objects.get()
    answer = client.post("/admin/reference/review/", {"marks": mark.pk, "reason": "Mine."})
    assert answer.status_code == 404
    assert len(marked()) == 1


def test_the_audit_lists_what_is_to_review(folder):
    question("cas:75-45-6", question__slug="which-gas")
    substance = Substance.objects.get()
    substance.name = "R-22"
    substance.save()
    out = StringIO()
    with suppress(CommandError):
        call_command("content_audit", "intro", stdout=out)
    assert "which-gas: cas:75-45-6" in out.getvalue()


# --- who may look, who may change ------------------------------------------------------------------


@pytest.fixture
def national_trainer():
    person = UserFactory()
    person.groups.add(create_administration(slug="homeland", name="Homeland Customs").trainers)
    return person


@pytest.fixture
def international_trainer():
    person = UserFactory()
    person.groups.add(Group.objects.get(name=INTERNATIONAL_TRAINERS))
    return person


TABLES = [
    "annex",
    "listing",
    "hscode",
    "matrixrow",
    "substance",
    "species",
    "wastecode",
    "waste",
    "organism",
    "lmoevent",
    "source",
]


@pytest.mark.parametrize("table", TABLES)
def test_national_trainers_look_and_change_nothing(client, folder, national_trainer, table):
    client.force_login(national_trainer, backend="accounts.backends.OfficerBackend")
    assert client.get(f"/admin/snippets/reference/{table}/").status_code == 200
    assert client.get(f"/admin/snippets/reference/{table}/add/").status_code == 302


@pytest.mark.parametrize("table", TABLES)
def test_international_trainers_add_and_delete_nothing(client, folder, international_trainer, table):
    client.force_login(international_trainer, backend="accounts.backends.OfficerBackend")
    assert client.get(f"/admin/snippets/reference/{table}/add/").status_code == 200
    code = HsCode.objects.get().pk
    client.post(f"/admin/snippets/reference/hscode/delete/{code}/")
    assert HsCode.objects.filter(pk=code).exists()


def test_a_row_is_changed_in_the_admin_with_history(client, folder, international_trainer):
    question("hs:0302.92")
    client.force_login(international_trainer, backend="accounts.backends.OfficerBackend")
    code = HsCode.objects.get()
    data = {
        "edition": "HS 2022",
        "code": "030292",
        "description": "Fins of sharks",
        "source": code.source_id,
        "verified": "on",
        "unverified": "description",
        "where": "",
    }
    answer = client.post(f"/admin/snippets/reference/hscode/edit/{code.pk}/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    code.refresh_from_db()
    assert (code.code, code.description, code.unverified) == ("0302.92", "Fins of sharks", ["description"])
    assert code.revisions.count() == 2
    history = client.get(f"/admin/snippets/reference/hscode/history/{code.pk}/").content.decode()
    assert international_trainer.name in history or international_trainer.get_username() in history
    assert len(marked()) == 1


@pytest.mark.parametrize("query", ["", "?in_force=true", "?in_force=false", "?verified=true", "?q=shark"])
@pytest.mark.parametrize("table", TABLES[:-1])
def test_lists_are_narrowed(client, folder, international_trainer, table, query):
    client.force_login(international_trainer, backend="accounts.backends.OfficerBackend")
    assert client.get(f"/admin/snippets/reference/{table}/{query}").status_code == 200


def test_rows_are_found_by_convention_and_by_date(client, folder, international_trainer):
    client.force_login(international_trainer, backend="accounts.backends.OfficerBackend")
    substance = client.get("/admin/snippets/reference/substance/?convention=1").content.decode()
    assert "HCFC-22" not in substance
    species = Species.objects.get().listings.first().annex.convention_id
    listed = client.get(f"/admin/snippets/reference/species/?convention={species}").content.decode()
    assert "Carcharhinus longimanus" in listed


def test_the_list_of_rows_asks_as_many_queries_for_many(
    client, folder, international_trainer, django_assert_max_num_queries
):
    client.force_login(international_trainer, backend="accounts.backends.OfficerBackend")
    client.get("/admin/snippets/reference/listing/")
    with CaptureQueriesContext(connection) as few:
        client.get("/admin/snippets/reference/listing/")
    listing = Listing.objects.get(slug="oceanic-shark-i")
    for number in range(20):
        Listing.objects.create(
            slug=f"more-{number}", edition="2026", annex=listing.annex, species=listing.species
        )
    with django_assert_max_num_queries(len(few)):
        client.get("/admin/snippets/reference/listing/")


def test_the_packs_of_the_project_name_rows_that_there_are():
    write_tables(read_tables(settings.TABLES_ROOT), now=NOON)
    named = {
        name
        for folder in settings.PACKS_ROOT.iterdir()
        if (folder / "module.yaml").is_file()
        for asked in read_pack(folder).questions
        for name in asked.uses
    }
    assert "species:manidae" in named
    assert known_rows(sorted(named)) == sorted(named, key=natural)
