from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    """How knowledge is measured: banks, versions, quizzes, attempts, grading."""

    name = "quizzes"
    verbose_name = _("quizzes")

    def ready(self):
        from accounts import acts
        from quizzes import merges, receivers, types, uses  # noqa: F401  (connect themselves)

        types.load(types)
        acts.register(
            {
                "accommodation.given": _("Extra time or further attempts given"),
                "correction.made": _("Question corrected and graded again"),
                "correction.withdrawn": _("Correction of a question withdrawn"),
                "sitting.ended": _("Sitting ended"),
                "sitting.opened": _("Sitting opened"),
            },
            {
                "extra_minutes": _("Extra minutes"),
                "further_attempts": _("Further attempts"),
                "way": _("How it is graded"),
            },
        )
