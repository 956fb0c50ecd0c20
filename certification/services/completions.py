"""What officers have finished, gathered as the plain values that the rules judge."""

from collections import defaultdict

from certification.models import Requirement
from certification.rules import Need, NeedGroup, Proof
from courses.models import ModuleEnrolment, Unit
from quizzes.models import Attempt


def need_groups(versions):
    """The groups of needs of each version, by its id. One query."""
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
            NeedGroup(needs=tuple(needs), needed=group_of[pk].needed, in_order=group_of[pk].in_order)
            for pk, needs in groups.items()
        )
        for version, groups in gathered.items()
    }


def completed_modules(administration):
    """Every finished module of an administration: what is exported, and what the dashboard counts."""
    return ModuleEnrolment.objects.filter(administration=administration).exclude(completed_at=None)


def proofs_of(*, officers, administration, modules):
    """The proofs of finished modules, by (officer id, module id). Three queries, however many officers.

    A module with a final quiz is proven by each attempt that passed it and counts, from when both were done;
    the proof's source is the attempt. One without, or without such an attempt, is proven by being finished.
    """
    finished = {
        (officer, module): at
        for officer, module, at in ModuleEnrolment.objects.filter(
            officer__in=officers, administration=administration, module__in=modules
        )
        .exclude(completed_at=None)
        .values_list("officer_id", "module_id", "completed_at")
    }
    proofs = defaultdict(list)
    module_of = _module_of_quiz(modules)
    attempts = (
        Attempt.objects.filter(
            officer__in=officers, administration=administration, quiz__in=module_of, grade__passed=True
        )
        .counting()
        .select_related("grade")
        .order_by("submitted_at")
    )
    for attempt in attempts:
        key = (attempt.officer_id, module_of[attempt.quiz_id])
        if key in finished:
            at = max(finished[key], attempt.submitted_at)
            proofs[key].append(Proof(at=at, percent=attempt.grade.percent, source=attempt))
    for key, at in finished.items():
        if key not in proofs:
            proofs[key].append(Proof(at=at))
    return dict(proofs)


def best_mark(proofs):
    """The best per cent among the proofs of one module; None where it has no mark."""
    return max((proof.percent for proof in proofs if proof.percent is not None), default=None)


def _module_of_quiz(modules):
    """The quizzes whose mark counts for a module: its final quiz, and those that were final once."""
    final = {}
    retired = {}
    rows = (
        Unit.objects.filter(module__in=modules, kind=Unit.Kind.QUIZ, required=True)
        .order_by("order", "pk")
        .values_list("module_id", "quiz_id", "retired_at")
    )
    for module, quiz, retired_at in rows:
        if retired_at is None:
            final[module] = quiz
        else:
            retired[quiz] = module
    return retired | {quiz: module for module, quiz in final.items()}


class _Proofs:
    def __init__(self, modules):
        self.modules = modules


class Learning:
    """What some runs of one officer ask for and what is proven."""

    def __init__(self, runs):
        runs = list(runs)
        self._groups = need_groups({run.version_id for run in runs})
        modules = {
            need.module for groups in self._groups.values() for group in groups for need in group.needs
        }
        found = proofs_of(
            officers=[runs[0].officer_id], administration=runs[0].administration_id, modules=modules - {None}
        )
        self._proofs = {module: proofs for (_officer, module), proofs in found.items()}

    def groups(self, run):
        return self._groups.get(run.version_id, ())

    def proofs(self, run):
        return _Proofs(self._proofs)

    def judged(self, run):
        from certification.rules import judge

        return judge(self.groups(run), self._proofs)
