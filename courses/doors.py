"""Where officers find a quiz or a scenario: its page in a module."""

from django.urls import reverse

from courses.models import QuizPage, ScenarioPage, Unit
from courses.services.doors import lay_quiz_page, lay_scenario_page, set_retired
from courses.visibility import module_pages_written_by
from quizzes.doors import Door, Keeper


class ModuleDoors(Keeper):
    """What stands in modules, as pages below the module's own. A place is named by the page's key.

    `subject` is the field of the unit that names what its door opens.
    """

    subject = ""
    page_model = None
    lay = None

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

    def put(self, quiz, key, user):
        self.lay(quiz, module_page=self._pages(user)[key], author=user)

    def doors(self, quizzes):
        known = {f"{self.subject}__in": [quiz.pk for quiz in quizzes]}
        units = {unit.pk: unit for unit in Unit.objects.filter(**known).select_related("module")}
        pages = {}
        for page in self.page_model.objects.filter(unit__in=units).order_by("live", "-path"):
            pages[page.unit_id] = page
        return {
            getattr(unit, f"{self.subject}_id"): Door(
                place=unit.module.title,
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
                live=bool(page and page.live),
                retired=unit.retired_at is not None,
            )
            for unit in units.values()
            for page in [pages.get(unit.pk)]
        }

    def retire(self, quiz, *, now, user):
        set_retired(unit=Unit.objects.get(**{self.subject: quiz}), now=now)


class QuizDoors(ModuleDoors):
    subject = "quiz"
    page_model = QuizPage
    lay = staticmethod(lay_quiz_page)


class ScenarioDoors(ModuleDoors):
    subject = "exercise"
    page_model = ScenarioPage
    lay = staticmethod(lay_scenario_page)
