"""The dashboard: six plots with their tables, and behind every figure the officers that it counts."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from certification.forms import OfficerFilterForm
from certification.models import Award, Certificate, Certification, Cohort, FaultTally, ObjectiveTally
from certification.services.curricula import enrol
from certification.services.dashboard.periods import Span, months, spans
from certification.services.population import Figure, fault_titles, narrowed, officers_of
from certification.states import State
from elearning.load.making import AdministrationMaker, make_modules
from elearning.load.writing import Writer
from tests.certification.conftest import LATER, certified, curriculum, finished
from tests.factories import (
    NOON,
    MembershipFactory,
    ModuleFactory,
    ObjectiveFactory,
    OfficeFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def on_a_day_in_march():
    with time_machine.travel(LATER, tick=False):
        yield


def get(user, slug="sampland", **asked):
    client = Client()
    client.force_login(user)
    return client.get(reverse("certification:dashboard", args=[slug]), asked)


def figures_in(value):
    """Every figure that a value holds, however deep."""
    if isinstance(value, Figure):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures_in(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from figures_in(one)


PLOTS = ("offices", "total", "modules", "pace", "endings", "objectives", "inspections")


def figures_of(response):
    return [figure for plot in PLOTS for figure in figures_in(response.context[plot])]


def listed(figure, administration):
    """How many officers the list behind a figure has, asked by its address."""
    form = OfficerFilterForm(QueryDict(figure.asked.query), administration=administration)
    return narrowed(officers_of(administration, DAY), form.asked(), administration).count()


@pytest.fixture
def loaded(db):
    """An administration of sixty officers with all that they did, by a seed."""
    writer = Writer()
    maker = AdministrationMaker(
        number=1, officers=60, taught=make_modules(), seed=3, now=LATER, writer=writer
    )
    maker.make()
    return maker.administration


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"curriculum": "load-environment"},
        {"office": "post-2"},
        {"office": "."},
        {"path": "laboratory"},
        {"cohort": True},
        {"since": "2026-01-10", "until": "2026-02-20"},
        {"since": "2025-06-15"},
        {"until": "2025-12-31", "office": "post-1"},
    ],
)
def test_every_figure_is_the_number_of_officers_in_the_list_behind_it(loaded, django_user_model, asked):
    coordinator = django_user_model.objects.get(username__startswith="load-coordinator")
    if "cohort" in asked:
        cohorts = Cohort.objects.filter(curriculum__administration=loaded, curriculum__slug="load-border")
        asked = {"cohort": str(cohorts.first().pk), "curriculum": "load-border"}
    found = figures_of(get(coordinator, loaded.slug, **asked))
    assert len(found) > 60
    assert any(figure.number for figure in found)
    for figure in found:
        assert listed(figure, loaded) == figure.number, figure.asked.query


def test_the_page_of_a_figure_says_the_same_number(loaded, django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.get(username__startswith="load-coordinator"))
    dashboard = client.get(reverse("certification:dashboard", args=[loaded.slug]))
    page = dashboard.content.decode()
    address = reverse("certification:officers", args=[loaded.slug])
    for plot in PLOTS:
        figure = next(figure for figure in figures_in(dashboard.context[plot]) if figure.number)
        link = f"{address}?{figure.asked.query}"
        assert f'<a href="{link.replace("&", "&amp;")}">{figure.number}</a>' in page
        assert client.get(link).context["page"].paginator.count == figure.number


def put(officer, administration, version, state, **fields):
    """An officer on a curriculum, in a state."""
    enrol(officer=officer, version=version, administration=administration, now=NOON)
    rows = Certification.objects.filter(officer=officer, curriculum=version.curriculum)
    rows.update(state=state, **fields)
    return rows.get()


@pytest.fixture
def version(administration):
    return curriculum(administration, [ModuleFactory(slug="cites", title="CITES in practice")])


def test_offices_are_counted_by_the_states_of_their_officers(
    administration, other_administration, coordinator, version
):
    north = OfficeFactory(administration=administration, name="North", code="north")
    for state in (State.CERTIFIED, State.WINDOW_OPEN, State.IN_PROGRESS, State.OVERDUE, State.REVOKED):
        person = MembershipFactory(administration=administration, office=north).user
        put(person, administration, version, state)
    MembershipFactory(administration=administration, office=north)
    put(MembershipFactory(administration=administration).user, administration, version, State.ASSIGNED)
    # Neither who left nor who serves elsewhere is counted.
    gone = MembershipFactory(administration=administration, office=north, until=date(2026, 3, 8)).user
    put(gone, administration, version, State.CERTIFIED)
    MembershipFactory(administration=other_administration)
    lines = get(coordinator).context["offices"]
    counted = [
        (line.name, [group.number for group in line.groups], line.enrolled.number, line.without.number)
        for line in lines
    ]
    assert counted == [("North", [2, 1, 2, 0], 5, 1), ("", [0, 0, 0, 1], 1, 0)]


def test_modules_are_counted_of_those_enrolled_and_in_the_period(administration, coordinator, version):
    module = version.groups.get().requirements.get().module
    people = [MembershipFactory(administration=administration).user for _ in range(3)]
    for person in people:
        put(person, administration, version, State.IN_PROGRESS)
    finished(people[0], module, administration, at=datetime(2026, 1, 31, 23, 0, tzinfo=UTC))
    finished(people[1], module, administration, at=datetime(2026, 2, 1, 0, 0, tzinfo=UTC))
    stranger = MembershipFactory(administration=administration).user
    finished(stranger, module, administration)
    (line,) = get(coordinator).context["modules"]
    assert (line.done.number, line.open.number, line.of) == (2, 1, 3)
    (line,) = get(coordinator, since="2026-02-01").context["modules"]
    assert (line.done.number, line.open.number, line.of) == (1, 1, 3)


def test_pace_sets_what_was_completed_beside_what_was_due(administration, coordinator, version):
    officer = MembershipFactory(administration=administration).user
    put(officer, administration, version, State.OVERDUE, due_on=date(2026, 2, 28))
    other = MembershipFactory(administration=administration).user
    put(other, administration, version, State.ASSIGNED, due_on=date(2026, 4, 1))
    third = MembershipFactory(administration=administration).user
    certified(third, administration, slug="other")
    done = put(third, administration, version, State.CERTIFIED)
    Award.objects.create(
        enrolment=done.enrolments.get(),
        officer=third,
        administration=administration,
        awarded_at=NOON,
        completed_on=date(2026, 3, 2),
    )
    lines = get(coordinator, curriculum="border").context["pace"]
    assert [line.span.first for line in lines][::11] == [date(2025, 6, 1), date(2026, 5, 1)]
    assert {
        line.span.first: (line.due.number, line.completed.number)
        for line in lines
        if line.due.number or line.completed.number
    } == {date(2026, 2, 1): (1, 0), date(2026, 3, 1): (0, 1), date(2026, 4, 1): (1, 0)}


def test_certificates_that_end_are_set_apart_from_those_renewed(administration, coordinator, officer):
    """One certificate ends on 31 May 2026; another that would have is followed by one until 2028."""
    first = certified(officer, administration)
    held = first.award.enrolment.certification
    Certification.objects.filter(pk=held.pk).update(
        state=State.WINDOW_OPEN, valid_until=date(2026, 5, 31), certificate=first
    )
    Certificate.objects.filter(pk=first.pk).update(valid_until=date(2026, 5, 31))
    renewed = MembershipFactory(administration=administration).user
    enrol(officer=renewed, version=first.award.enrolment.version, administration=administration, now=NOON)
    other = Certification.objects.get(officer=renewed)
    award = Award.objects.create(
        enrolment=other.enrolments.get(),
        officer=renewed,
        administration=administration,
        awarded_at=NOON,
        completed_on=NOON.date(),
    )
    Certificate.objects.filter(pk=first.pk).update(standing=Certificate.Standing.IN_FORCE)
    before = Certificate.objects.get(pk=first.pk)
    before.pk, before.award, before.officer, before.serial = None, award, renewed, "GC-0000-0000-0001"
    before.standing = Certificate.Standing.SUPERSEDED
    before.save()
    Certification.objects.filter(pk=other.pk).update(state=State.CERTIFIED, valid_until=date(2028, 5, 31))
    lines = get(coordinator).context["endings"]
    assert [line.span.first for line in lines][::11] == [date(2026, 3, 1), date(2027, 2, 1)]
    may = lines[2]
    assert (may.ends.number, may.renewed.number) == (1, 1)
    assert sum(line.ends.number + line.renewed.number for line in lines) == 2
    assert listed(may.renewed, administration) == 1


def test_the_weakest_objective_comes_first_and_few_answers_say_nothing(administration, coordinator, version):
    officer = MembershipFactory(administration=administration).user
    put(officer, administration, version, State.IN_PROGRESS)
    own = {"officer": officer, "administration": administration, "month": date(2026, 2, 1)}
    for code, answers, earned in (("good", 20, 15), ("bad", 40, 10), ("few", 19, 0)):
        ObjectiveTally.objects.create(
            **own,
            objective=ObjectiveFactory(code=code),
            answers=answers,
            earned=earned * 27_720,
            possible=answers * 27_720,
        )
    lines = get(coordinator).context["objectives"]
    assert [(line.objective.code, line.shown, line.officers.number) for line in lines] == [
        ("bad", 25, 1),
        ("good", 75, 1),
    ]
    assert get(coordinator, until="2026-01-31").context["objectives"] == []


def test_hits_and_false_alarms_are_rates_of_faults_and_of_sound_entries(administration, coordinator, version):
    officer = MembershipFactory(administration=administration).user
    put(officer, administration, version, State.IN_PROGRESS)
    own = {"officer": officer, "administration": administration, "month": date(2026, 2, 1)}
    for kind, entries, flagged in (("cites-expired", 4, 3), ("cites-quantity", 4, 1), ("", 50, 5)):
        FaultTally.objects.create(**own, kind=kind, entries=entries, flagged=flagged)
    response = get(coordinator)
    found = response.context["inspections"]
    assert (found.hit_rate, found.sound.shown) == (50, 10)
    assert [line.shown for line in found.kinds] == [25, 75]
    page = response.content.decode()
    assert "50\N{NO-BREAK SPACE}%" in page
    assert "10\N{NO-BREAK SPACE}%" in page


def test_of_many_kinds_of_fault_the_plot_has_the_least_often_seen_and_the_table_all(
    administration, coordinator, version
):
    officer = MembershipFactory(administration=administration).user
    put(officer, administration, version, State.IN_PROGRESS)
    own = {"officer": officer, "administration": administration, "month": date(2026, 2, 1)}
    kinds = list(fault_titles())[1:21]
    FaultTally.objects.create(**own, kind="", entries=500, flagged=5)
    for number, kind in enumerate(kinds):
        FaultTally.objects.create(**own, kind=kind, entries=20 if number else 4, flagged=number)
    response = get(coordinator)
    found = response.context["inspections"]
    assert [(line.entries, line.flagged) for line in found.drawn] == [(20, number) for number in range(1, 13)]
    assert len(found.kinds) == 20
    assert "The table has all kinds." in response.content.decode()


def test_an_administration_without_officers_gets_a_way_on(coordinator):
    page = get(coordinator).content.decode()
    assert "No officers yet" in page
    assert "Import officers" in page


def test_an_administration_without_a_curriculum_sees_that(coordinator, officer):
    response = get(coordinator)
    assert "There is no curriculum yet" in response.content.decode()
    assert response.context["total"].without.number == 1
    assert listed(response.context["total"].without, officer.memberships.get().administration) == 1


def test_the_curriculum_with_most_officers_is_shown_until_another_is_chosen(
    administration, coordinator, officer, version
):
    curriculum(administration, [ModuleFactory()], slug="empty", title="A first one")
    put(officer, administration, version, State.ASSIGNED)
    assert get(coordinator).context["scope"].curriculum.slug == "border"
    assert get(coordinator, curriculum="no-such").context["scope"].curriculum.slug == "border"
    assert get(coordinator, curriculum="empty").context["scope"].curriculum.slug == "empty"


def test_the_dashboard_takes_the_same_queries_for_many_as_for_few(
    administration, coordinator, version, django_assert_num_queries
):
    module = version.groups.get().requirements.get().module

    def add(number):
        for _ in range(number):
            office = OfficeFactory(administration=administration)
            person = MembershipFactory(administration=administration, office=office).user
            put(person, administration, version, State.CERTIFIED, valid_until=date(2026, 6, 1))
            finished(person, module, administration)
            ObjectiveTally.objects.create(
                officer=person,
                administration=administration,
                month=date(2026, 2, 1),
                objective=ObjectiveFactory(),
                answers=30,
                earned=1,
                possible=2,
            )

    add(2)
    client = Client()
    client.force_login(coordinator)
    address = reverse("certification:dashboard", args=["sampland"])
    client.get(address)
    for number in (0, 20):
        add(number)
        with django_assert_num_queries(19):
            client.get(address)


def test_the_dashboard_is_a_404_for_strangers(officer, foreign_coordinator):
    assert get(officer).status_code == 404
    assert get(foreign_coordinator).status_code == 404


@pytest.mark.parametrize(
    ("since", "until", "number", "first", "last"),
    [
        (
            None,
            None,
            12,
            Span(date(2025, 6, 1), date(2025, 6, 30)),
            Span(date(2026, 5, 1), date(2026, 5, 31)),
        ),
        # 9 March 2026 is a Monday: five days make one week, sixteen weeks are weeks, seventeen are months.
        (date(2026, 3, 11), date(2026, 3, 15), 1, Span(date(2026, 3, 9), date(2026, 3, 15)), None),
        (date(2026, 3, 9), date(2026, 6, 28), 16, Span(date(2026, 3, 9), date(2026, 3, 15)), None),
        (date(2026, 3, 9), date(2026, 6, 29), 4, Span(date(2026, 3, 1), date(2026, 3, 31)), None),
        (date(2026, 3, 9), date(2026, 3, 8), 0, None, None),
        (date(2000, 1, 1), date(2026, 3, 8), 36, Span(date(2023, 4, 1), date(2023, 4, 30)), None),
        (None, date(2024, 2, 29), 10, Span(date(2023, 5, 1), date(2023, 5, 31)), None),
    ],
)
def test_periods_are_cut_into_weeks_or_months(since, until, number, first, last):
    cut = spans(since, until, DAY)
    assert len(cut) == number
    assert first is None or cut[0] == first
    assert last is None or cut[-1] == last
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(cut))


def test_months_go_over_the_end_of_a_year():
    assert [span.last for span in months(date(2027, 12, 31), 3)] == [
        date(2027, 12, 31),
        date(2028, 1, 31),
        date(2028, 2, 29),
    ]
