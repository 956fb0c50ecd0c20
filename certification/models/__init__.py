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
from certification.models.designs import CertificateDesign, CertificatePicture, Signatory

__all__ = [
    "Award",
    "Certificate",
    "CertificateBundle",
    "CertificateDesign",
    "CertificateEvent",
    "CertificatePicture",
    "Curriculum",
    "CurriculumEnrolment",
    "CurriculumVersion",
    "Evidence",
    "Requirement",
    "RequirementGroup",
    "Signatory",
    "SigningCertificate",
]
