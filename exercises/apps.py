from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExercisesConfig(AppConfig):
    """Practice of decisions: inspections of documents and scenarios."""

    name = "exercises"
    verbose_name = _("exercises")

    def ready(self):
        from exercises import (
            merges,  # noqa: F401  (declares its rules)
            question_types,
        )
        from quizzes import types

        types.load(question_types)
