"""Pages of the courses app: the least of each that is valid."""

from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg
from wagtail.rich_text import RichText

from courses.models import (
    CataloguePage,
    ClassNotePage,
    InspectionPage,
    LessonPage,
    ModulePage,
    QuizPage,
    ScenarioPage,
    Unit,
)
from exercises.models import Exercise
from exercises.services.inspections import write_inspection_version
from exercises.services.scenarios import write_scenario_version
from reference.models import Illustration
from reference.models.illustrations import RENDITION
from tests.exercises.scenarios.scenarios_for_tests import example
from tests.factories import NOON, ModuleFactory, UnitFactory, quiz_with


def module_page(parent=None, *, live=True, **fields):
    """The page of a module, in the catalogue unless `parent` says otherwise."""
    fields.setdefault("title", "Trade in endangered species")
    fields.setdefault("summary", "What the permit says.")
    if "module" not in fields:
        fields["module"] = ModuleFactory()
    page = (parent or CataloguePage.objects.get()).add_child(instance=ModulePage(live=live, **fields))
    return published(page) if live else page


def lesson_page(parent, *, live=True, **fields):
    """A lesson below a module's page, with a unit of its own."""
    fields.setdefault("title", "The permit, box by box")
    fields.setdefault("body", [("prose", RichText("<p>A permit covers one consignment.</p>"))])
    if "unit" not in fields:
        fields["unit"] = UnitFactory(module=parent.module)
    objectives, sources = fields.pop("objectives", ()), fields.pop("sources", ())
    page = parent.add_child(instance=LessonPage(live=live, **fields))
    page.objectives.set(objectives)
    page.sources.set(sources)
    page.save()
    return published(page) if live else page


def class_note_page(parent, **fields):
    """The note for those who teach a module."""
    fields.setdefault("title", "A half-day class")
    fields.setdefault("body", [("prose", RichText("<p>Lay out two permits.</p>"))])
    return published(parent.add_child(instance=ClassNotePage(**fields)))


def quiz_page(parent, *, quiz=None, **fields):
    """The door to a quiz, which is the last unit of the module."""
    fields.setdefault("title", "Examination")
    quiz = quiz or quiz_with(2)
    fields["unit"] = UnitFactory(module=parent.module, kind=Unit.Kind.QUIZ, quiz=quiz, order=900)
    return published(parent.add_child(instance=QuizPage(**fields)))


def scenario_page(parent, *, live=True, **fields):
    """The door to the scenario of two crates."""
    scenario = example()
    fields.setdefault("title", scenario.title)
    unit = _unit_of_exercise(parent, scenario.id, Unit.Kind.SCENARIO, scenario.title, scenario.minutes)
    write_scenario_version(exercise=unit.exercise, scenario=scenario, now=NOON)
    page = parent.add_child(instance=ScenarioPage(live=live, unit=unit, **fields))
    return published(page) if live else page


def inspection_page(parent, *, live=True, settings=None, **fields):
    """The door to an inspection of permits of which each has expired."""
    fields.setdefault("title", "Permits of the day")
    unit = _unit_of_exercise(parent, "permits-of-the-day", Unit.Kind.INSPECTION, fields["title"], 10)
    expired = {"template": "cites-permit", "kinds": ["cites-expired"], "most": 1, "clean_percent": 0}
    write_inspection_version(exercise=unit.exercise, now=NOON, **(settings or expired))
    page = parent.add_child(instance=InspectionPage(live=live, unit=unit, **fields))
    return published(page) if live else page


def _unit_of_exercise(parent, slug, kind, title, minutes):
    exercise = Exercise.objects.create(
        slug=slug, kind=kind, title=title, administration=parent.module.administration
    )
    return UnitFactory(module=parent.module, kind=kind, exercise=exercise, order=800, minutes=minutes)


def photograph(**fields):
    """A picture whose size for lessons is stored already."""
    image = Illustration.objects.create(file=get_test_image_file(), **fields)
    image.renditions.create(filter_spec=RENDITION, file=get_test_image_file("small.png"), width=8, height=6)
    return image


def illustration(**fields):
    """A drawing."""
    fields.setdefault("title", "Ladder")
    return Illustration.objects.create(file=get_test_image_file_svg(), **fields)


def published(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
