"""What a pack says, as data. Rich text is canonical HTML whose links name units and modules."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from courses.guides.forms import EntryForm, GuideForm
from courses.packs.blocks import Block, ClassNoteBlock
from exercises.inspections.settings import InspectionSettings
from exercises.scenarios.forms import Scenario
from quizzes.formats.pack_yaml import Difficulty, QuestionForm, order_of
from quizzes.grading.behaviours import Behaviour
from quizzes.review import PRESETS
from reference.formats.fields import AnyRich, Form, NeededWords, Slug, Words, natural
from reference.formats.problems import Problem
from reference.packs.forms import ShortSlug, SourceForm, SourceId

CONVENTIONS = ("cites", "basel", "montreal", "rotterdam", "stockholm", "cartagena", "bwm")
WITHOUT_CONVENTION = "intro"
FIRST_QUIZ_ORDER = 900
GUIDE_UNIT = "guide"

Small = Annotated[int, Field(ge=0, le=32767)]


def _in_order(names):
    """Names whose order carries no meaning, in the one order that they are written in."""
    if len(set(names)) != len(names):
        raise ValueError("A name stands here twice.")
    return sorted(names, key=natural)


def _by_id(rows):
    twice = sorted(name for name, times in Counter(row.id for row in rows).items() if times > 1)
    if twice:
        raise ValueError(f"The id {', '.join(twice)} stands here twice.")
    return sorted(rows, key=lambda row: natural(row.id))


class ObjectiveForm(Form):
    id: ShortSlug
    code: Annotated[NeededWords, Field(max_length=20)]
    text: Annotated[NeededWords, Field(max_length=400)]


class ReadingForm(Form):
    """One thing worth reading after the module, and what it is good for."""

    title: Annotated[NeededWords, Field(max_length=200)]
    publisher: Annotated[Words, Field(max_length=200)] = ""
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    language: Annotated[Words, Field(max_length=60)] = ""
    location: Annotated[Words, Field(max_length=300)] = ""
    good_for: Annotated[NeededWords, Field(max_length=300)]


class ModuleForm(Form):
    slug: ShortSlug
    administration: ShortSlug | None = None
    convention: Literal["cites", "basel", "montreal", "rotterdam", "stockholm", "cartagena", "bwm", "intro"]
    title: Annotated[NeededWords, Field(max_length=200)]
    summary: NeededWords
    status: Literal["open", "preparation"]
    order: Small
    minutes: Small = 0
    facts_as_of: date | None = None
    prerequisites: Annotated[list[ShortSlug], AfterValidator(_in_order)] = []
    plate: Slug | None = None
    objectives: Annotated[list[ObjectiveForm], AfterValidator(_by_id)] = []
    sources: Annotated[list[SourceForm], AfterValidator(_by_id)] = []
    reading: Annotated[list[ReadingForm], Field(max_length=40)] = []


def _no_comma(tools):
    if any("," in tool for tool in tools):
        raise ValueError("Write each thing to have ready as an entry of its own, without commas.")
    if len(", ".join(tools)) > 300:
        raise ValueError("The things to have ready are longer than 300 characters together.")
    return tools


class LessonForm(Form):
    """The front matter of a lesson."""

    title: Annotated[NeededWords, Field(max_length=200)]
    objectives: Annotated[list[ShortSlug], AfterValidator(_in_order)] = []
    minutes: Small
    tools: Annotated[list[NeededWords], AfterValidator(_no_comma)] = []
    facts_as_of: date | None = None
    sources: Annotated[list[SourceId], AfterValidator(_in_order)] = []
    summary: Annotated[Words, Field(max_length=300)] = ""
    required: bool = True


class ClassNoteForm(Form):
    """The front matter of the note for a class."""

    title: Annotated[NeededWords, Field(max_length=200)]
    minutes: Annotated[int, Field(ge=1, le=1440)]


class BlueprintForm(Form):
    objective: ShortSlug
    number: Annotated[int, Field(ge=1, le=200)]
    difficulty: Difficulty | None = None


# A quiz of a pack has no end, so nothing is shown after it.
_When = Literal["never", "during", "at_once", "passed"]


class ReviewForm(Form):
    """From when on an officer sees what of an attempt (quizzes.review)."""

    answer: _When
    verdict: _When
    marks: _When
    feedback: _When
    solution: _When


def _part_of_a_mark(value):
    try:
        part = Fraction(value)
    except (ValueError, ZeroDivisionError):
        part = None
    if part is None or not 0 <= part <= 1:
        raise ValueError(f"Write a fraction from 0 to 1, such as 1/3; here it is {value}.")
    return str(part)


class QuizForm(Form):
    slug: ShortSlug
    unit: Slug | None = None
    title: Annotated[NeededWords, Field(max_length=200)]
    introduction: AnyRich = ""
    final: bool
    order: Small | None = None
    minutes: Annotated[int, Field(ge=1, le=32767)]
    pass_mark: Annotated[int, Field(ge=0, le=100)]
    pause_minutes: Annotated[int, Field(ge=0, le=1_000_000)]
    attempts: Annotated[int, Field(ge=1, le=32767)] | None
    review: Literal["never", "passed", "handed_in", "practice"] | ReviewForm = "handed_in"
    behaviour: Literal["deferred", "immediate", "tries", "certainty"] = "deferred"
    tries: Annotated[int, Field(ge=1, le=10)] = 3
    penalty: Annotated[str | int, AfterValidator(_part_of_a_mark)] = "1/3"
    counts: Literal["best", "first", "last"] = "best"
    invigilated: bool = False
    fixed: list[Slug] = []
    blueprint: Annotated[list[BlueprintForm], Field(min_length=1)]

    @model_validator(mode="after")
    def _cells_differ(self):
        cells = [(row.objective, row.difficulty) for row in self.blueprint]
        if len(set(cells)) != len(cells):
            raise ValueError("Two rows of the blueprint name the same objective and difficulty.")
        return self

    @model_validator(mode="after")
    def _review_can_be(self):
        if "during" in self.policy.values() and not Behaviour(self.behaviour).checks:
            raise ValueError("Answers are checked one by one only in immediate and tries: review them later.")
        return self

    @property
    def policy(self):
        """The review as quizzes.review has it."""
        return PRESETS[self.review] if isinstance(self.review, str) else self.review.model_dump()

    @property
    def unit_slug(self):
        return self.unit or self.slug


class ExerciseForm(Form):
    """What stands on the page of an exercise."""

    id: ShortSlug
    title: Annotated[NeededWords, Field(max_length=200)]
    introduction: Annotated[Words, Field(max_length=400)] = ""
    minutes: Small = 0


class InspectionForm(InspectionSettings, ExerciseForm):
    """An inspection of documents: what stands on its page, and how its sets are made."""

    @property
    def settings(self):
        """How its sets are made: the fields of InspectionSettings."""
        return {name: getattr(self, name) for name in InspectionSettings.model_fields}


class TermForm(Form):
    """A term of art: `also` are the other forms under which it stands in the lessons."""

    slug: ShortSlug
    term: Annotated[NeededWords, Field(max_length=100)]
    also: list[Annotated[NeededWords, Field(max_length=100)]] = []
    meaning: Annotated[NeededWords, Field(max_length=500)]

    @property
    def spellings(self):
        """Every form, in small letters: what no two terms may share."""
        return {name.lower() for name in (self.term, *self.also)}

    @model_validator(mode="after")
    def _forms_differ(self):
        if len(self.spellings) != 1 + len(self.also):
            raise ValueError(f"A form of the term {self.term} stands here twice.")
        return self


class PictureForm(Form):
    slug: Slug
    file: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*\.(svg|png|jpg|jpeg|webp|gif)$", max_length=140)]
    title: Annotated[NeededWords, Field(max_length=255)]
    neutral: Words
    revealing: Words
    licence: Annotated[Words, Field(max_length=100)]
    source: Annotated[Words, Field(max_length=300)]


@dataclass(frozen=True)
class Lesson:
    """One lesson: its permanent name, its place, its front matter, its body."""

    slug: str
    order: int
    front: LessonForm
    body: tuple[Block, ...]


@dataclass(frozen=True)
class ClassNote:
    """How to teach the module to a class: front matter and body."""

    front: ClassNoteForm
    body: tuple[ClassNoteBlock, ...]


@dataclass(frozen=True)
class PackedScenario:
    """One scenario and its place among the units of the module."""

    order: int
    scenario: Scenario

    @property
    def slug(self):
        return self.scenario.id

    def figures(self):
        """(drawing, place of its name in the file) of every drawing that is shown as evidence."""
        return [
            (item.figure, ("situations", number, "evidence", place, "figure"))
            for number, situation in enumerate(self.scenario.situations)
            for place, item in enumerate(situation.evidence)
            if item.figure
        ]


@dataclass(frozen=True)
class PackedInspection:
    """One inspection and its place among the units of the module."""

    order: int
    form: InspectionForm

    @property
    def slug(self):
        return self.form.id


@dataclass(frozen=True)
class PackedEntry:
    """One entry of the guide and its place in it."""

    order: int
    entry: EntryForm


@dataclass(frozen=True)
class Picture:
    """A drawing with the bytes of its file, sanitised."""

    form: PictureForm
    data: bytes


@dataclass
class Pack:
    """A module as a pack holds it, and what is wrong with the pack. With problems it is incomplete.

    `places` says where each item stands; `links` lists (address, file, line) of links to units and modules.
    """

    folder: Path | None = None
    module: ModuleForm | None = None
    lessons: list[Lesson] = field(default_factory=list)
    scenarios: list[PackedScenario] = field(default_factory=list)
    inspections: list[PackedInspection] = field(default_factory=list)
    guide: GuideForm | None = None
    quizzes: list[QuizForm] = field(default_factory=list)
    questions: list[QuestionForm] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    terms: list[TermForm] = field(default_factory=list)
    class_note: ClassNote | None = None
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    links: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def slug(self):
        return self.module.slug

    def units(self):
        """The names under which links reach the units of this pack."""
        return [
            *(lesson.slug for lesson in self.lessons),
            *(packed.slug for packed in (*self.scenarios, *self.inspections)),
            *([GUIDE_UNIT] if self.guide else []),
            *(quiz.unit_slug for quiz in self.quizzes),
        ]

    def entries(self):
        """The entries of the guide, each with its place."""
        listed = self.guide.entries if self.guide else []
        return [PackedEntry(10 * number, entry) for number, entry in enumerate(listed, start=1)]

    def items(self):
        """Every item by its name: what is remembered, compared and retired one by one."""
        named = {"module": self.module.model_copy(update={"objectives": [], "sources": []})}
        named |= {f"objectives/{row.id}": row for row in self.module.objectives}
        named |= {f"sources/{row.id}": row for row in self.module.sources}
        named |= {f"images/{picture.form.slug}": picture for picture in self.pictures}
        named |= {f"lessons/{lesson.slug}": lesson for lesson in self.lessons}
        named |= {f"scenarios/{packed.slug}": packed for packed in self.scenarios}
        named |= {f"inspections/{packed.slug}": packed for packed in self.inspections}
        if self.guide:
            named["guide"] = self.guide.head()
        named |= {f"entries/{packed.entry.id}": packed for packed in self.entries()}
        named |= {f"questions/{question.id}": question for question in self.questions}
        named |= {f"quizzes/{quiz.slug}": quiz for quiz in self.quizzes}
        named |= {f"terms/{term.slug}": term for term in self.terms}
        if self.class_note:
            named["trainer"] = self.class_note
        return named

    def content(self):
        """What the pack says, in one order: two packs say the same when this is equal."""
        return (
            self.module,
            sorted(self.lessons, key=lambda lesson: (lesson.order, lesson.slug)),
            sorted(self.scenarios, key=lambda packed: (packed.order, packed.slug)),
            sorted(self.inspections, key=lambda packed: (packed.order, packed.slug)),
            self.guide,
            sorted(self.quizzes, key=lambda quiz: (quiz.order, quiz.slug)),
            sorted(self.questions, key=order_of),
            sorted(self.pictures, key=lambda picture: picture.form.slug),
            sorted(self.terms, key=lambda term: natural(term.slug)),
            self.class_note,
        )


def digest(item):
    """A digest of what an item says. Items that say the same have the same."""
    return hashlib.sha256(json.dumps(_plain(item), sort_keys=True).encode()).hexdigest()


def _plain(item):
    if isinstance(item, Lesson):
        return [
            item.slug,
            item.order,
            _plain(item.front),
            _plain_body(item.body),
        ]
    if isinstance(item, ClassNote):
        return [_plain(item.front), _plain_body(item.body)]
    if isinstance(item, PackedScenario):
        return [item.order, _without_papers_not_there(_plain(item.scenario))]
    if isinstance(item, PackedInspection):
        return [item.order, _plain(item.form)]
    if isinstance(item, PackedEntry):
        return [item.order, _plain(item.entry)]
    if isinstance(item, Picture):
        form = item.form.model_dump(mode="json", exclude={"file"})
        return [form, hashlib.sha256(item.data).hexdigest()]
    data = item.model_dump(mode="json")
    for name in ("uses", "reading"):
        if not data.get(name, True):
            del data[name]  # so that what was written before it could have them keeps its digest
    return data


def _plain_body(body):
    return [[type(block).__name__, _plain(block)] for block in body]


def _without_papers_not_there(scenario):
    """The data of a scenario; evidence without a paper as before it could have one, to keep its digest."""
    for situation in scenario["situations"]:
        for evidence in situation["evidence"]:
            if evidence["paper"] is None:
                del evidence["paper"]
    return scenario
