"""What stands in a module, for one officer: its units in order, each with its live page.

A unit is shown through a page below the module's own page. A copy that stands elsewhere shows nothing.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from courses.models.modules import PAGES, Module, Unit, page_model
from courses.models.progress import UnitProgress

# Drawings of the site that stand for a convention where a module has none of its own.
PLATES = {
    "intro": "consignment",
    "cites": "tusk",
    "basel": "battery",
    "montreal": "cylinder",
    "rotterdam": "sacks",
    "stockholm": "transformer",
    "cartagena": "maize",
    "bwm": "ship",
}


ICONS = {
    Unit.Kind.LESSON: "book-open",
    Unit.Kind.GUIDE: "scan-search",
    Unit.Kind.SCENARIO: "route",
    Unit.Kind.INSPECTION: "file-search",
    Unit.Kind.QUIZ: "file-pen-line",
}
"""The sign of each kind of unit."""


@dataclass(frozen=True)
class Step:
    """A unit of a module as an officer finds it."""

    unit: Unit
    title: str
    url: str
    opened: bool
    done: bool

    @property
    def is_lesson(self):
        return self.unit.kind == Unit.Kind.LESSON

    @property
    def is_quiz(self):
        return self.unit.kind == Unit.Kind.QUIZ

    @property
    def is_guide(self):
        return self.unit.kind == Unit.Kind.GUIDE

    @property
    def icon(self):
        return ICONS[self.unit.kind]


@dataclass(frozen=True)
class Contents:
    """The steps of a module in order."""

    steps: list[Step] = field(default_factory=list)

    @property
    def lessons(self):
        return [step for step in self.steps if step.is_lesson]

    @property
    def others(self):
        return [step for step in self.steps if not step.is_lesson]

    @property
    def lessons_done(self):
        return sum(step.done for step in self.lessons)

    @property
    def next(self):
        """The first step that is not done, or None."""
        return next((step for step in self.steps if not step.done), None)

    def around(self, unit_id):
        """The steps before and after a unit, each or None."""
        places = [number for number, step in enumerate(self.steps) if step.unit.pk == unit_id]
        if not places:
            return None, None
        before, after = places[0] - 1, places[0] + 1
        return (
            self.steps[before] if before >= 0 else None,
            self.steps[after] if after < len(self.steps) else None,
        )


def contents_of(module_pages, officer=None, administration=None, request=None):
    """Contents by module id, for module pages with their modules: as many queries for any number."""
    pages = {page.module_id: page for page in module_pages}
    units = Unit.objects.in_use().filter(module__in=pages).order_by("module", "order", "pk")
    shown = {}
    for kind in PAGES:
        found = page_model(kind).objects.live().filter(unit__in=units.values("pk")).order_by("path")
        for page in found.only("title", "path", "depth", "url_path", "unit_id"):
            shown.setdefault(page.unit_id, []).append(page)
    progress = {}
    if officer is not None and administration is not None:
        rows = UnitProgress.objects.filter(
            officer=officer, administration=administration, unit__module__in=pages
        )
        progress = {row.unit_id: row for row in rows}
    steps = defaultdict(list)
    for unit in units:
        home = pages[unit.module_id]
        page = next((page for page in shown.get(unit.pk, ()) if page.is_descendant_of(home)), None)
        if page is not None:
            row = progress.get(unit.pk)
            steps[unit.module_id].append(
                Step(unit, page.title, page.get_url(request), row is not None, bool(row and row.completed_at))
            )
    return {module_id: Contents(steps[module_id]) for module_id in pages}


@dataclass(frozen=True)
class Identity:
    """What marks a module: the convention's slug for hue and sign, and a short name beside it."""

    slug: str
    short_name: str


def identity_of(module):
    """The mark of a module. What has no convention wears that of the introduction."""
    if module.convention is not None:
        return Identity(module.convention.slug, module.convention.short_name)
    if module.administration is not None:
        return Identity("intro", module.administration.name)
    return Identity("intro", _("Introduction"))


@dataclass(frozen=True)
class ModuleCard:
    """A module in a list, as components/module_card.html draws it."""

    title: str
    summary: str
    convention: Identity
    url: str
    open: bool
    minutes: int
    objectives_count: int
    lessons_count: int
    plate: object
    progress: dict | None


def cards_of(module_pages, officer=None, administration=None, enrolled=(), request=None):
    """Cards for module pages with module, convention and plate selected: a fixed number of queries."""
    pages = list(module_pages)
    contents = contents_of(pages, officer, administration, request)
    objectives = dict(
        Module.objects.filter(pk__in=contents).annotate(n=Count("objectives")).values_list("pk", "n")
    )
    cards = []
    for page in pages:
        module, inside = page.module, contents[page.module_id]
        identity = identity_of(module)
        cards.append(
            ModuleCard(
                title=page.title,
                summary=page.summary,
                convention=identity,
                url=page.get_url(request),
                open=module.is_open,
                minutes=module.minutes or sum(step.unit.minutes for step in inside.steps),
                objectives_count=objectives[module.pk],
                lessons_count=len(inside.lessons),
                plate=page.plate or PLATES[identity.slug],
                progress=(
                    {"done": inside.lessons_done, "of": len(inside.lessons)}
                    if module.pk in enrolled
                    else None
                ),
            )
        )
    return cards
