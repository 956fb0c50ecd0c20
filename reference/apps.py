from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    """What is known: conventions, objectives, sources, tables, images."""

    name = "reference"
    verbose_name = _("reference")

    def ready(self):
        from reference import merges, receivers  # noqa: F401  (connect themselves)
