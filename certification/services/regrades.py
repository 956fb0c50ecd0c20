"""What a regrade puts in doubt: certificates whose evidence does not bear them any more.

Nothing is stored: the list is what the grades in force say today, so it empties by itself when a
correction is withdrawn. Nothing is revoked here.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import F, Prefetch, Q

from certification.models import Certificate, Evidence, Level
from certification.rules import Need, Proof
from certification.services.completions import Learning
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
        return max(self.evidence.attempt.pass_mark, _least_mark(self.evidence))

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
        if not _bears(evidence, after.passed, after.percent):
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
        .select_related(
            "requirement__module",
            "attempt__grade",
            "attempt__quiz",
            "award__officer",
            "award__enrolment__certification",
            "award__enrolment__version",
        )
        .order_by("pk")
    )
    return [
        Doubt(certificate, evidence)
        for evidence in regraded
        if not _bears(evidence, evidence.attempt.grade.passed, evidence.attempt.grade.percent)
        for certificate in evidence.award.in_force
    ]


def look_for_other_attempts(doubts):
    """Say of each doubt whether another attempt of the same run meets the requirement. Few queries, fixed."""
    runs = {doubt.evidence.award.enrolment_id: doubt.evidence.award.enrolment for doubt in doubts}
    learning = Learning(runs.values())
    for doubt in doubts:
        asked = doubt.evidence.requirement
        need = Need(key=asked.pk, module=asked.module_id, minimum_mark=_least_mark(doubt.evidence))
        found = learning.proofs(doubt.evidence.award.enrolment).fitting(need)
        doubt.still_met = any(_is_attempt(proof) for proof in found)
    return doubts


def _is_attempt(proof: Proof):
    return proof.source is not None


def _bears(evidence, passed, percent):
    return passed and percent >= _least_mark(evidence)


def _least_mark(evidence):
    """The least per cent that was asked for. Participation asks for none."""
    achieved = evidence.award.level == Level.ACHIEVEMENT
    return evidence.requirement.minimum_mark if achieved else 0


def _resting():
    """Evidence by attempts, with the certificates that stand on it as `award.in_force`."""
    standing = Certificate.objects.filter(standing__in=STANDING)
    return (
        Evidence.objects.filter(attempt__isnull=False, award__certificates__standing__in=STANDING)
        .select_related("requirement", "award")
        .prefetch_related(Prefetch("award__certificates", queryset=standing, to_attr="in_force"))
    )
