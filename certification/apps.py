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
                "cohort.changed": _("Cohort changed"),
                "cohort.left": _("Officer taken out of a cohort"),
                "cohort.made": _("Cohort made"),
                "completions.exported": _("Completions downloaded"),
                "curriculum.changed": _("Settings of a curriculum changed"),
                "curriculum.discarded": _("Draft of a curriculum discarded"),
                "curriculum.drafted": _("Draft of a curriculum written"),
                "curriculum.enrolled": _("Officers enrolled in a curriculum"),
                "curriculum.made": _("Curriculum made"),
                "curriculum.published": _("Curriculum published"),
                "curriculum.taken_back": _("Officer put back on a curriculum"),
                "curriculum.taken_off": _("Officer taken off a curriculum"),
                "curriculum.terms_changed": _("Path or due date of an officer changed"),
                "design.published": _("Design of certificates published"),
                "key.recorded": _("Signing key put into use"),
                "name.mended": _("Name in Latin letters given"),
                "objectives.exported": _("Results by objective downloaded"),
                "sign_off.recorded": _("Practical sign-off recorded"),
                "supervisor.named": _("Supervisor named"),
                "transcripts.exported": _("Transcripts downloaded"),
            },
            {
                "bridged": _("Asked for a bridge"),
                "closed": _("Closed"),
                "due": _("Due on"),
                "filters": _("Filters"),
                "moved": _("Moved to the new version"),
                "name": _("Name"),
                "new_officers": _("New officers are enrolled"),
                "outcome": _("Outcome"),
                "path": _("Path"),
            },
        )
