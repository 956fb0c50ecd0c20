"""What a regrade puts in doubt: certificates whose evidence does not bear them any more.

Nothing is stored: the list is what the grades in force say today, so it empties by itself when a
correction is withdrawn. Nothing is revoked here.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import F, Prefetch, Q

from certification.models import Certificate, Evidence
from certification.rules import Need, Proof
from certification.services.completions import proofs_of
from quizzes.consequences import Consequence
from quizzes.grading.percent import shown_percent

STANDING = (Certificate.Standing.IN_FORCE, Certificate.Standing.SUSPENDED)


@dataclass
class Doubt:
    """A certificate, the evidence of it that a regrade changed, and whether another attempt bears it."""

    certificate: Certificate
    evidence: Evidence
    still_met: bool = False

    @property
    def needed(self):
        """The least per cent that this requirement asks of the attempt."""
        return max(self.evidence.attempt.pass_mark, self.evidence.requirement.minimum_mark)

    @property
    def before(self):
        return shown_percent(self.evidence.percent or Fraction(0), self.needed)

    @property
    def after(self):
        return shown_percent(self.evidence.attempt.grade.percent, self.needed)


def doubtful_certificates(changes):
    """For quizzes.consequences: the certificates that rest on attempts which would not bear them any more."""
    worse = {change.attempt.pk: change for change in changes if change.after.percent < change.before.percent}
    found = {}
    if not worse:
        return found
    for evidence in _resting().filter(attempt__in=list(worse)).order_by("pk"):
        after = worse[evidence.attempt_id].after
        if not _bears(evidence.requirement, after.passed, after.percent):
            for certificate in evidence.award.in_force:
                found.setdefault(evidence.attempt_id, []).append(
                    Consequence(title=certificate.curriculum_title, reference=certificate.serial)
                )
    return found


def doubts_in(administration):
    """The certificates of an administration that are in doubt, oldest first. Three queries at most."""
    regraded = (
        _resting()
        .filter(award__administration=administration)
        .exclude(grade=F("attempt__grade"))
        .filter(
            Q(attempt__grade__passed=False) | Q(requirement__minimum_mark__gt=F("attempt__pass_mark")),
        )
        .select_related("requirement__module", "attempt__grade", "attempt__quiz", "award__officer")
        .order_by("pk")
    )
    return [
        Doubt(certificate, evidence)
        for evidence in regraded
        if not _bears(evidence.requirement, evidence.attempt.grade.passed, evidence.attempt.grade.percent)
        for certificate in evidence.award.in_force
    ]


def look_for_other_attempts(doubts, administration):
    """Say of each doubt whether another attempt meets the requirement. Four queries, however many."""
    proofs = proofs_of(
        officers=[doubt.evidence.award.officer_id for doubt in doubts],
        administration=administration,
        modules=[doubt.evidence.requirement.module_id for doubt in doubts],
    )
    for doubt in doubts:
        asked = doubt.evidence.requirement
        need = Need(key=asked.pk, module=asked.module_id, minimum_mark=asked.minimum_mark)
        found = proofs.get((doubt.evidence.award.officer_id, asked.module_id), ())
        doubt.still_met = any(_is_attempt(proof) and need.met_by(proof) for proof in found)
    return doubts


def _is_attempt(proof: Proof):
    return proof.source is not None


def _bears(requirement, passed, percent):
    return passed and percent >= requirement.minimum_mark


def _resting():
    """Evidence by attempts, with the certificates that stand on it as `award.in_force`."""
    standing = Certificate.objects.filter(standing__in=STANDING)
    return (
        Evidence.objects.filter(attempt__isnull=False, award__certificates__standing__in=STANDING)
        .select_related("requirement", "award")
        .prefetch_related(Prefetch("award__certificates", queryset=standing, to_attr="in_force"))
    )
