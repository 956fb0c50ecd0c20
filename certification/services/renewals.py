"""What a renewal means for the quizzes that it asks for."""

from django.db.models import Max, Q

from certification.models import CurriculumEnrolment, RenewalPath, RequirementGroup

_SHORTER = Q(version__renewal_path=RenewalPath.SHORTER)
_ASKED = Q(_SHORTER, version__groups__stage=RequirementGroup.Stage.RENEWAL) | Q(
    ~_SHORTER, version__groups__stage=RequirementGroup.Stage.INITIAL
)


def renewed_from(quiz, officer):
    """For quizzes.beginnings: since when an officer is to pass a quiz once more, or None. One query."""
    renewals = CurriculumEnrolment.objects.open().filter(
        _ASKED,
        officer=officer,
        kind=CurriculumEnrolment.Kind.RENEWAL,
        version__groups__requirements__module__units__quiz=quiz,
    )
    return renewals.aggregate(latest=Max("counts_from"))["latest"]
