"""Scenarios: writing versions, starting runs, deciding. Each change is one transaction, safe to repeat."""

import json
import secrets
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Exercise, ScenarioRun, ScenarioStep, ScenarioVersion
from exercises.scenarios.checking import faults_of
from exercises.scenarios.forms import scenario_of
from exercises.scenarios.running import best_steps, play
from exercises.signals import scenario_ended

SEED_BITS = 53


class FaultyScenario(ValueError):
    """A scenario that cannot be kept. `faults` holds what is wrong with it."""

    def __init__(self, faults):
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


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
def write_scenario_version(*, exercise, scenario, author=None, reason="", now):
    """Write the next version, in force for runs that begin from now on. Equal to the last it writes nothing.

    Raises FaultyScenario.
    """
    faults = faults_of(scenario)
    if faults:
        raise FaultyScenario(faults)
    held = Exercise.objects.select_for_update(no_key=True).get(pk=exercise.pk)
    last = held.scenario_versions.order_by("number").last()
    if last and scenario_in(last) == scenario:
        return last
    return ScenarioVersion.objects.create(
        exercise=held,
        number=last.number + 1 if last else 1,
        body=scenario.body(),
        author=author,
        reason=reason,
        created_at=now,
    )


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
