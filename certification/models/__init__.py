"""The tables of what learning is worth."""

from certification.models.awards import Award, Certificate, CertificateEvent, Evidence, SigningCertificate
from certification.models.bundles import CertificateBundle
from certification.models.curricula import (
    Curriculum,
    CurriculumEnrolment,
    CurriculumVersion,
    Requirement,
    RequirementGroup,
)

__all__ = [
    "Award",
    "Certificate",
    "CertificateBundle",
    "CertificateEvent",
    "Curriculum",
    "CurriculumEnrolment",
    "CurriculumVersion",
    "Evidence",
    "Requirement",
    "RequirementGroup",
    "SigningCertificate",
]
