"""What becomes of progress and of cards when two accounts are merged: the further one counts."""

from accounts.services.merging import declare, join


def _further(started):
    """Both took the same: begun when the first began, completed when the first completed."""

    def combine(kept, closed):
        completed = [row.completed_at for row in (kept, closed) if row.completed_at]
        return {
            started: min(getattr(kept, started), getattr(closed, started)),
            "completed_at": min(completed, default=None),
        }

    return combine


def _fresher(kept, closed):
    """What was asked last is what is remembered."""
    if closed.reviewed_at <= kept.reviewed_at:
        return {}
    names = ("stability", "difficulty", "due_at", "reviewed_at")
    return {name: getattr(closed, name) for name in names}


declare(
    join("module_id", "administration_id", combine=_further("started_at")), "courses.ModuleEnrolment.officer"
)
declare(join("unit_id", "administration_id", combine=_further("opened_at")), "courses.UnitProgress.officer")
declare(
    join("administration_id", "kind", "entry_id", "other_id", combine=_fresher), "courses.DrillMemory.officer"
)
declare(join("administration_id", "unit_id", "day", "number"), "courses.DrillTurn.officer")
