"""What officers have finished, gathered as the plain values that the rules judge."""

from collections import defaultdict

from django.db.models import Q

from certification.models import Level, RenewalPath, Requirement, SignOff
from certification.rules import (
    Need,
    NeedGroup,
    Proof,
    Proofs,
    Stage,
    asked_of,
    for_participation,
    judge,
    since,
)
from courses.models import ModuleEnrolment, Unit
from quizzes.models import Attempt
from quizzes.models.quizzes import Counts


def need_groups(versions):
    """All groups of needs of each version, by its id. One query."""
    rows = (
        Requirement.objects.filter(group__version__in=versions)
        .select_related("group")
        .order_by("group__version", "group__order", "group__pk", "order", "pk")
    )
    gathered = defaultdict(lambda: defaultdict(list))
    group_of = {}
    for row in rows:
        gathered[row.group.version_id][row.group_id].append(
            Need(key=row.pk, module=row.module_id, minimum_mark=row.minimum_mark)
        )
        group_of[row.group_id] = row.group
    return {
        version: tuple(
            NeedGroup(
                needs=tuple(needs),
                needed=group_of[pk].needed,
                in_order=group_of[pk].in_order,
                stage=Stage(group_of[pk].stage),
                paths=frozenset(group_of[pk].paths),
            )
            for pk, needs in groups.items()
        )
        for version, groups in gathered.items()
    }


def asked_in(run, groups):
    """Of the groups of its version those that a run asks for. `run`: with certification and version."""
    shorter = run.version.renewal_path == RenewalPath.SHORTER
    stage = Stage.RENEWAL if run.kind == run.Kind.RENEWAL and shorter else Stage.INITIAL
    return asked_of(groups.get(run.version_id, ()), stage, run.certification.path)


def completed_modules(administration):
    """Every finished module of an administration: what is exported, and what the dashboard counts."""
    return ModuleEnrolment.objects.filter(administration=administration).exclude(completed_at=None)


class _Finished:
    """The modules that some officers have finished and the attempts at their final quizzes. Three queries."""

    def __init__(self, *, officers, administrations, modules):
        people = {"officer__in": officers, "administration__in": administrations}
        self.at = {
            tuple(key): at
            for *key, at in ModuleEnrolment.objects.filter(module__in=modules, **people)
            .exclude(completed_at=None)
            .values_list("officer_id", "administration_id", "module_id", "completed_at")
        }
        quizzes = _final_quizzes(modules)
        self.attempts = defaultdict(list)
        attempts = (
            Attempt.objects.graded()
            .filter(Q(grade__passed=True) | ~Q(quiz__counts=Counts.BEST), quiz__in=quizzes, **people)
            .select_related("grade")
            .order_by("submitted_at", "number")
        )
        for attempt in attempts:
            module, counts = quizzes[attempt.quiz_id]
            key = (attempt.officer_id, attempt.administration_id, module)
            self.attempts[key].append((counts, attempt))

    def proofs(self, officer, administration, module, counts_from=None):
        """The proofs of one module, from a moment on.

        A module with a final quiz is proven by each attempt that passed it and counts, from when both were
        done; the proof's source is the attempt. One without, or without such an attempt, is proven by being
        finished, once. Of attempts that count as the first or the last only those from that moment on are
        looked at: a renewal begins anew.
        """
        key = (officer, administration, module)
        finished = self.at.get(key)
        if finished is None:
            return []
        found = [
            Proof(at=max(finished, attempt.submitted_at), percent=attempt.grade.percent, source=attempt)
            for attempt in _counting(self.attempts.get(key, ()), counts_from)
            if attempt.grade.passed
        ]
        return since(found or [Proof(at=finished)], counts_from)


def _counting(attempts, counts_from):
    """Of one officer's graded attempts, oldest first, each with how its quiz counts, those that count."""
    by_quiz = defaultdict(list)
    for counts, attempt in attempts:
        if counts_from is None or attempt.submitted_at >= counts_from:
            by_quiz[attempt.quiz_id, counts].append(attempt)
    chosen = {Counts.FIRST: slice(0, 1), Counts.LAST: slice(-1, None)}
    counting = [
        attempt
        for (_quiz, counts), some in by_quiz.items()
        for attempt in some[chosen.get(counts, slice(None))]
    ]
    return sorted(counting, key=lambda attempt: attempt.submitted_at)


def proofs_of(*, officers, administration, modules):
    """The proofs of finished modules, by (officer id, module id). Three queries, however many officers."""
    finished = _Finished(officers=officers, administrations=[administration], modules=modules)
    return {
        (officer, module): finished.proofs(officer, there, module) for officer, there, module in finished.at
    }


class Learning:
    """What some runs ask for and what their officers have proven in them. Five queries, however many.

    Runs come with certification and version. In a renewal only what was proven since it began counts.
    """

    def __init__(self, runs):
        runs = list(runs)
        groups = need_groups({run.version_id for run in runs})
        self._groups = {run.pk: asked_in(run, groups) for run in runs}
        needs = [need for asked in self._groups.values() for group in asked for need in group.needs]
        self._finished = _Finished(
            officers={run.officer_id for run in runs},
            administrations={run.administration_id for run in runs},
            modules={need.module for need in needs if need.module is not None},
        )
        practical = {need.key for need in needs if need.module is None}
        self._signed = _signed_off(runs, practical) if practical else {}

    def groups(self, run):
        """The groups of needs that a run asks for, in their order."""
        return self._groups[run.pk]

    def proofs(self, run):
        """What was proven in a run."""
        modules = {need.module for group in self.groups(run) for need in group.needs}
        return Proofs(
            modules={
                module: self._finished.proofs(run.officer_id, run.administration_id, module, run.counts_from)
                for module in modules - {None}
            },
            signed=self._signed.get(run.pk, {}),
        )

    def judged(self, run, level=Level.ACHIEVEMENT):
        """How a run stands at one level."""
        groups = self.groups(run)
        return judge(for_participation(groups) if level == Level.PARTICIPATION else groups, self.proofs(run))


def _signed_off(runs, requirements):
    """The proof of each requirement whose newest sign-off in a run says so, by run. One query."""
    newest = {
        (sign_off.enrolment_id, sign_off.requirement_id): sign_off
        for sign_off in SignOff.objects.filter(enrolment__in=runs, requirement__in=requirements).order_by(
            "at", "pk"
        )
    }
    signed = defaultdict(dict)
    for (run, requirement), sign_off in newest.items():
        if sign_off.outcome == SignOff.Outcome.SIGNED:
            signed[run][requirement] = [Proof(at=sign_off.at, source=sign_off)]
    return signed


def best_mark(proofs):
    """The best per cent among the proofs of one module; None where it has no mark."""
    return max((proof.percent for proof in proofs if proof.percent is not None), default=None)


def _final_quizzes(modules):
    """The quizzes whose mark counts for a module, with it and how their attempts count, by quiz.

    They are its final quiz, and those that were final once.
    """
    final = {}
    retired = {}
    rows = (
        Unit.objects.filter(module__in=modules, kind=Unit.Kind.QUIZ, required=True)
        .order_by("order", "pk")
        .values_list("module_id", "quiz_id", "quiz__counts", "retired_at")
    )
    for module, quiz, counts, retired_at in rows:
        if retired_at is None:
            final[module] = (quiz, counts)
        else:
            retired[quiz] = (module, counts)
    return retired | {quiz: (module, counts) for module, (quiz, counts) in final.items()}
