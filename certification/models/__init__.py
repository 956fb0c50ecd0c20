"""The tables of what learning is worth."""

from certification.models.awards import (
    Award,
    Certificate,
    CertificateEvent,
    Evidence,
    Level,
    SigningCertificate,
)
from certification.models.bundles import CertificateBundle
from certification.models.certifications import (
    STATE_LABELS,
    Certification,
    CertificationEvent,
    Digest,
    KeptDay,
    Reminder,
    SignOff,
    Supervision,
)
from certification.models.curricula import (
    Cohort,
    Curriculum,
    CurriculumEnrolment,
    CurriculumVersion,
    ExpiryRule,
    Path,
    RenewalPath,
    Requirement,
    RequirementGroup,
)
from certification.models.designs import CertificateDesign, CertificatePicture, Signatory
from certification.models.tallies import FaultTally, ObjectiveTally

__all__ = [
    "STATE_LABELS",
    "Award",
    "Certificate",
    "CertificateBundle",
    "CertificateDesign",
    "CertificateEvent",
    "CertificatePicture",
    "Certification",
    "CertificationEvent",
    "Cohort",
    "Curriculum",
    "CurriculumEnrolment",
    "CurriculumVersion",
    "Digest",
    "Evidence",
    "ExpiryRule",
    "FaultTally",
    "KeptDay",
    "Level",
    "ObjectiveTally",
    "Path",
    "Reminder",
    "RenewalPath",
    "Requirement",
    "RequirementGroup",
    "SignOff",
    "Signatory",
    "SigningCertificate",
    "Supervision",
]
