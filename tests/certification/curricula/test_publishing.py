"""Publishing a version: whom it touches, and what becomes of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from certification.models import Certificate, Certification, CurriculumEnrolment, SignOff
from certification.plans import Asked, Group, Plan
from certification.services import publishing
from certification.services.awarding import award_if_due
from certification.services.curricula import Overtaken, enrol, write_draft
from certification.services.publishing import publish, reach_of, touched
from certification.services.supervision import asked_sign_offs, name_supervisor, sign_off
from tests.certification.conftest import LATER, finished, published, quiz_unit
from tests.factories import NOON, MembershipFactory, ModuleFactory

pytestmark = pytest.mark.django_db
SEEN = Asked(sign_off="Opens a container", checklist=("Checks the seal",))
Kind = CurriculumEnrolment.Kind


@pytest.fixture
def other(db):
    module = ModuleFactory(title="Basel in practice")
    quiz_unit(module)
    return module


def plan_for(*asked, **fields):
    made = []
    for one in asked:
        if not isinstance(one, Asked):
            quiz_unit(one)
            one = Asked(module=one.pk)
        made.append(one)
    return Plan(
        **{"title": "Border officer", "groups": (Group(asked=tuple(made)),), "validity_months": 24} | fields
    )


def drafted(version, plan):
    """The curriculum of a version with a draft."""
    curriculum = version.curriculum
    curriculum.refresh_from_db()
    write_draft(curriculum=curriculum, plan=plan, edition=curriculum.edition, by=None, now=LATER)
    curriculum.refresh_from_db()
    return curriculum


def people(administration, number):
    return [MembershipFactory(administration=administration).user for _ in range(number)]


def on_it(version, administration, officers):
    for officer in officers:
        enrol(officer=officer, version=version, administration=administration, now=NOON)


def holding(version, administration, module, officers):
    """Officers with a certificate in force."""
    on_it(version, administration, officers)
    for officer in officers:
        finished(officer, module, administration)
        award_if_due(officer=officer, administration=administration, now=NOON)


def test_the_first_version_is_published_once_however_often_it_is_asked_for(
    administration, module, coordinator
):
    curriculum = published(administration, plan_for(module)).curriculum
    AuditEntry.objects.all()._raw_delete("default")
    curriculum = drafted(curriculum.versions.get(), plan_for(module, title="Next"))
    acts = {"curriculum": curriculum, "edition": curriculum.edition, "by": coordinator, "now": LATER}
    assert publish(**acts) == publish(**acts) == curriculum.versions.get(number=2)
    assert AuditEntry.objects.filter(act="curriculum.published").count() == 1
    assert curriculum.versions.get(number=2).published_by == coordinator


def test_a_draft_that_was_changed_since_it_was_looked_at_is_not_published(administration, module):
    curriculum = drafted(published(administration, plan_for(module)), plan_for(module, title="Next"))
    with pytest.raises(Overtaken):
        publish(curriculum=curriculum, edition=curriculum.edition - 1, by=None, now=LATER)


def test_a_draft_that_says_the_same_is_not_published(administration, module):
    curriculum = drafted(published(administration, plan_for(module)), plan_for(module))
    with pytest.raises(publishing.NothingNew):
        publish(curriculum=curriculum, edition=curriculum.edition, by=None, now=LATER)


def test_officers_are_counted_in_one_group_each_and_the_lists_hold_as_many(administration, module, other):
    version = published(administration, plan_for(module))
    runners, holders, gone = people(administration, 2), people(administration, 3), people(administration, 1)
    on_it(version, administration, runners)
    holding(version, administration, module, [*holders, *gone])
    Certification.objects.filter(officer__in=gone).update(state="expired")
    off = people(administration, 1)
    on_it(version, administration, off)
    Certification.objects.filter(officer__in=off).update(closed_at=NOON)
    reach = reach_of(version.curriculum)
    assert reach == {"under-way": 2, "renewing": 0, "in-force": 3, "expired": 1}
    assert {group: touched(version.curriculum, group).count() for group in reach} == reach


def test_officers_under_way_stay_on_their_version(administration, officer, module, other):
    version = published(administration, plan_for(module))
    on_it(version, administration, [officer])
    curriculum = drafted(version, plan_for(module, other))
    publish(curriculum=curriculum, edition=curriculum.edition, by=None, now=LATER)
    assert CurriculumEnrolment.objects.get().version == version


def test_officers_under_way_are_moved_once_and_what_they_have_proven_counts(
    administration, officer, module, other
):
    version = published(administration, plan_for(module, other))
    on_it(version, administration, [officer])
    finished(officer, module, administration)
    curriculum = drafted(version, plan_for(module))
    acts = {"curriculum": curriculum, "edition": curriculum.edition, "by": None, "now": LATER, "move": True}
    new = publish(**acts)
    publish(**acts)
    before, after = CurriculumEnrolment.objects.order_by("pk")
    assert (before.version, before.ended_at, before.withdrawn_at) == (version, LATER, None)
    assert (after.version, after.kind, after.ended_at) == (new, Kind.INITIAL, None)
    award_if_due(officer=officer, administration=administration, now=LATER)
    assert Certificate.objects.get().curriculum_version == 2


def test_holders_are_untouched_unless_they_are_asked_for_what_is_new(administration, officer, module, other):
    version = published(administration, plan_for(module))
    holding(version, administration, module, [officer])
    stated = Certificate.objects.values().get()
    curriculum = drafted(version, plan_for(module, other))
    publish(curriculum=curriculum, edition=curriculum.edition, by=None, now=LATER)
    assert CurriculumEnrolment.objects.get().version == version
    assert Certificate.objects.values().get() == stated


def test_a_bridge_asks_holders_for_what_is_new_and_leaves_their_certificates(
    administration, officer, module, other
):
    version = published(administration, plan_for(module))
    holding(version, administration, module, [officer])
    [runner] = people(administration, 1)
    on_it(version, administration, [runner])
    stated = Certificate.objects.values().get()
    curriculum = drafted(version, plan_for(module, other))
    due = date(2026, 9, 30)
    acts = {"curriculum": curriculum, "edition": curriculum.edition, "by": None, "now": LATER}
    new = publish(**acts, bridge_by=due)
    publish(**acts, bridge_by=due)
    bridge = CurriculumEnrolment.objects.get(kind=Kind.BRIDGE)
    certification = Certification.objects.get(officer=officer)
    assert (bridge.officer, bridge.version, bridge.counts_from) == (officer, new, None)
    assert (certification.due_on, certification.state) == (due, "certified")
    assert Certificate.objects.values().get() == stated
    # The module proven before counts: only the other one is open.
    finished(officer, other, administration, at=LATER)
    award_if_due(officer=officer, administration=administration, now=LATER)
    assert bridge.awards.filter(level="achievement").exists()


def test_supervisors_and_sign_offs_go_along_where_the_same_is_to_be_seen(administration, officer, module):
    version = published(administration, plan_for(module, SEEN, replace(SEEN, sign_off="Weighs")))
    on_it(version, administration, [officer])
    supervisor = MembershipFactory(administration=administration).user
    run = officer.curriculum_enrolments.get()
    name_supervisor(
        runs=[run],
        requirements=asked_sign_offs(version.curriculum),
        supervisor=supervisor,
        by=supervisor,
        now=NOON,
    )
    for supervision in run.supervisions.all():
        sign_off(
            supervision=supervision,
            outcome="signed",
            seen=["Checks the seal"],
            remark="",
            after=None,
            now=NOON,
        )
    changed = Asked(sign_off="Weighs", checklist=("Checks the seal", "Reads the scale"))
    curriculum = drafted(version, plan_for(module, SEEN, changed))
    publish(curriculum=curriculum, edition=curriculum.edition, by=None, now=LATER, move=True)
    new = officer.curriculum_enrolments.get(ended_at=None)
    assert [row.requirement.sign_off for row in new.supervisions.all()] == ["Opens a container"]
    [carried] = new.sign_offs.all()
    assert (carried.supervisor, carried.at, carried.outcome) == (supervisor, NOON, "signed")
    assert SignOff.objects.count() == 3


def test_bulk_work_takes_as_many_queries_for_many_as_for_few(administration, module, other):
    """One chunk is one chunk, however many officers are in it."""

    def queries(slug, number):
        version = published(administration, plan_for(module, title=slug), slug=slug)
        on_it(version, administration, people(administration, number))
        holders = people(administration, number)
        on_it(version, administration, holders)
        CurriculumEnrolment.objects.filter(officer__in=holders).update(ended_at=NOON)
        Certification.objects.filter(officer__in=holders).update(state="certified")
        curriculum = drafted(version, plan_for(module, other, title=slug))
        with CaptureQueriesContext(connection) as caught:
            publish(
                curriculum=curriculum,
                edition=curriculum.edition,
                by=None,
                now=LATER,
                move=True,
                bridge_by=date(2026, 9, 30),
            )
        return len(caught)

    assert queries("few", 1) == queries("many", 12)


# --- the page -------------------------------------------------------------------------------------


def test_the_page_says_what_differs_and_whom_it_touches_and_publishes_once(
    client, administration, coordinator, officer, module, other
):
    version = published(administration, plan_for(module))
    holding(version, administration, module, [officer])
    curriculum = drafted(version, plan_for(module, other))
    client.force_login(coordinator)
    url = reverse("certification:publish", args=["sampland", "border"])
    page = client.get(url).content.decode()
    assert "Added: “Basel in practice”." in page
    assert reverse("certification:touched", args=["sampland", "border", "in-force"]) in page
    assert (
        "Sample Officer"
        in client.get(
            reverse("certification:touched", args=["sampland", "border", "in-force"])
        ).content.decode()
    )
    asked = {"edition": curriculum.edition, "under_way": "stay", "bridge": "on"}
    refused = client.post(url, asked)
    assert refused.status_code == 422
    assert "Write until when what is new is due." in refused.content.decode()
    asked["bridge_by"] = (date.today() + timedelta(days=90)).isoformat()
    for _ in range(2):
        assert client.post(url, asked).url == reverse("certification:curriculum", args=["sampland", "border"])
    assert curriculum.versions.exclude(published_at=None).count() == 2
    assert CurriculumEnrolment.objects.filter(kind=Kind.BRIDGE).count() == 1
