"""Scenarios: writing versions, starting runs and trials, deciding. Each change is one transaction."""

import json
import secrets
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from exercises import doors
from exercises.models import Exercise, ScenarioRun, ScenarioStep, ScenarioVersion
from exercises.scenarios.checking import faults_of
from exercises.scenarios.forms import scenario_of
from exercises.scenarios.running import best_steps, play, steps_to
from exercises.signals import scenario_ended

SEED_BITS = 53
SEEDS_TRIED = 100
CREATED, PLACED, RETIRED, RESTORED = (
    f"exercises.{what}" for what in ("create", "place", "retire", "restore")
)


class FaultyScenario(ValueError):
    """A scenario that cannot be kept. `faults` holds what is wrong with it."""

    def __init__(self, faults):
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


class Overtaken(Exception):
    """Somebody wrote a version while an author wrote. `version` is that one; nothing was written."""

    def __init__(self, version):
        super().__init__(str(version))
        self.version = version


class CannotStart(Exception):
    """A run cannot begin. The text is a sentence for the officer."""


class StalePage(Exception):
    """A decision came from a page that the run has left behind, and changed nothing."""

    def __init__(self):
        super().__init__(
            _("You had decided there already, in another window perhaps. That decision stands: go on here.")
        )


@lru_cache(maxsize=128)
def _read(text):
    return scenario_of(json.loads(text))


def scenario_in(version):
    """The scenario of a version. Reading one takes longer than playing it, so it is kept."""
    return _read(json.dumps(version.body))


@transaction.atomic
def write_scenario_version(*, exercise, scenario, author=None, reason="", now, after=None):
    """Write the next version, in force for runs that begin from now on. Equal to the last it writes nothing.

    `after` is the number of the version that the author had before them, 0 for none; without it whatever is
    in force is followed. Raises FaultyScenario, Overtaken.
    """
    faults = faults_of(scenario)
    if faults:
        raise FaultyScenario(faults)
    held = Exercise.objects.select_for_update(no_key=True).get(pk=exercise.pk)
    last = held.scenario_versions.order_by("number").last()
    if last and scenario_in(last) == scenario:
        return last
    if after is not None and last and last.number != after:
        raise Overtaken(last)
    return ScenarioVersion.objects.create(
        exercise=held,
        number=last.number + 1 if last else 1,
        body=scenario.body(),
        author=author,
        reason=reason,
        created_at=now,
    )


@transaction.atomic
def edit_scenario(*, exercise, scenario, author, reason, now, after):
    """Write a version by hand; the exercise is called as it is. Raises as write_scenario_version does."""
    version = write_scenario_version(
        exercise=exercise, scenario=scenario, author=author, reason=reason, now=now, after=after
    )
    Exercise.objects.filter(pk=exercise.pk).update(title=scenario.title)
    return version


@transaction.atomic
def create_scenario(*, exercise, author):
    """Store a new scenario, of which nothing is written yet."""
    exercise.kind = Exercise.Kind.SCENARIO
    exercise.save(force_insert=True)
    log(instance=exercise, action=CREATED, user=author)
    return exercise


@transaction.atomic
def place_scenario(*, exercise, place, author):
    """Give a scenario its door in a place of the person's, as a draft. One that has a door keeps it."""
    if doors.door_of(exercise) is None:
        doors.keeper(exercise.kind).put(exercise, place, author)
        log(instance=exercise, action=PLACED, user=author, data={"place": doors.door_of(exercise).place})


@transaction.atomic
def retire_scenario(*, exercise, author, now):
    """Let nobody start a scenario any more; `now` is None: take it in use again. Runs stay."""
    doors.keeper(exercise.kind).retire(exercise, now=now, user=author)
    log(instance=exercise, action=RESTORED if now is None else RETIRED, user=author)


@transaction.atomic
def start_run(*, exercise, officer, administration, now, seed=None, trial=False):
    """The officer's open run, or a new one of the version in force. Raises CannotStart.

    `seed` fixes what chance does; without it chance decides. Trials stand beside the runs that count.
    """
    # Two presses of the button wait for each other here.
    User.objects.select_for_update(no_key=True).get(pk=officer.pk)
    running = ScenarioRun.every.of(officer).open().filter(exercise=exercise, trial=trial).first()
    if running:
        return running
    version = exercise.scenario_versions.order_by("number").last()
    if version is None:
        raise CannotStart(_("This scenario is not written yet."))
    if exercise.retired_at is not None:
        raise CannotStart(_("This scenario is no longer used."))
    return ScenarioRun.objects.create(
        exercise=exercise,
        version=version,
        officer=officer,
        administration=administration,
        seed=secrets.randbits(SEED_BITS) if seed is None else seed,
        trial=trial,
        started_at=now,
    )


@transaction.atomic
def start_trial(*, exercise, person, administration, now, seed=None, at=""):
    """A new trial of the version in force, brought to the situation `at`. One that was open is ended first.

    Raises CannotStart where no way leads there: by this seed, or without one by any of a hundred.
    """
    open_ = ScenarioRun.every.of(person).open().filter(exercise=exercise, trial=True).first()
    if open_ is not None:
        _finish(open_, now)
    version = exercise.scenario_versions.order_by("number").last()
    if version is None:
        raise CannotStart(_("This scenario is not written yet."))
    scenario = scenario_in(version)
    seeds = [secrets.randbits(SEED_BITS) for _number in range(SEEDS_TRIED)] if seed is None else [seed]
    tried = ((one, steps_to(scenario, one, at or scenario.start)) for one in seeds)
    seed, steps = next((pair for pair in tried if pair[1] is not None), (None, None))
    if steps is None:
        raise CannotStart(_("No way leads there with what chance does in this run. Try another number."))
    run = start_run(
        exercise=exercise, officer=person, administration=administration, now=now, seed=seed, trial=True
    )
    for number, decision in enumerate(steps, start=1):
        run = decide(run=run, number=number, decision=decision, now=now)
    return run


def _finish(run, now):
    """Bring a trial to an end by whatever is offered first: every run of a checked scenario ends."""
    while run.is_open:
        position = position_of(run)
        run = decide(run=run, number=len(position.path) + 1, decision=position.decisions[0].id, now=now)


def decisions_of(run):
    """The decisions of a run so far, in their order."""
    return list(run.steps.order_by("number").values_list("decision", flat=True))


def position_of(run):
    """Where a run stands."""
    return play(scenario_in(run.version), run.seed, decisions_of(run))


@transaction.atomic
def decide(*, run, number, decision, now):
    """Record the decision that is step `number` of a run, and end the run where it leads to an end.

    The same decision under the same number again changes nothing. Raises StalePage for a number that is
    not the next one, NotOffered for a decision that the situation does not offer.
    """
    held = (
        ScenarioRun.every.select_for_update(no_key=True, of=("self",))
        .select_related("version", "exercise", "officer", "administration")
        .get(pk=run.pk)
    )
    steps = list(held.steps.order_by("number"))
    if 1 <= number <= len(steps) and steps[number - 1].decision == decision:
        return held
    if number != len(steps) + 1 or not held.is_open:
        raise StalePage
    scenario = scenario_in(held.version)
    position = play(scenario, held.seed, [*(step.decision for step in steps), decision])
    ScenarioStep.objects.create(
        run=held,
        number=number,
        node=position.path[-1].situation.id,
        decision=decision,
        to=position.node.id,
        entered_at=steps[-1].decided_at if steps else held.started_at,
        decided_at=now,
    )
    if position.end:
        _end(held, scenario, position, now)
    return held


def _end(run, scenario, position, now):
    run.ended_at = now
    run.outcome = position.end.outcome
    run.score = position.score
    run.best_score = play(scenario, run.seed, best_steps(scenario, run.seed)).score
    run.save(update_fields=["ended_at", "outcome", "score", "best_score"])
    scenario_ended.send(sender=ScenarioRun, run=run)
