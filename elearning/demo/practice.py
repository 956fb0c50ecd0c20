"""Practice of the demonstration's officers: runs of scenarios and rounds of inspections.

What a run or a round is worth is found by the rules of the exercises. The rows are written all at once at the
end, because nothing follows from them on the way.
"""

from collections import defaultdict
from datetime import timedelta

from exercises.inspections.rounds import reasons_of
from exercises.inspections.scoring import Answer, Decision, score
from exercises.models import Exercise, InspectionRound, ScenarioRun, ScenarioStep
from exercises.scenarios.forms import QUALITIES
from exercises.scenarios.running import best_steps, play
from exercises.services.inspections import close, sample_of
from exercises.services.scenarios import scenario_in

DRAWN = 8
"""Of each exercise so many sets or ways are drawn; officers meet them again."""
ALARMS = 0.025
"""How likely it is that a sound entry is flagged."""


class Practice:
    """The practice of the officers of one administration, to be written at the end."""

    def __init__(self, administration):
        self.administration = administration
        self.versions, self.best = {}, {}
        self.runs, self.rounds = [], []
        self.numbers = defaultdict(int)

    def do(self, officer, exercise, moment, skill, chance):
        """What an officer does with an exercise at a moment."""
        if exercise.kind == Exercise.Kind.SCENARIO:
            self._run(officer, exercise, moment, skill, chance)
        else:
            for again in range(chance.choice((1, 1, 2, 3))):
                self._round(officer, exercise, moment + timedelta(minutes=9 * again), skill, chance)

    def write(self):
        ScenarioRun.objects.bulk_create([run for run, _steps in self.runs])
        ScenarioStep.objects.bulk_create([step for _run, steps in self.runs for step in steps])
        InspectionRound.objects.bulk_create(self.rounds)

    def _run(self, officer, exercise, moment, skill, chance):
        if exercise.pk not in self.versions:
            version = exercise.scenario_versions.order_by("number").last()
            self.versions[exercise.pk] = version, scenario_in(version)
        version, scenario = self.versions[exercise.pk]
        seed = chance.randrange(DRAWN)
        if (version.pk, seed) not in self.best:
            best = best_steps(scenario, seed)
            self.best[version.pk, seed] = best, play(scenario, seed, best).score
        best, best_score = self.best[version.pk, seed]
        position, steps = play(scenario, seed, ()), []
        while not position.end:
            if chance.random() >= skill:
                steps.append(chance.choice(position.decisions).id)
            elif steps == list(best[: len(steps)]):
                steps.append(best[len(steps)])
            else:
                soundest = min(position.decisions, key=lambda one: QUALITIES.index(one.quality))
                steps.append(soundest.id)
            position = play(scenario, seed, steps)
        run = ScenarioRun(
            exercise=exercise,
            version=version,
            officer=officer,
            administration=self.administration,
            seed=seed,
            started_at=moment,
            outcome=position.end.outcome,
            score=position.score,
            best_score=best_score,
        )
        places = [taken.situation.id for taken in position.path] + [position.node.id]
        rows = []
        for number, decision in enumerate(steps, start=1):
            entered, moment = moment, moment + timedelta(seconds=chance.randint(15, 100))
            rows.append(
                ScenarioStep(
                    run=run,
                    number=number,
                    node=places[number - 1],
                    decision=decision,
                    to=places[number],
                    entered_at=entered,
                    decided_at=moment,
                )
            )
        run.ended_at = moment
        self.runs.append((run, rows))

    def _round(self, officer, exercise, moment, skill, chance):
        if exercise.pk not in self.versions:
            self.versions[exercise.pk] = exercise.inspection_versions.order_by("number").last()
        version = self.versions[exercise.pk]
        seed = chance.randrange(DRAWN)
        key = sample_of(version, seed, 1).key
        flags = {}
        for signal in key.signals:
            if chance.random() < skill - 0.2:
                flags[chance.choice(sorted(signal.entries))] = chance.choice(sorted(signal.reasons))
        for entry in sorted(key.sound):
            if chance.random() < ALARMS:
                flags[entry] = chance.choice(sorted(reasons_of(version.template).values()))
        decision = chance.choice(sorted(key.decisions if chance.random() < skill else Decision))
        self.numbers[officer.pk, exercise.pk] += 1
        one = InspectionRound(
            exercise=exercise,
            version=version,
            officer=officer,
            administration=self.administration,
            number=self.numbers[officer.pk, exercise.pk],
            seed=seed,
            level=1,
            started_at=moment,
            saves=1,
            flags={":".join(entry): reason for entry, reason in flags.items()},
            decision=decision.value,
        )
        handed_in = moment + timedelta(minutes=chance.randint(4, 8))
        close(one, score(key, Answer(flags, decision)), handed_in)
        self.rounds.append(one)
