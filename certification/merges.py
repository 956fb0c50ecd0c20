"""What becomes of curricula, awards and certificates when two accounts are merged.

Both accounts may be on one curriculum: the certification of the account that stays goes on with the runs of
both. It takes over what the other has reached where that is more. Certificates stay as they were issued.
"""

from datetime import date

from accounts.services.merging import Plan, declare, lock_first, move, stay
from certification.models import Certification, CurriculumEnrolment, Level
from certification.services.certifications import locked
from certification.states import State

# What has been reached, the least first. Days decide between equals.
ORDER = [
    State.ASSIGNED,
    State.OVERDUE,
    State.DUE_SOON,
    State.IN_PROGRESS,
    State.REVOKED,
    State.EXPIRED,
    State.SUSPENDED,
    State.WINDOW_OPEN,
    State.CERTIFIED,
]
REACHED = (
    "path",
    "cohort",
    "due_on",
    "state",
    "state_since",
    "certificate",
    "valid_until",
    "window_opens_on",
)


def _reached(certification):
    """What one certification is worth beside another of the same curriculum."""
    return (
        certification.closed_at is None,
        certification.certificate_id is not None,
        ORDER.index(State(certification.state)),
        certification.valid_until or date.max,
    )


def _by_curriculum(person):
    return {row.curriculum_id: row for row in Certification._base_manager.filter(officer=person)}


def _certifications(both):
    plan = Plan()
    mine = _by_curriculum(both.kept)
    for row in both.rows_of(both.closed):
        twin = mine.get(row.curriculum_id)
        if twin is None:
            plan.move.append(row.pk)
            continue
        plan.stay.append(row.pk)
        plan.change[row.pk] = {"closed_at": row.closed_at or both.now}
        if _reached(row) > _reached(twin):
            names = [Certification._meta.get_field(name).attname for name in REACHED]
            plan.change[twin.pk] = {name: getattr(row, name) for name in names}
            if row.closed_at is None:
                plan.change[twin.pk]["closed_at"] = None
    return plan


def _enrolments(both):
    """Runs go over. Of two under way in one curriculum the one whose account holds the award goes on."""
    plan = Plan()
    mine, theirs = _by_curriculum(both.kept), _by_curriculum(both.closed)
    other = {row.pk: mine[curriculum] for curriculum, row in theirs.items() if curriculum in mine}
    running = {row.certification_id: row for row in both.rows_of(both.kept) if _runs(row)}
    awarded = _awarded([*mine.values(), *theirs.values()])
    for row in both.rows_of(both.closed):
        plan.move.append(row.pk)
        twin = other.get(row.certification_id)
        if twin is None:
            continue
        plan.change[row.pk] = {"certification_id": twin.pk}
        if not _runs(row):
            continue
        run = running.get(twin.pk)
        first = row.kind == CurriculumEnrolment.Kind.INITIAL
        if run is not None and row.certification_id in awarded and twin.pk not in awarded:
            plan.change[run.pk] = {"withdrawn_at": both.now}
        elif run is not None or (first and twin.pk in awarded):
            plan.change[row.pk]["withdrawn_at"] = both.now
    for certification, run in running.items():
        # A first run has no object any more where the other account has the award.
        held_by_other = any(
            twin.pk == certification and pk in awarded and certification not in awarded
            for pk, twin in other.items()
        )
        if held_by_other and run.kind == CurriculumEnrolment.Kind.INITIAL:
            plan.change[run.pk] = {"withdrawn_at": both.now}
    return plan


def _runs(enrolment):
    return enrolment.ended_at is None and enrolment.withdrawn_at is None


def _awarded(certifications):
    """The keys of certifications in which everything asked for was achieved once."""
    found = CurriculumEnrolment._base_manager.filter(
        certification__in=certifications, awards__level=Level.ACHIEVEMENT, withdrawn_at=None
    )
    return set(found.values_list("certification", flat=True))


def _lock(people):
    """Nobody awards anything meanwhile."""
    list(locked(Certification.objects.filter(officer__in=people)))


lock_first(_lock)
declare(_certifications, "certification.Certification.officer")
declare(_enrolments, "certification.CurriculumEnrolment.officer")
declare(
    move,
    "certification.Award.officer",
    "certification.Certificate.officer",
    "certification.CertificateBundle.created_by",
    "certification.CertificateDesign.made_by",
    "certification.CertificateEvent.by",
    "certification.CertificationEvent.by",
    "certification.CurriculumVersion.published_by",
    "certification.CurriculumVersion.written_by",
    "certification.SignOff.supervisor",
    "certification.Supervision.named_by",
    "certification.Supervision.supervisor",
)
# Sums follow from the results: they are worked out anew when those have gone over.
declare(stay, "certification.ObjectiveTally.officer", "certification.FaultTally.officer")
