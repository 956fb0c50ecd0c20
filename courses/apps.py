from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """What is taught: modules, lessons, packs, progress."""

    name = "courses"
    verbose_name = _("courses")
