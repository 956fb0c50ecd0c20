from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificationConfig(AppConfig):
    """What it is worth: curricula, awards, certificates, verification, exports."""

    name = "certification"
    verbose_name = _("certification")

    def ready(self):
        from accounts import acts
        from certification import merges, receivers, sections  # noqa: F401
        from certification.services.regrades import doubtful_certificates
        from certification.services.renewals import renewed_from
        from quizzes import beginnings, consequences

        beginnings.register(renewed_from)
        consequences.register(doubtful_certificates)
        acts.register(
            {
                "bundle.downloaded": _("ZIP of certificates downloaded"),
                "bundle.ordered": _("ZIP of certificates ordered"),
                "certificate.reinstated": _("Certificate reinstated"),
                "certificate.replaced": _("Certificate replaced"),
                "certificate.revoked": _("Certificate revoked"),
                "certificate.suspended": _("Certificate suspended"),
                "certificates.exported": _("List of certificates downloaded"),
                "completions.exported": _("Completions downloaded"),
                "design.published": _("Design of certificates published"),
                "key.recorded": _("Signing key put into use"),
                "name.mended": _("Name in Latin letters given"),
                "objectives.exported": _("Results by objective downloaded"),
                "transcripts.exported": _("Transcripts downloaded"),
            },
            {"filters": _("Filters")},
        )
