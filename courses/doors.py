"""Where officers find a quiz or an exercise: its page in a module."""

from django.urls import reverse

from courses.models import Unit
from courses.models.modules import page_model
from courses.services.doors import lay_exercise_page, lay_quiz_page, set_retired
from courses.visibility import module_pages_written_by
from quizzes.doors import Door, Keeper


class ModuleDoors(Keeper):
    """What stands in modules, as pages below the module's own. A place is named by the page's key."""

    kind: str
    field: str
    """The field of a unit that names what stands behind its pages."""

    def _pages(self, user):
        return {
            str(page.pk): page
            for page in module_pages_written_by(user)
            if page.permissions_for_user(user).can_add_subpage()
        }

    def places(self, user):
        return [
            (key, page.module.title, page.module.administration_id) for key, page in self._pages(user).items()
        ]

    def doors(self, things):
        keys = {f"{self.field}__in": [thing.pk for thing in things]}
        units = {
            unit.pk: unit for unit in Unit.objects.filter(kind=self.kind, **keys).select_related("module")
        }
        pages = {}
        for page in page_model(self.kind).objects.filter(unit__in=units).order_by("live", "-path"):
            pages[page.unit_id] = page
        return {
            getattr(unit, f"{self.field}_id"): Door(
                place=unit.module.title,
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
                live=bool(page and page.live),
                retired=unit.retired_at is not None,
            )
            for unit in units.values()
            for page in [pages.get(unit.pk)]
        }

    def retire(self, thing, *, now, user):
        set_retired(now=now, **{self.field: thing})


class QuizDoors(ModuleDoors):
    kind, field = Unit.Kind.QUIZ, "quiz"

    def put(self, quiz, key, user):
        lay_quiz_page(quiz=quiz, module_page=self._pages(user)[key], author=user)


class InspectionDoors(ModuleDoors):
    kind, field = Unit.Kind.INSPECTION, "exercise"

    def put(self, exercise, key, user):
        lay_exercise_page(exercise=exercise, module_page=self._pages(user)[key], author=user)
