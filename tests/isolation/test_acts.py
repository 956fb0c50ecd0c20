"""The audit log is complete: each address of an administration's area says which act it is, or why none."""

from dataclasses import dataclass, field, replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import acts
from accounts.models import AuditEntry, Role, User
from accounts.services.administrations import create_administration
from accounts.services.imports import confirm_import
from accounts.services.merging import fingerprint, plans_of
from certification.composing import Sketch
from certification.models import Award, Certification, CurriculumEnrolment
from certification.resources import KINDS
from certification.services.acts import suspend
from certification.services.curricula import draft_of, plan_of
from certification.services.enrolling import take_off
from certification.services.supervision import sign_off
from quizzes.models import Quiz
from quizzes.services.regrading import apply_correction, withdraw_correction
from tests.certification.curricula.plans import sent
from tests.factories import UserFactory
from tests.isolation.addresses import all_addresses, path_of, values_of
from tests.isolation.world import MARKER, fill, make_land

READS = "shows what is there"
AREA = r"administration/<slug:slug>/"

# Every address of the area, and of owners beside it: the acts that it can be, or the reason for none.
DECLARED = {
    "accounts:log": READS,
    "accounts:log_export": {"log.exported"},
    "certification:accommodate": {"accommodation.given"},
    "certification:bundle": READS,
    "certification:bundle_file": {"bundle.downloaded"},
    "certification:bundles": {"bundle.ordered"},
    "certification:certificates": READS,
    "certification:certification": READS,
    "certification:cohort": {"cohort.changed"},
    "certification:curricula": READS,
    "certification:export": {f"{kind}.exported" for kind in KINDS},
    "certification:exports": READS,
    "certification:curriculum": {"cohort.made"},
    "certification:curriculum_settings": {"curriculum.changed"},
    "certification:dashboard": READS,
    "certification:design": {"design.published"},
    "certification:design_picture": READS,
    "certification:discard_draft": {"curriculum.discarded"},
    "certification:doubts": READS,
    "certification:draft": {"curriculum.drafted"},
    "certification:end_sitting": {"sitting.ended"},
    "certification:enrol": {"curriculum.enrolled"},
    "certification:leave_cohort": {"cohort.left"},
    "certification:name": {"name.mended"},
    "certification:new_curriculum": {"curriculum.made"},
    "certification:officer": READS,
    "certification:officers": READS,
    "certification:published_design": READS,
    "certification:reinstate": {"certificate.reinstated"},
    "certification:replace": {"certificate.replaced"},
    "certification:revoke": {"certificate.revoked"},
    "certification:suspend": {"certificate.suspended"},
    "certification:on_curriculum": READS,
    "certification:publish": {"curriculum.published"},
    "certification:sign_offs": {"supervisor.named"},
    "certification:sitting": READS,
    "certification:sittings": {"sitting.opened"},
    "certification:take_back": {"curriculum.taken_back"},
    "certification:take_off": {"curriculum.taken_off"},
    "certification:terms": {"curriculum.terms_changed"},
    "certification:touched": READS,
    "members:approve": {"sign_up.approved"},
    "members:close_join_code": {"join_code.closed"},
    "members:compare": READS,
    "members:differ": {"people.told_apart"},
    "members:duplicates": READS,
    "members:import": READS,
    "members:import_confirm": {"import.confirmed"},
    "members:import_discard": {"import.discarded"},
    "members:import_file": "gives a coordinator's own file back",
    "members:import_left_out": "gives rows of a coordinator's own file back",
    "members:import_template": READS,
    "members:import_undo": {"import.undone"},
    "members:imports": {"import.uploaded"},
    "members:join_codes": {"join_code.made"},
    "members:leave": {"member.left"},
    "members:log": READS,
    "members:log_export": {"log.exported"},
    "members:make_link": {"link.made"},
    "members:merge": {"people.merged"},
    "members:refuse": {"sign_up.refused"},
    "members:sign_ups": READS,
    "members:take_back": {"officer.taken_back"},
    "members:transfer": {"officer.transferred"},
}


@pytest.fixture
def land(db):
    return fill(make_land(MARKER))


def client_of(person):
    client = Client()
    client.force_login(person, backend="accounts.backends.OfficerBackend")
    return client


def area():
    return [
        address
        for address in all_addresses()
        if AREA in address.route or address.name.startswith("accounts:log")
    ]


def test_every_address_of_the_area_declares_its_acts_or_why_it_has_none():
    assert {address.name for address in area()} == set(DECLARED)


def test_what_merely_shows_takes_no_post(land):
    client, values = client_of(land.people[Role.COORDINATOR]), values_of(land)
    takes = [
        str(address)
        for address in area()
        if DECLARED[address.name] == READS and client.post(path_of(address, land, values)).status_code != 405
    ]
    # Owners only: a coordinator gets as far as being nobody there.
    assert [name for name in takes if not name.startswith("accounts:")] == []


def test_every_registered_act_is_tried():
    declared = {act for acts_of in DECLARED.values() if isinstance(acts_of, set) for act in acts_of}
    tried = {doing.act for doing in DOINGS} | set(ELSEWHERE)
    assert declared <= tried
    assert tried == set(acts.known_acts())


@dataclass(frozen=True)
class Doing:
    """One act by its address: what is sent, and how many entries there are after doing it twice."""

    act: str
    name: str
    data: dict = field(default_factory=dict)
    after_twice: int = 1
    method: str = "post"


TIMES = {"opens_at": "2030-01-01T10:00", "closes_at": "2030-01-01T11:00"}
DOINGS = [
    Doing(
        "accommodation.given",
        "certification:accommodate",
        {"reason": "R", "extra_minutes": 5, "further_attempts": 0},
        after_twice=2,
    ),
    Doing("bundle.downloaded", "certification:bundle_file", method="get", after_twice=2),
    Doing("bundle.ordered", "certification:bundles", {"which": "all"}, after_twice=2),
    Doing("certificate.reinstated", "certification:reinstate", {"reason": "R"}),
    Doing("certificate.replaced", "certification:replace", {"reason": "R", "latin_name": ""}),
    Doing("certificate.suspended", "certification:suspend", {"reason": "R"}),
    Doing("design.published", "certification:design", {"act": "publish", "heading": "Another heading"}),
    Doing("certificate.revoked", "certification:revoke", {"reason": "R"}),
    Doing("cohort.changed", "certification:cohort", {"name": "Other"}),
    Doing("cohort.left", "certification:leave_cohort"),
    Doing("cohort.made", "certification:curriculum", {"cohort-name": "Other"}),
    Doing("curriculum.changed", "certification:curriculum_settings", {"is_closed": "on"}),
    Doing("curriculum.discarded", "certification:discard_draft"),
    Doing("curriculum.drafted", "certification:draft"),
    Doing("curriculum.enrolled", "certification:enrol", {"path": "trainer"}),
    Doing("curriculum.made", "certification:new_curriculum", after_twice=2),
    Doing("curriculum.published", "certification:publish"),
    Doing("curriculum.taken_back", "certification:take_back"),
    Doing("curriculum.taken_off", "certification:take_off"),
    Doing("curriculum.terms_changed", "certification:terms", {"path": "trainer"}),
    Doing("supervisor.named", "certification:sign_offs"),
    *(Doing(f"{kind}.exported", "certification:export", method="get", after_twice=2) for kind in KINDS),
    Doing("import.confirmed", "members:import_confirm"),
    Doing("import.discarded", "members:import_discard"),
    Doing("import.undone", "members:import_undo"),
    Doing("import.uploaded", "members:imports", after_twice=2),
    Doing("join_code.closed", "members:close_join_code"),
    Doing("join_code.made", "members:join_codes", {"expires_on": ""}, after_twice=2),
    Doing("link.made", "members:make_link", after_twice=2),
    Doing("log.exported", "members:log_export", method="get", after_twice=2),
    Doing("member.left", "members:leave", {"reason": "R"}),
    Doing("officer.taken_back", "members:take_back", {"staff_number": "F1"}),
    Doing("officer.transferred", "members:transfer"),
    Doing("people.merged", "members:merge", {"name": "kept", "email": "kept", "staff_number": "kept"}),
    Doing("people.told_apart", "members:differ"),
    Doing("sign_up.approved", "members:approve", {"name": "Sample Newcomer", "latin_name": ""}),
    Doing("sign_up.refused", "members:refuse", {"refusal-reason": "R"}),
    Doing("sitting.ended", "certification:end_sitting"),
    Doing("sitting.opened", "certification:sittings", TIMES, after_twice=2),
]


def prepare(doing, land):
    """What an act needs of the land besides. Returns what only the land knows of what is sent."""
    things, administration = land.things, land.administration
    today = timezone.now().astimezone(administration.zone).date().isoformat()
    if doing.act in {"accommodation.given", "sitting.opened"}:
        Quiz.objects.filter(pk=things["quiz"].pk).update(invigilated=True)
        return {"quiz": things["quiz"].pk}
    if doing.act == "certificate.reinstated":
        suspend(certificate=things["certificate"], **by(land))
    if doing.act == "certificate.replaced":
        User.objects.filter(pk=land.people[Role.TRAINEE].pk).update(name="Sample Other")
    if doing.act == "design.published":
        return {"seen": things["design"].number}
    if doing.act in {"curriculum.drafted", "curriculum.made"}:
        curriculum = things["curriculum"]
        plan = replace(plan_of(draft_of(curriculum)), title="Other")
        return sent(Sketch.of_plan(plan), edition=curriculum.edition).dict()
    if doing.act == "curriculum.enrolled":
        return {"officer": land.people[Role.TRAINEE].pk}
    if doing.act == "curriculum.published":
        return {"edition": things["curriculum"].edition}
    if doing.act == "curriculum.taken_back":
        certification = Certification.objects.get(cohort=things["cohort"])
        take_off(certification=certification, by=None, now=timezone.now())
    if doing.act == "supervisor.named":
        return {"run": things["run"].pk, "supervisor": land.people[Role.COORDINATOR].email}
    if doing.act == "import.undone":
        confirm_import(officer_import=things["import"], by=land.people[Role.COORDINATOR], now=timezone.now())
    if doing.act == "import.uploaded":
        return {"file": SimpleUploadedFile("sample.csv", b"Name,Staff number\nSample Other,Q1\n")}
    if doing.act == "member.left":
        return {"last_day": today}
    if doing.act == "officer.taken_back":
        return {"since": today}
    if doing.act == "officer.transferred":
        office = administration.offices.create(code="other", name="Other")
        return {"office": office.pk, "day": today, "officer": land.people[Role.TRAINEE].pk}
    if doing.act == "people.merged":
        both = {"kept": land.people[Role.TRAINEE], "closed": things["twin"]}
        return {"seen": fingerprint(plans_of(**both, now=timezone.now()))}
    return {}


def entries(act):
    return list(AuditEntry.objects.filter(act=act))


def read(answer):
    """Read a file to its end, which closes it; closing it by hand would close the test's connection."""
    if answer.streaming:
        b"".join(answer.streaming_content)


def test_each_act_of_the_area_is_written_once_with_who_did_it(land):
    coordinator = land.people[Role.COORDINATOR]
    client, values = client_of(coordinator), values_of(land)
    done = {doing.name for doing in DOINGS}
    where = {address.name: path_of(address, land, values) for address in area() if address.name in done}
    for doing in DOINGS:
        with transaction.atomic():
            sent = doing.data | prepare(doing, land)
            kind = doing.act.removesuffix(".exported")
            address = where[doing.name].replace("/exports/completions/", f"/exports/{kind}/")
            before = len(entries(doing.act))
            send = getattr(client, doing.method)
            answer = send(address, sent)
            read(answer)
            assert answer.status_code in {200, 302}, f"{doing.act}: {answer.status_code}"
            assert len(entries(doing.act)) == before + 1, doing.act
            written = AuditEntry.objects.filter(act=doing.act).latest("pk")
            assert (written.act, written.by) == (doing.act, coordinator)
            assert written.administration == land.administration
            assert written.what
            for value in sent.values():
                getattr(value, "seek", int)(0)
            read(send(address, sent))
            assert len(entries(doing.act)) == before + doing.after_twice, f"{doing.act}, twice"
            transaction.set_rollback(True)


@pytest.fixture
def waiting(land):
    """An officer whose certificate waits for a name that can be printed."""
    officer = land.things["twin"]
    User.objects.filter(pk=officer.pk).update(name="\U00013080")
    enrolment = CurriculumEnrolment.objects.get(
        officer=land.people[Role.TRAINEE], version__curriculum__slug="zanzimark"
    )
    now = timezone.now()
    certification = Certification.objects.create(
        officer=officer,
        administration=land.administration,
        curriculum=enrolment.version.curriculum,
        state_since=now.date(),
    )
    own = CurriculumEnrolment.objects.create(
        officer=officer,
        administration=land.administration,
        certification=certification,
        version=enrolment.version,
    )
    Award.objects.create(
        enrolment=own,
        officer=officer,
        administration=land.administration,
        awarded_at=now,
        completed_on=now.date(),
    )
    return officer


def test_a_name_that_is_mended_is_written_with_what_it_was(land, waiting):
    client = client_of(land.people[Role.COORDINATOR])
    where = reverse("certification:name", args=[land.administration.slug, waiting.pk])
    for _time in range(2):
        client.post(where, {"latin_name": "Sample Other"})
    [entry] = entries("name.mended")
    assert (entry.subject, entry.detail) == (waiting, {"before": "", "after": "Sample Other"})


# --- acts that are done elsewhere ---------------------------------------------------------------------


def make_administration(land):
    create_administration(slug="newland", name="Newland Customs")


def make_coordinator(land):
    person = land.people[Role.TRAINER]
    call_command("make_administration", land.administration.slug, "X", coordinator=person.email)


def make_key(land):
    call_command("make_signing_key")


def correct(land):
    apply_correction(version=land.things["version"], way="none", **by(land))


def withdraw(land):
    withdraw_correction(correction=land.things["correction"], **by(land))


def by(land):
    return {"by": land.people[Role.TRAINER], "reason": "R", "now": timezone.now()}


def see(land):
    lines = land.things["supervision"].requirement.checklist
    sign_off(
        supervision=land.things["supervision"],
        outcome="signed",
        seen=lines,
        remark="",
        after=None,
        now=timezone.now(),
    )


def in_admin(name, *, person, **data):
    owner = UserFactory(is_superuser=True)
    form = {
        "username": person.username,
        "email": person.email,
        "first_name": "Sample",
        "last_name": "Person",
        "name": person.name,
        "language": "en-gb",
        "is_active": "on",
    }
    answer = client_of(owner).post(reverse(f"wagtailusers_users:{name}", args=[person.pk]), form | data)
    assert answer.status_code == 302, answer.context["form"].errors


def change_in_admin(land):
    in_admin("edit", person=land.things["twin"])


def delete_in_admin(land):
    in_admin("delete", person=UserFactory())


def create_in_admin(land):
    owner, secret = UserFactory(is_superuser=True), "sample-password-9"
    form = {"username": "x", "email": "x@example.org", "first_name": "S", "last_name": "P", "name": "S P"}
    form |= {"language": "en-gb", "password1": secret, "password2": secret, "is_active": "on"}
    answer = client_of(owner).post(reverse("wagtailusers_users:add"), form)
    assert answer.status_code == 302, answer.context["form"].errors


# What does it, and how many entries there are after doing it twice.
ELSEWHERE = {
    "administration.created": (make_administration, 1),
    "correction.made": (correct, 1),
    "correction.withdrawn": (withdraw, 1),
    "key.recorded": (make_key, 1),
    "member.added": (make_coordinator, 1),
    "name.mended": None,
    "sign_off.recorded": (see, 1),
    "user.changed": (change_in_admin, 2),
    "user.created": (create_in_admin, None),
    "user.deleted": (delete_in_admin, 2),
}


def test_acts_that_are_done_elsewhere_are_written_once(land, settings, tmp_path):
    settings.KEYS_ROOT = tmp_path
    for act, (do, after_twice) in ((act, done) for act, done in ELSEWHERE.items() if done):
        with transaction.atomic():
            before = len(entries(act))
            do(land)
            assert len(entries(act)) == before + 1, act
            if after_twice:
                do(land)
                assert len(entries(act)) == before + after_twice, act
            transaction.set_rollback(True)


def test_many_accounts_changed_in_the_admin_are_one_entry_each(db):
    people = [UserFactory(), UserFactory()]
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    ids = "&".join(f"id={person.pk}" for person in people)
    client_of(UserFactory(is_superuser=True)).post(f"{address}?{ids}", {"mark_as_active": "False"})
    assert {entry.subject for entry in entries("user.changed")} == set(people)
