"""What the database says about a module, in the form of a pack.

A page says one thing to officers (live) and may say another to its editors (a draft). A unit's page
is the one that stands below its module's page: copies elsewhere are nobody's lesson.
"""

from dataclasses import dataclass, field
from functools import cached_property, partial

from django.db.models import Q
from pydantic import ValidationError
from wagtail.models import Locale

from courses.guide_contents import entry_of_page, head_of_page
from courses.guides.forms import GuideForm
from courses.models import ClassNotePage, GuideEntryPage, Module, ModulePage, PackRecord, Unit
from courses.models.modules import PAGES, page_model
from courses.packs import blocks
from courses.packs.forms import (
    WITHOUT_CONVENTION,
    BlueprintForm,
    ClassNote,
    ClassNoteForm,
    InspectionForm,
    Lesson,
    LessonForm,
    ModuleForm,
    ObjectiveForm,
    Pack,
    PackedEntry,
    PackedInspection,
    PackedScenario,
    Picture,
    PictureForm,
    QuizForm,
    SourceForm,
    TermForm,
    digest,
)
from courses.pictures import picture_names
from exercises.inspections.settings import InspectionSettings
from exercises.models import InspectionVersion, ScenarioVersion
from exercises.scenarios.forms import Scenario
from quizzes.formats.pack_yaml import FORMS, question_of
from quizzes.grading import validate_body
from quizzes.grading.texts import changed
from quizzes.models import Bank, Question
from quizzes.review import preset_of
from reference.formats.fields import HTML
from reference.formats.rich_text import canonical, from_database
from reference.models import GlossaryTerm, Illustration, Objective, Source
from reference.svg import UnsafeDrawing, sanitise_svg

FOLDERS = {
    Unit.Kind.LESSON: "lessons",
    Unit.Kind.SCENARIO: "scenarios",
    Unit.Kind.INSPECTION: "inspections",
    Unit.Kind.QUIZ: "quizzes",
}
"""How the items of a pack begin that are units of each kind."""


class NotForAPack(Exception):
    """Something stored cannot be said in a pack. The message says what."""


@dataclass(frozen=True)
class Stored:
    """How one item stands in the database: whether officers meet it, and the digests of what it says."""

    in_use: bool
    live: str | None
    draft: str | None
    is_page: bool = False


@dataclass
class Export:
    """A module as a pack, and sentences on what the pack does not carry."""

    pack: Pack
    left_out: list[str] = field(default_factory=list)


def module_page_of(module):
    """The page of a module on its own ground, in the site's first language, or None."""
    pages = ModulePage.objects.filter(module=module, locale=Locale.get_default()).order_by("path")
    return next((page for page in pages if page.ground == module.administration_id), None)


def page_names():
    """{page id: name in a pack} of every page that a pack can link to."""
    names = {pk: f"module:{slug}" for pk, slug in ModulePage.objects.values_list("pk", "module__slug")}
    for kind in PAGES:
        rows = page_model(kind).objects.values_list("pk", "unit__module__slug", "unit__slug")
        names |= {pk: f"unit:{module}/{unit}" for pk, module, unit in rows}
    return names


class Contents:
    """Reads one module. What was read is kept for as long as this object is."""

    def __init__(self, module):
        self.module = module
        self.page = module_page_of(module) if module.pk else None

    @cached_property
    def names(self):
        return page_names()

    @cached_property
    def picture_names(self):
        return picture_names()

    @cached_property
    def units(self):
        units = Unit.objects.filter(module=self.module) if self.module.pk else Unit.objects.none()
        return list(units.select_related("quiz__bank", "exercise").order_by("order", "slug"))

    @cached_property
    def banks(self):
        """The module's own bank, and those that its quizzes draw from."""
        drawn = {unit.quiz.bank_id for unit in self.units if unit.quiz_id}
        return list(Bank.objects.filter(Q(pk__in=drawn) | Q(slug=self.module.slug)))

    def page_of(self, unit):
        """The page that shows a unit, or None."""
        if self.page is None or unit.kind not in PAGES:
            return None
        return page_model(unit.kind).objects.child_of(self.page).filter(unit=unit).order_by("path").first()

    @property
    def class_note_page(self):
        """The page of the note for a class, or None."""
        if self.page is None:
            return None
        return ClassNotePage.objects.child_of(self.page).order_by("path").first()

    @property
    def guide_page(self):
        """The page of the module's guide, or None."""
        unit = next((unit for unit in self.units if unit.kind == Unit.Kind.GUIDE), None)
        return unit and self.page_of(unit)

    def entry_pages(self):
        """{permanent name: page} of the entries of the guide. Of copies the first counts."""
        found = {}
        if self.guide_page is not None:
            pages = GuideEntryPage.objects.child_of(self.guide_page).select_related("entry").order_by("path")
            for page in pages:
                found.setdefault(page.entry.slug, page)
        return found

    def rich(self, html):
        return canonical(from_database(html, lambda number: self.names.get(number, f"page:{number}")))

    # --- items, each raising ValidationError or NotForAPack where a pack cannot say it ---

    def module_form(self, page, objectives=(), sources=()):
        module = self.module
        return ModuleForm.model_validate(
            {
                "slug": module.slug,
                "administration": module.administration.slug if module.administration else None,
                "convention": module.convention.slug if module.convention else WITHOUT_CONVENTION,
                "title": page.title,
                "summary": page.summary,
                "status": str(module.status),
                "order": module.order,
                "minutes": module.minutes,
                "facts_as_of": page.facts_as_of,
                "prerequisites": [other.slug for other in module.prerequisites.all()],
                "plate": self.picture_names[page.plate_id] if page.plate_id else None,
                "objectives": list(objectives),
                "sources": list(sources),
                "reading": [
                    {name: value or ("" if name != "year" else None) for name, value in title.value.items()}
                    for title in page.reading
                ],
            }
        )

    def lesson(self, unit, page):
        return Lesson(unit.slug, unit.order, self.front(unit, page), self.body(page))

    def class_note(self, page):
        front = ClassNoteForm.model_validate({"title": page.title, "minutes": page.minutes})
        return ClassNote(front, self.body(page))

    def body(self, page):
        """The blocks of a page's body, prose that touches made one."""
        return blocks.joined(block for block in map(self.block, page.body) if block is not None)

    @staticmethod
    def front(unit, page):
        """What a lesson says of itself before its body."""
        return LessonForm.model_validate(
            {
                "title": page.title,
                "objectives": [objective.slug for objective in page.objectives.all()],
                "minutes": page.minutes,
                "tools": [tool.strip() for tool in page.tools.split(",") if tool.strip()],
                "facts_as_of": page.facts_as_of,
                "sources": [source.code for source in page.sources.all()],
                "summary": page.summary,
                "required": unit.required,
            }
        )

    def block(self, child):
        """A block of a lesson's body, None for one that says nothing."""
        value, kind = child.value, child.block_type
        if kind == "prose":
            html = self.rich(value.source)
            return blocks.Prose.model_construct(text=html) if html else None
        if kind not in _READERS:
            raise NotForAPack(f"A block of the kind {kind} has no form in a pack.")
        return _READERS[kind](self, value)

    def scenario(self, unit, page):
        """A scenario as it is in force, under the title and with the introduction of its page."""
        version = ScenarioVersion.objects.filter(exercise=unit.exercise).order_by("number").last()
        if version is None:
            raise NotForAPack(f"The scenario {unit.slug} is not written yet.")
        body = version.body | {"id": unit.slug, "title": page.title, "summary": page.introduction}
        return PackedScenario(unit.order, Scenario.model_validate(body, context=HTML))

    def inspection(self, unit, page):
        """An inspection as it is in force, under the title and with the introduction of its page."""
        version = InspectionVersion.objects.filter(exercise=unit.exercise).order_by("number").last()
        if version is None:
            raise NotForAPack(f"The inspection {unit.slug} is not set up yet.")
        settings = {name: getattr(version, name) for name in InspectionSettings.model_fields}
        head = {"id": unit.slug, "title": page.title, "introduction": page.introduction}
        form = InspectionForm.model_validate({**head, "minutes": unit.minutes, **settings})
        return PackedInspection(unit.order, form)

    def guide(self, unit, page):
        """A guide without its entries."""
        return head_of_page(page, self.picture_names)

    def entry(self, page):
        return PackedEntry(page.order, entry_of_page(page, self.picture_names))

    def quiz(self, unit, page):
        quiz = unit.quiz
        rows = quiz.blueprint.select_related("objective")
        return QuizForm.model_validate(
            {
                "slug": quiz.slug,
                "unit": unit.slug if unit.slug != quiz.slug else None,
                "title": page.title,
                "introduction": self.rich(page.introduction),
                "final": unit.required,
                "order": unit.order,
                "minutes": quiz.minutes,
                "pass_mark": quiz.pass_mark,
                "pause_minutes": quiz.pause_minutes,
                "attempts": quiz.attempts_allowed,
                "review": preset_of(quiz.review)
                or {str(what): str(when) for what, when in quiz.review.items()},
                "behaviour": quiz.behaviour,
                "tries": quiz.tries,
                "penalty": str(quiz.penalty),
                "counts": quiz.counts,
                "invigilated": quiz.invigilated,
                "fixed": sorted(quiz.fixed_items.values_list("question__slug", flat=True)),
                "blueprint": [
                    BlueprintForm(
                        objective=row.objective.slug, number=row.number, difficulty=row.difficulty or None
                    )
                    for row in rows
                ],
            },
            context=HTML,
        )

    def question(self, question, version=None):
        """A question as it is in force, or as this version of it says."""
        version = version or question.current
        if version is None or question.kind not in FORMS:
            raise NotForAPack(f"A question of the kind {question.kind} has no form in a pack.")
        return question_of(
            slug=question.slug,
            kind=question.kind,
            body=changed(validate_body(question.kind, version.body), self.rich),
            objective=version.objective.slug,
            difficulty=str(version.difficulty),
            source=version.source.code if version.source else None,
            where=version.where,
            verified=version.verified,
            excludes=question.rivalry.name if question.rivalry else "",
            uses=version.uses,
        )

    def picture(self, illustration):
        slug = self.picture_names[illustration.pk]
        ending = illustration.file.name.rpartition(".")[2].lower()
        form = PictureForm.model_validate(
            {
                "slug": slug,
                "file": f"{slug}.{ending}",
                "title": illustration.title,
                "neutral": illustration.neutral_text,
                "revealing": illustration.revealing_text,
                "licence": illustration.licence,
                "source": illustration.origin,
            }
        )
        with illustration.file.storage.open(illustration.file.name, "rb") as file:
            data = file.read()
        return Picture(form, sanitise_svg(data) if ending == "svg" else data)

    @staticmethod
    def objective(objective):
        return ObjectiveForm(id=objective.slug, code=objective.code, text=objective.text)

    @staticmethod
    def source(source):
        return SourceForm(
            id=source.code,
            title=source.title,
            publisher=source.publisher,
            year=source.year,
            location=source.location,
        )

    @staticmethod
    def term(term):
        return TermForm(slug=term.slug, term=term.term, also=term.also, meaning=term.meaning)

    # --- how things stand ---

    def stored(self, packed):
        """{item: Stored} of all that the module has, and of the pictures and objectives named `packed`."""
        found = {"module": self._stored_page(self.page, self.module_form, True)} if self.page else {}
        own = set(Objective.objects.filter(modules=self.module.pk).values_list("pk", flat=True))
        slugs = [item.partition("/")[2] for item in packed if item.startswith("objectives/")]
        for objective in Objective.objects.filter(Q(slug__in=slugs) | Q(pk__in=own)):
            found[f"objectives/{objective.slug}"] = self._stored_row(
                objective, self.objective, objective.pk in own
            )
        for source in Source.objects.filter(pack=self.module.slug):
            found[f"sources/{source.code}"] = self._stored_row(source, self.source, True)
        for term in GlossaryTerm.objects.filter(pack=self.module.slug):
            found[f"terms/{term.slug}"] = self._stored_row(term, self.term, term.retired_at is None)
        slugs = [item.partition("/")[2] for item in packed if item.startswith("images/")]
        for illustration in Illustration.objects.filter(slug__in=slugs):
            found[f"images/{illustration.slug}"] = self._stored_row(illustration, self.picture, True)
        for unit in self.units:
            if unit.kind == Unit.Kind.GUIDE:
                found["guide"] = self._stored_unit(unit, self.guide)
            elif unit.kind in PAGES:
                name = unit.quiz.slug if unit.quiz else unit.slug
                found[f"{FOLDERS[unit.kind]}/{name}"] = self._stored_unit(unit, self._reader(unit))
        if self.class_note_page is not None:
            found["trainer"] = self._stored_page(self.class_note_page, self.class_note, True)
        for slug, page in self.entry_pages().items():
            found[f"entries/{slug}"] = self._stored_page(page, self.entry, page.entry.retired_at is None)
        for question in self._questions(Bank.objects.filter(slug=self.module.slug)):
            found[f"questions/{question.slug}"] = self._stored_question(question)
        return found

    def _stored_question(self, question):
        live = _digest(self.question, question) if question.current else None
        draft = _digest(partial(self.question, version=question.waiting), question)
        return Stored(question.retired_at is None, live, draft)

    def _reader(self, unit):
        """What reads units of this kind: fn(unit, page)."""
        return {
            Unit.Kind.LESSON: self.lesson,
            Unit.Kind.SCENARIO: self.scenario,
            Unit.Kind.INSPECTION: self.inspection,
            Unit.Kind.QUIZ: self.quiz,
        }[unit.kind]

    def _stored_unit(self, unit, read):
        page = self.page_of(unit)
        if page is None:
            return Stored(unit.retired_at is None, None, None)
        return self._stored_page(page, partial(read, unit), unit.retired_at is None)

    def _stored_page(self, page, read, in_use):
        draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
        live = _digest(read, page) if page.live else None
        return Stored(in_use, live, _digest(read, draft), is_page=True)

    @staticmethod
    def _stored_row(row, read, in_use):
        one = _digest(read, row)
        return Stored(in_use, one, one)

    @staticmethod
    def _questions(banks):
        related = ("current__objective", "current__source")
        related += ("proposal__version__objective", "proposal__version__source")
        return Question.objects.filter(bank__in=banks).select_related(*related).order_by("bank", "slug")

    # --- the whole ---

    def export(self):
        """What officers meet of this module, as a pack. Raises NotForAPack, with a line for each fault."""
        faults, left_out = [], []
        if self.page is None or not self.page.live:
            raise NotForAPack(f"The module {self.module.slug} has no published page.")
        self._note_drafts(left_out)
        asked = [row for row in self._questions(self.banks) if row.retired_at is None]
        left_out += [
            f"Question {row.slug}: version {row.waiting.number} waits for approval."
            for row in asked
            if row.waiting
        ]
        lessons, scenarios, inspections, quizzes = self._shown_units(faults, left_out)
        guide = self._shown_guide(faults, left_out)
        note = self._shown_class_note(faults, left_out)
        in_force = [row for row in asked if row.current]
        questions = self._tried(faults, [(f"Question {row.slug}", row, self.question) for row in in_force])
        objectives, sources, pictures = self._referred(
            lessons, scenarios, guide, note, quizzes, questions, faults
        )
        module = self._tried(
            faults, [("The module", self.page, lambda page: self.module_form(page, objectives, sources))]
        )
        explained = GlossaryTerm.objects.filter(pack=self.module.slug).in_use()
        terms = self._tried(faults, [(f"Term “{row.term}”", row, self.term) for row in explained])
        if faults:
            raise NotForAPack("\n".join(faults))
        pack = Pack(
            module=module[0],
            lessons=[form for form, _page in lessons],
            scenarios=scenarios,
            inspections=inspections,
            guide=guide,
            quizzes=[form for form, _unit in quizzes],
            questions=questions,
            pictures=pictures,
            terms=terms,
            class_note=note,
        )
        return Export(pack, left_out)

    def _note_drafts(self, left_out):
        if self.page.has_unpublished_changes:
            left_out.append("The draft of the module's own page: what is published was written.")

    def _shown_units(self, faults, left_out):
        lessons, scenarios, inspections, quizzes = [], [], [], []
        for unit in self.units:
            page = self.page_of(unit)
            if unit.retired_at is not None or unit.kind == Unit.Kind.GUIDE:
                continue
            if unit.kind not in PAGES:
                left_out.append(f"{unit.slug}: packs do not hold units of the kind {unit.kind} yet.")
            elif self._is_published(page, unit.slug, left_out):
                forms = self._tried(faults, [(f"“{page.title}”", page, partial(self._reader(unit), unit))])
                if unit.kind == Unit.Kind.LESSON:
                    lessons += [(form, page) for form in forms]
                elif unit.kind == Unit.Kind.SCENARIO:
                    scenarios += forms
                elif unit.kind == Unit.Kind.INSPECTION:
                    inspections += forms
                else:
                    quizzes += [(form, unit) for form in forms]
        return lessons, scenarios, inspections, quizzes

    @staticmethod
    def _is_published(page, name, left_out):
        """Whether there is something to write. What is not, and drafts that are passed over, are named."""
        if page is None or not page.live:
            left_out.append(f"{name}: it is not published.")
            return False
        if page.has_unpublished_changes:
            left_out.append(f"The draft of {name}: what is published was written.")
        return True

    def _shown_guide(self, faults, left_out):
        """The guide with its published entries, or None."""
        unit = next((unit for unit in self.units if unit.kind == Unit.Kind.GUIDE), None)
        page = self.guide_page
        if unit is None or unit.retired_at is not None:
            return None
        if not self._is_published(page, unit.slug, left_out):
            return None
        pages = sorted(self.entry_pages().values(), key=lambda entry: (entry.order, entry.path))
        pages = [entry for entry in pages if self._is_published(entry, entry.slug, left_out)]
        heads = self._tried(faults, [(f"“{page.title}”", page, partial(self.guide, unit))])
        named = [(f"“{entry.title}”", entry, self.entry) for entry in pages]
        entries = [packed.entry for packed in self._tried(faults, named)]
        return GuideForm(**dict(heads[0]), entries=entries) if heads else None

    def _shown_class_note(self, faults, left_out):
        """The published note for a class, or None."""
        page = self.class_note_page
        if page is None or not self._is_published(page, page.slug, left_out):
            return None
        notes = self._tried(faults, [(f"“{page.title}”", page, self.class_note)])
        return notes[0] if notes else None

    def _referred(self, lessons, scenarios, guide, note, quizzes, questions, faults):
        """Objectives, sources and pictures that the module has or its parts name."""
        gone = set(
            PackRecord.objects.filter(pack=self.module.slug)
            .exclude(retired_at=None)
            .values_list("item", flat=True)
        )
        named = {question.objective for question in questions}
        named |= {row.objective for quiz, _unit in quizzes for row in quiz.blueprint}
        named |= {slug for form, _page in lessons for slug in form.front.objectives}
        named |= {slug for packed in scenarios for slug in packed.scenario.objectives}
        objectives = Objective.objects.filter(Q(modules=self.module) | Q(slug__in=named)).distinct()
        pages = [page.pk for _form, page in lessons]
        bodies = [form.body for form, _page in lessons] + ([note.body] if note else [])
        shown = {block.image for body in bodies for block in body if isinstance(block, blocks.Figure)}
        for packed in scenarios:
            asked = {figure for figure, _path in packed.figures()}
            lost = sorted(asked - set(self.picture_names.values()))
            faults += [f"Scenario {packed.slug}: its drawing {slug} is not there any more." for slug in lost]
            shown |= asked
        shown |= {name for name, _path in guide.pictures()} if guide else set()
        for question in questions:
            asked = question.pictures()
            lost = sorted(set(asked) - set(self.picture_names.values()))
            faults += [f"Question {question.id}: its drawing {slug} is not there any more." for slug in lost]
            shown.update(asked)
        if self.page.plate_id:
            shown.add(self.picture_names[self.page.plate_id])
        kept = PackRecord.objects.filter(pack=self.module.slug, item__startswith="images/", retired_at=None)
        shown |= {item.partition("/")[2] for item in kept.values_list("item", flat=True)}
        numbers = [pk for pk, slug in self.picture_names.items() if slug in shown]
        pictures = Illustration.objects.filter(pk__in=numbers).order_by("pk")
        return (
            self._tried(faults, [(f"Objective {row.slug}", row, self.objective) for row in objectives]),
            self._tried(faults, self._source_rows(pages, questions, gone, faults)),
            self._tried(faults, [(f"Drawing “{row.title}”", row, self.picture) for row in pictures]),
        )

    def _source_rows(self, pages, questions, gone, faults):
        versions = [row.current_id for row in self._questions(self.banks) if not row.retired_at]
        used = Source.objects.filter(Q(lesson_pages__in=pages) | Q(question_versions__in=versions)).distinct()
        own = Source.objects.filter(pack=self.module.slug)
        rows = {row.pk: row for row in own if f"sources/{row.code}" not in gone} | {
            row.pk: row for row in used
        }
        codes = {}
        for row in rows.values():
            if codes.setdefault(row.code, row) is not row:
                faults.append(f"Two sources have the code {row.code}; give one of them another.")
        return [(f"Source {row.code}", row, self.source) for row in codes.values()]

    @staticmethod
    def _tried(faults, rows):
        """What `read` makes of each (name, row, read); what it refuses is added to `faults`."""
        done = []
        for name, row, read in rows:
            try:
                done.append(read(row))
            except ValidationError as error:
                faults += [f"{name}: {sentence(fault)}" for fault in error.errors(include_url=False)]
            except (NotForAPack, UnsafeDrawing, OSError) as error:
                faults.append(f"{name}: {error}")
        return done


def sentence(fault):
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else fault["msg"]


def _digest(read, row):
    """The digest of what a row says; a text that no pack gives where a pack cannot say it."""
    try:
        return digest(read(row))
    except (ValidationError, NotForAPack, UnsafeDrawing, OSError):
        return "not in the form of a pack"


def _callout(contents, value):
    return blocks.Callout.model_validate(
        {"kind": value["kind"], "source": value["source"] or "", "text": contents.rich(value["text"].source)},
        context=HTML,
    )


def _figure(contents, value):
    if value["image"] is None:
        raise NotForAPack("A figure has lost its drawing.")
    return blocks.Figure(
        image=contents.picture_names[value["image"].pk], caption=value["caption"], key=list(value["key"])
    )


def _comparison(contents, value):
    rows = [
        {"label": row["label"], "cells": [contents.rich(cell.source) for cell in row["cells"]]}
        for row in value["rows"]
    ]
    data = {"title": value["title"], "columns": list(value["columns"]), "rows": rows}
    return blocks.Comparison.model_validate(data, context=HTML)


def _steps(contents, value):
    steps = [contents.rich(step.source) for step in value["steps"]]
    return blocks.Steps.model_validate({"title": value["title"], "steps": steps}, context=HTML)


def _check(contents, value):
    options = [
        {
            "text": contents.rich(option["text"].source),
            "right": bool(option["right"]),
            "feedback": contents.rich(option["feedback"].source),
        }
        for option in value["options"]
    ]
    return blocks.Check.model_validate(
        {
            "id": value["name"],
            "question": contents.rich(value["question"].source),
            "multiple": bool(value["multiple"]),
            "options": options,
        },
        context=HTML,
    )


def _hs_table(contents, value):
    rows = [
        {name: row[name] for name in ("code", "description", "control", "document")} for row in value["rows"]
    ]
    return blocks.HSTable.model_validate({"title": value["title"], "edition": value["edition"], "rows": rows})


def _case(contents, value):
    data = {name: value[name] or "" for name in ("title", "where", "source")}
    data |= {name: contents.rich(value[name].source) for name in ("text", "lesson")}
    return blocks.Case.model_validate(data, context=HTML)


def _summary(contents, value):
    points = [contents.rich(point.source) for point in value["points"]]
    return blocks.Summary.model_validate({"points": points}, context=HTML)


_READERS = {
    "heading": lambda contents, value: blocks.Heading(level=int(value["level"]), text=value["text"]),
    "callout": _callout,
    "figure": _figure,
    "comparison": _comparison,
    "steps": _steps,
    "check": _check,
    "hs_table": _hs_table,
    "case": _case,
    "summary": _summary,
}


def export_module(module: Module) -> Export:
    """A module as a pack. Raises NotForAPack with a line for each thing that a pack cannot hold."""
    return Contents(module).export()
