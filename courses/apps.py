from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """What is taught: modules, lessons, packs, progress."""

    name = "courses"
    verbose_name = _("courses")

    def ready(self):
        from courses import (
            doors,
            gates,
            merges,  # noqa: F401  (declares its rules)
            receivers,  # noqa: F401  (connects itself)
            uses,  # noqa: F401  (connects itself)
        )
        from courses.services.findable import entries_to_find
        from courses.services.glossary import find_terms
        from exercises import doors as exercise_doors
        from exercises import gates as exercise_gates
        from quizzes import doors as quiz_doors
        from quizzes import gates as quiz_gates
        from quizzes import reading
        from reference import finding
        from reference.services import finder

        quiz_doors.register(doors.QuizDoors())
        for kind in ("inspection", "scenario"):
            exercise_doors.register(kind, doors.ExerciseDoors(kind))
        quiz_gates.register(gates.enter_quiz)
        exercise_gates.register(gates.enter_exercise)
        reading.register(gates.lessons_to_reread)
        finding.register(find_terms)
        finder.register(entries_to_find)
