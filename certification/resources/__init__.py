"""What coordinators take out as files: rows of officers, certificates and results."""

from certification.resources.certificates import CertificateResource
from certification.resources.completions import CompletionResource
from certification.resources.objectives import ObjectiveResource
from certification.resources.transcripts import TranscriptResource

KINDS = {
    "completions": CompletionResource,
    "certificates": CertificateResource,
    "objectives": ObjectiveResource,
    "transcripts": TranscriptResource,
}
