from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    """How knowledge is measured: banks, versions, quizzes, attempts, grading."""

    name = "quizzes"
    verbose_name = _("quizzes")

    def ready(self):
        from quizzes import receivers, types, uses  # noqa: F401  (connect themselves)

        types.load(types)
