from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificationConfig(AppConfig):
    """What it is worth: curricula, awards, certificates, verification, exports."""

    name = "certification"
    verbose_name = _("certification")

    def ready(self):
        from certification import receivers, sections  # noqa: F401
        from certification.services.regrades import doubtful_certificates
        from certification.services.renewals import renewed_from
        from quizzes import beginnings, consequences

        beginnings.register(renewed_from)
        consequences.register(doubtful_certificates)
