"""Writing packs into the platform, all of them in one transaction.

For every item the digest of what was written is remembered. An item is written when the database
still says what was written last; where a trainer has changed it since, it is a conflict: listed and
left alone. With `take_pack` the pack's text is taken: as a draft of a page, else as it is (a
question as a new version). An item gone from the pack is retired, never deleted, and comes back
when the pack has it again.
"""

import json
from dataclasses import replace
from enum import Enum
from fractions import Fraction

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import Administration
from courses.guide_contents import fields_of_entry, fields_of_head
from courses.models import (
    AdministrationPage,
    CataloguePage,
    ClassNotePage,
    GuideEntry,
    GuideEntryPage,
    GuidePage,
    InspectionPage,
    LessonPage,
    Module,
    ModulePage,
    PackRecord,
    QuizPage,
    ScenarioPage,
    Unit,
)
from courses.packs import blocks, check_together
from courses.packs.forms import GUIDE_UNIT, WITHOUT_CONVENTION, digest
from courses.services.pack_contents import FOLDERS, Contents, page_names
from courses.services.site import international_collection, lay_site
from exercises.models import Exercise
from exercises.services.inspections import write_inspection_version
from exercises.services.scenarios import write_scenario_version
from quizzes.grading import validate_body
from quizzes.grading.texts import changed
from quizzes.models import Bank, BlueprintRow, FixedItem, Question, Quiz
from quizzes.services.questions import (
    create_question,
    restore_question,
    retire_question,
    set_rivalry,
    write_version,
)
from reference.formats.problems import Problem
from reference.formats.rich_text import to_database
from reference.models import Convention, GlossaryTerm, Illustration, Objective, Source
from reference.packs.report import Report

CLASS_NOTE_SLUG = "for-a-class"


class PackRefused(Exception):
    """Packs that cannot be written into this database. `problems` says why, with file and line."""

    def __init__(self, problems):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Act(Enum):
    KEEP = "unchanged"
    WRITE = "written"
    DRAFT = "waiting"
    WAIT = "still waiting"
    CONFLICT = "conflicts"


def write_pack(pack, *, now, take_pack=False):
    """Write one pack. Returns its Report. Raises PackRefused."""
    return write_packs([pack], now=now, take_pack=take_pack)[0]


def write_packs(packs, *, now, take_pack=False, told=None):
    """Write packs without problems, all or nothing. Returns their Reports. Raises PackRefused.

    Nothing is written for what stands already as the pack says, so twice is once. `told` is called with the
    name of each pack as soon as it is written.
    """
    files = []
    try:
        with transaction.atomic():
            _wait_for_others()
            lay_site()
            refused = problems_here(packs)
            if refused:
                raise PackRefused(refused)
            writers = [_Writer(pack, now, take_pack, files) for pack in packs]
            for step in (_Writer.lay, _Writer.say, _Writer.retire):
                for writer in writers:
                    step(writer)
                    if told and step is _Writer.say:
                        told(writer.pack.slug)
            return [writer.report for writer in writers]
    except BaseException:
        for storage, name in files:
            storage.delete(name)
        raise


def _wait_for_others():
    """Two loads at once take turns. (SQLite locks as the transaction begins.)"""
    list(Convention.objects.select_for_update(no_key=True).order_by("pk")[:1])


def problems_here(packs):
    """What keeps packs without problems of their own from being written into this database."""
    units = Unit.objects.in_use().values_list("module__slug", "slug")
    problems = check_together(packs, modules=Module.objects.values_list("slug", flat=True), units=units)
    for pack in packs:
        problems += _clashes(pack)
    return problems


def _clashes(pack):
    """Permanent names of this pack that mean something else here."""

    def problem(item, message):
        return Problem(*pack.places[item], message)

    form = pack.module
    administration = Administration.objects.filter(slug=form.administration).first()
    if form.administration and administration is None:
        return [problem("module", f"There is no administration {form.administration}.")]
    problems = []
    module = Module.objects.filter(slug=form.slug).first()
    if module and module.administration != administration:
        problems.append(problem("module", f"The module {form.slug} belongs to somebody else here."))
    bank = Bank.objects.filter(slug=form.slug).first()
    if bank and bank.administration != administration:
        problems.append(problem("module", f"The question bank {form.slug} belongs to somebody else here."))
    kinds = dict(Unit.objects.filter(module=module).values_list("slug", "kind")) if module else {}
    for lesson in pack.lessons:
        if kinds.get(lesson.slug, Unit.Kind.LESSON) != Unit.Kind.LESSON:
            problems.append(
                problem(
                    f"lessons/{lesson.slug}", f"{lesson.slug} is a {kinds[lesson.slug]} here, not a lesson."
                )
            )
    if pack.guide and kinds.get(GUIDE_UNIT, Unit.Kind.GUIDE) != Unit.Kind.GUIDE:
        problems.append(problem("guide", f"The name {GUIDE_UNIT} is taken by another unit here."))
    exercises = [(packed, Unit.Kind.SCENARIO) for packed in pack.scenarios]
    exercises += [(packed, Unit.Kind.INSPECTION) for packed in pack.inspections]
    for packed, kind in exercises:
        item = f"{FOLDERS[kind]}/{packed.slug}"
        found = Exercise.objects.filter(slug=packed.slug).select_related("unit__module").first()
        unit = getattr(found, "unit", None)
        if found and (
            found.kind != kind or found.administration != administration or (unit and unit.module != module)
        ):
            problems.append(problem(item, f"The exercise {packed.slug} belongs to somebody else here."))
        elif kinds.get(packed.slug, kind) != kind:
            problems.append(problem(item, f"The name {packed.slug} is taken by another unit here."))
    for quiz in pack.quizzes:
        item = f"quizzes/{quiz.slug}"
        found = Quiz.objects.filter(slug=quiz.slug).select_related("unit__module").first()
        unit = getattr(found, "unit", None)
        if found and (found.bank != bank or (unit and (unit.module, unit.slug) != (module, quiz.unit_slug))):
            problems.append(
                problem(item, f"The quiz {quiz.slug} belongs to another module, bank or unit here.")
            )
        elif not found and quiz.unit_slug in kinds:
            problems.append(problem(item, f"The name {quiz.unit_slug} is taken by another unit here."))
    stored = dict(Question.objects.filter(bank=bank).values_list("slug", "kind")) if bank else {}
    for question in pack.questions:
        if stored.get(question.id, question.kind) != question.kind:
            kind = stored[question.id]
            message = f"The question {question.id} is of the kind {kind} here; give this one a new id."
            problems.append(problem(f"questions/{question.id}", message))
    return problems


def decide(wanted, stored, record, take_pack):
    """What to do about one item that a pack holds.

    `wanted` is the digest of what the pack says, `stored` how the item stands or None, `record` what
    was remembered or None.
    """
    if stored is None:
        return Act.WRITE
    if stored.in_use and stored.live == stored.draft == wanted:
        return Act.KEEP
    if stored.in_use and stored.is_page and stored.draft == wanted:
        return Act.WAIT
    if is_as_written(stored, record) and (stored.in_use or record.retired_at is not None):
        return Act.WRITE
    if not take_pack:
        return Act.CONFLICT
    return Act.DRAFT if stored.is_page and stored.in_use and stored.live is not None else Act.WRITE


def is_as_written(stored, record):
    """Whether nobody has changed an item since a pack wrote it."""
    if record is None:
        return False
    said = (
        {stored.draft} if record.retired_at is not None and not stored.in_use else {stored.live, stored.draft}
    )
    return said == {record.digest}


class _Writer:
    """Writes one pack: first everything that has a name, then what it says, then what is gone."""

    def __init__(self, pack, now, take_pack, files):
        self.pack, self.now, self.take_pack, self.files = pack, now, take_pack, files
        self.report = Report(pack.slug)
        self.items = pack.items()
        self.records = {record.item: record for record in PackRecord.objects.filter(pack=pack.slug)}
        module = Module.objects.filter(slug=pack.slug).first()
        self.stored = Contents(module or Module(slug=pack.slug)).stored([*self.items, *self.records])
        self._forget_use()
        self.acts = {
            item: decide(digest(form), self.stored.get(item), self.records.get(item), take_pack)
            for item, form in self.items.items()
        }
        self.administration = Administration.objects.filter(slug=pack.module.administration).first()

    def _forget_use(self):
        """Sources, pictures and the class note have no mark for being retired: the record is the mark."""
        for item, record in self.records.items():
            if (
                record.retired_at is not None
                and item.startswith(("sources/", "images/", "trainer"))
                and item in self.stored
            ):
                stored = self.stored[item]
                self.stored[item] = replace(stored, in_use=False)

    def _writes(self, item):
        return self.acts[item] in (Act.WRITE, Act.DRAFT)

    @property
    def _collection(self):
        return self.administration.collection if self.administration else international_collection()

    # --- names: rows and pages that others may point at ---

    def lay(self):
        """Make what is missing, and write what refers to nothing of other packs."""
        form = self.pack.module
        self.module, _made = Module.objects.get_or_create(
            slug=form.slug, defaults={"title": form.title, "administration": self.administration}
        )
        for objective in form.objectives:
            if self._writes(f"objectives/{objective.id}"):
                self._write_objective(objective)
        for source in form.sources:
            if self._writes(f"sources/{source.id}"):
                values = source.model_dump(exclude={"id"}) | {"administration": self.administration}
                Source.objects.update_or_create(pack=form.slug, code=source.id, defaults=values)
        for term in self.pack.terms:
            if self._writes(f"terms/{term.slug}"):
                values = term.model_dump(exclude={"slug"}) | {"retired_at": None}
                GlossaryTerm.objects.update_or_create(pack=form.slug, slug=term.slug, defaults=values)
        for picture in self.pack.pictures:
            if self._writes(f"images/{picture.form.slug}"):
                self._write_picture(picture)
        self.contents = Contents(self.module)
        if self.contents.page is None:
            parent = (
                AdministrationPage.objects.get(administration=self.administration)
                if self.administration
                else CataloguePage.objects.get()
            )
            page = ModulePage(title=form.title, module=self.module, summary=form.summary)
            self.contents.page = _new_page(parent, page, form.slug)
        self.bank = self._lay_bank()
        for lesson in sorted(self.pack.lessons, key=lambda lesson: lesson.order):
            values = {"kind": Unit.Kind.LESSON, "title": lesson.front.title, "order": lesson.order}
            unit, _made = Unit.objects.get_or_create(module=self.module, slug=lesson.slug, defaults=values)
            if self._writes(f"lessons/{lesson.slug}") and self.contents.page_of(unit) is None:
                self._new_unit_page(LessonPage(title=lesson.front.title, unit=unit, body=[]))
        for packed in self.pack.scenarios:
            self._lay_exercise(packed, packed.scenario.title, ScenarioPage, Unit.Kind.SCENARIO)
        for packed in self.pack.inspections:
            self._lay_exercise(packed, packed.form.title, InspectionPage, Unit.Kind.INSPECTION)
        if self.pack.guide:
            self._lay_guide(self.pack.guide)
        for quiz in self.pack.quizzes:
            self._lay_quiz(quiz)
        if self.pack.class_note and self.contents.class_note_page is None:
            page = ClassNotePage(title=self.pack.class_note.front.title, body=[])
            _new_page(Page.objects.get(pk=self.contents.page.pk).specific, page, CLASS_NOTE_SLUG)

    def _write_objective(self, form):
        convention = Convention.objects.filter(slug=self.pack.module.convention).first()
        objective, made = Objective.objects.get_or_create(
            slug=form.id,
            defaults={
                "code": form.code,
                "text": form.text,
                "convention": convention,
                "administration": self.administration,
            },
        )
        if not made:
            objective.code, objective.text = form.code, form.text
            objective.save(update_fields=["code", "text"])
        self.module.objectives.add(objective)

    def _write_picture(self, picture):
        form = picture.form
        image = Illustration.objects.filter(slug=form.slug).first()
        if image is None:
            image = Illustration(slug=form.slug, collection=self._collection)
        image.title, image.licence, image.origin = form.title, form.licence, form.source
        image.neutral_text, image.revealing_text = form.neutral, form.revealing
        if not image.file or _bytes_of(image) != picture.data:
            old = image.file.name if image.file else None
            storage = image.file.storage
            image.file = ContentFile(picture.data, name=form.file)
            image._set_image_file_metadata()
            image.save()
            self.files.append((storage, image.file.name))
            if old:
                image.renditions.all().delete()
                transaction.on_commit(lambda: storage.delete(old))
        else:
            image.save()

    def _lay_bank(self):
        if not (self.pack.questions or self.pack.quizzes):
            return Bank.objects.filter(slug=self.pack.slug).first()
        values = {
            "title": self.pack.module.title,
            "administration": self.administration,
            "collection": self._collection,
        }
        return Bank.objects.get_or_create(slug=self.pack.slug, defaults=values)[0]

    def _lay_quiz(self, form):
        quiz, _made = Quiz.objects.get_or_create(
            slug=form.slug,
            defaults={
                "title": form.title,
                "administration": self.administration,
                "bank": self.bank,
                "minutes": form.minutes,
                "pass_mark": form.pass_mark,
            },
        )
        values = {"kind": Unit.Kind.QUIZ, "title": form.title, "order": form.order, "quiz": quiz}
        unit, _made = Unit.objects.get_or_create(module=self.module, slug=form.unit_slug, defaults=values)
        if self._writes(f"quizzes/{form.slug}") and self.contents.page_of(unit) is None:
            self._new_unit_page(QuizPage(title=form.title, unit=unit))

    def _lay_exercise(self, packed, title, page_model, kind):
        exercise, _made = Exercise.objects.get_or_create(
            slug=packed.slug,
            defaults={"kind": kind, "title": title, "administration": self.administration},
        )
        values = {"kind": kind, "title": title, "order": packed.order, "exercise": exercise}
        unit, _made = Unit.objects.get_or_create(module=self.module, slug=packed.slug, defaults=values)
        if self._writes(f"{FOLDERS[kind]}/{packed.slug}") and self.contents.page_of(unit) is None:
            self._new_unit_page(page_model(title=title, unit=unit))

    def _lay_guide(self, guide):
        unit = self._guide_unit
        if unit is None:
            values = {"title": guide.title, "order": guide.order, "required": False}
            unit = Unit.objects.create(module=self.module, slug=GUIDE_UNIT, kind=Unit.Kind.GUIDE, **values)
        page = self.contents.page_of(unit)
        if page is None:
            page = self._new_unit_page(GuidePage(title=guide.title, unit=unit))
        laid = self.contents.entry_pages()
        for packed in self.pack.entries():
            entry = packed.entry
            row, _made = GuideEntry.objects.get_or_create(unit=unit, slug=entry.id)
            if self._writes(f"entries/{entry.id}") and entry.id not in laid:
                new = GuideEntryPage(title=entry.title, entry=row, group=entry.group, order=packed.order)
                _new_page(GuidePage.objects.get(pk=page.pk), new, entry.id)

    @property
    def _guide_unit(self):
        return Unit.objects.filter(module=self.module, kind=Unit.Kind.GUIDE).first()

    def _new_unit_page(self, page):
        return _new_page(Page.objects.get(pk=self.contents.page.pk).specific, page, page.unit.slug)

    # --- what they say ---

    def say(self):
        """Write the texts, now that every page they link to exists, and remember them."""
        self.page_ids = _page_ids()
        if self._writes("module"):
            self._say_module()
        for lesson in self.pack.lessons:
            if self._writes(f"lessons/{lesson.slug}"):
                self._say_lesson(lesson)
        for packed in self.pack.scenarios:
            if self._writes(f"scenarios/{packed.slug}"):
                self._say_scenario(packed)
        for packed in self.pack.inspections:
            if self._writes(f"inspections/{packed.slug}"):
                self._say_inspection(packed)
        if self.pack.guide:
            self._say_guide(self.pack.guide)
        for question in self.pack.questions:
            if self._writes(f"questions/{question.id}"):
                self._say_question(question)
        for quiz in self.pack.quizzes:
            if self._writes(f"quizzes/{quiz.slug}"):
                self._say_quiz(quiz)
        if self.pack.class_note and self._writes("trainer"):
            note = self.pack.class_note
            values = {
                "title": note.front.title,
                "minutes": note.front.minutes,
                "body": json.dumps([self._block(block) for block in note.body]),
            }
            self._publish(self.contents.class_note_page, values, "trainer")
        for item, form in self.items.items():
            self._remember(item, digest(form))

    def _remember(self, item, wanted):
        act = self.acts[item]
        names = {
            Act.DRAFT: self.report.waiting,
            Act.WAIT: self.report.waiting,
            Act.KEEP: self.report.unchanged,
        }
        names |= {Act.WRITE: self.report.written, Act.CONFLICT: self.report.conflicts}
        names[act].append(item)
        record = self.records.get(item)
        if act in (Act.CONFLICT, Act.WAIT):
            return
        if record is None or record.digest != wanted or record.retired_at is not None:
            PackRecord.objects.update_or_create(
                pack=self.pack.slug,
                item=item,
                defaults={"digest": wanted, "written_at": self.now, "retired_at": None},
            )

    def _say_module(self):
        form, module = self.pack.module, self.module
        convention = (
            None if form.convention == WITHOUT_CONVENTION else Convention.objects.get(slug=form.convention)
        )
        module.title, module.convention, module.status = form.title, convention, form.status
        module.minutes, module.order = form.minutes, form.order
        module.save()
        module.prerequisites.set(Module.objects.filter(slug__in=form.prerequisites))
        plate = Illustration.objects.get(slug=form.plate) if form.plate else None
        values = {
            "title": form.title,
            "summary": form.summary,
            "plate": plate,
            "facts_as_of": form.facts_as_of,
            "reading": json.dumps([{"type": "title", "value": title.model_dump()} for title in form.reading]),
        }
        self._publish(self.contents.page, values, "module")

    def _say_lesson(self, lesson):
        front = lesson.front
        unit = self._say_unit(lesson.slug, lesson.order, required=front.required)
        values = {
            "title": front.title,
            "summary": front.summary,
            "minutes": front.minutes,
            "tools": ", ".join(front.tools),
            "facts_as_of": front.facts_as_of,
            "objectives": Objective.objects.filter(slug__in=front.objectives),
            "sources": Source.objects.filter(pack=self.pack.slug, code__in=front.sources),
            "body": json.dumps([self._block(block) for block in lesson.body]),
        }
        if self._publish(self.contents.page_of(unit), values, f"lessons/{lesson.slug}"):
            unit.title, unit.minutes = front.title, front.minutes
            unit.save(update_fields=["title", "minutes"])

    def _say_unit(self, slug, order, *, required):
        unit = Unit.objects.get(module=self.module, slug=slug)
        unit.order, unit.required, unit.retired_at = order, required, None
        unit.save()
        return unit

    def _say_scenario(self, packed):
        scenario = packed.scenario
        unit = self._say_unit(packed.slug, packed.order, required=False)  # practice: no part of a certificate
        write_scenario_version(
            exercise=unit.exercise,
            scenario=scenario,
            reason=_("Read from a content pack."),
            now=self.now,
        )
        self._say_door(unit, scenario.title, scenario.summary, scenario.minutes)

    def _say_inspection(self, packed):
        form = packed.form
        unit = self._say_unit(packed.slug, packed.order, required=False)  # practice, as a scenario
        write_inspection_version(
            exercise=unit.exercise,
            reason=_("Read from a content pack."),
            now=self.now,
            **form.settings,
        )
        self._say_door(unit, form.title, form.introduction, form.minutes)

    def _say_door(self, unit, title, introduction, minutes):
        values = {"title": title, "introduction": introduction}
        if self._publish(self.contents.page_of(unit), values, f"{FOLDERS[unit.kind]}/{unit.slug}"):
            unit.title, unit.minutes = title, minutes
            unit.save(update_fields=["title", "minutes"])
            unit.exercise.title = title
            unit.exercise.save(update_fields=["title"])

    def _say_guide(self, guide):
        pictures = dict(Illustration.objects.exclude(slug=None).values_list("slug", "pk"))
        if self._writes("guide"):
            # Looking things up is no part of a certificate.
            unit = self._say_unit(self._guide_unit.slug, guide.order, required=False)
            if self._publish(self.contents.page_of(unit), _streams(fields_of_head(guide, pictures)), "guide"):
                unit.title = guide.title
                unit.save(update_fields=["title"])
        contents = Contents(self.module)
        pages = contents.entry_pages()
        for packed in self.pack.entries():
            item = f"entries/{packed.entry.id}"
            if self._writes(item):
                page = pages[packed.entry.id]
                GuideEntry.objects.filter(pk=page.entry_id).update(retired_at=None)
                values = _streams(fields_of_entry(packed.entry, pictures)) | {"order": packed.order}
                self._publish(page, values, item)

    def _say_quiz(self, form):
        unit = self._say_unit(form.unit_slug, form.order, required=form.final)
        quiz = unit.quiz
        quiz.title, quiz.minutes, quiz.pass_mark = form.title, form.minutes, form.pass_mark
        quiz.pause_minutes, quiz.attempts_allowed, quiz.review = (
            form.pause_minutes,
            form.attempts,
            form.policy,
        )
        quiz.behaviour, quiz.tries, quiz.penalty = form.behaviour, form.tries, Fraction(form.penalty)
        quiz.counts, quiz.invigilated = form.counts, form.invigilated
        quiz.save()
        quiz.fixed_items.all().delete()
        fixed = Question.objects.filter(bank=self.bank, slug__in=form.fixed)
        FixedItem.objects.bulk_create(FixedItem(quiz=quiz, question=question) for question in fixed)
        quiz.blueprint.all().delete()
        objectives = {row.slug: row for row in Objective.objects.all()}
        BlueprintRow.objects.bulk_create(
            BlueprintRow(
                quiz=quiz,
                order=place,
                objective=objectives[row.objective],
                difficulty=row.difficulty or "",
                number=row.number,
            )
            for place, row in enumerate(form.blueprint)
        )
        values = {"title": form.title, "introduction": to_database(form.introduction, self.page_ids.get)}
        if self._publish(self.contents.page_of(unit), values, f"quizzes/{form.slug}"):
            unit.title, unit.minutes = form.title, form.minutes
            unit.save(update_fields=["title", "minutes"])

    def _say_question(self, form):
        values = {
            "body": changed(
                validate_body(form.kind, form.body()), lambda html: to_database(html, self.page_ids.get)
            ),
            "objective": Objective.objects.get(slug=form.objective),
            "difficulty": form.difficulty,
            "source": form.source and Source.objects.get(pack=self.pack.slug, code=form.source),
            "where": form.where,
            "verified": form.verified,
            "uses": form.uses,
            "author": None,
            "reason": _("Read from a content pack."),
            "now": self.now,
        }
        question = Question.objects.filter(bank=self.bank, slug=form.id).first()
        if question is None:
            question = create_question(bank=self.bank, slug=form.id, kind=form.kind, **values)
        else:
            write_version(question=question, **values)
        if question.retired_at is not None:
            restore_question(question=question)
        set_rivalry(question=question, name=form.excludes)

    def _publish(self, page, values, item):
        """Write a page's fields into a revision. Returns whether it was published, not left as a draft."""
        # Read afresh: the tree has grown since, and publishing saves the whole row.
        page = type(page).objects.get(pk=page.pk)
        draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
        for name, value in values.items():
            if isinstance(value, models.QuerySet):
                getattr(draft, name).set(value)
            else:
                setattr(draft, name, value)
        revision = draft.save_revision()
        if self.acts[item] is Act.DRAFT:
            return False
        revision.publish()
        return True

    def _block(self, block):
        """A block as a StreamField stores it."""
        kind = _KINDS[type(block)]
        value = block.model_dump()
        if kind == "prose":
            value = self._stored_rich(block.text)
        elif kind == "heading":
            value["level"] = str(block.level)
        elif kind == "callout":
            value["text"] = self._stored_rich(block.text)
        elif kind == "figure":
            value["image"] = Illustration.objects.get(slug=block.image).pk
        elif kind == "comparison":
            for row in value["rows"]:
                row["cells"] = [*map(self._stored_rich, row["cells"])]
        elif kind == "steps":
            value["steps"] = [*map(self._stored_rich, block.steps)]
        elif kind == "case":
            value |= {"text": self._stored_rich(block.text), "lesson": self._stored_rich(block.lesson)}
        elif kind == "summary":
            value["points"] = [*map(self._stored_rich, block.points)]
        elif kind == "check":
            value = {
                "name": block.id,
                "question": self._stored_rich(block.question),
                "multiple": block.multiple,
                "options": [
                    {
                        "text": self._stored_rich(option.text),
                        "right": option.right,
                        "feedback": self._stored_rich(option.feedback),
                    }
                    for option in block.options
                ],
            }
        return {"type": kind, "value": value}

    def _stored_rich(self, html):
        return to_database(html, self.page_ids.get)

    # --- what is gone ---

    def retire(self):
        """Retire what the pack no longer holds; list what was made here."""
        for item, record in sorted(self.records.items()):
            if item in self.items or record.retired_at is not None:
                continue
            stored = self.stored.get(item)
            if stored is not None and stored.in_use and not (self.take_pack or is_as_written(stored, record)):
                self.report.conflicts.append(item)
                continue
            if stored is not None and stored.in_use:
                self._retire(item)
            record.retired_at = self.now
            record.save(update_fields=["retired_at"])
            self.report.retired.append(item)
        self.report.kept = [
            item
            for item, stored in sorted(self.stored.items())
            if stored.in_use and item not in self.items and item not in self.records
        ]

    def _retire(self, item):
        kind, _, name = item.partition("/")
        if kind == "objectives":
            self.module.objectives.remove(*self.module.objectives.filter(slug=name))
        elif kind == "questions":
            retire_question(question=Question.objects.get(bank=self.bank, slug=name), now=self.now)
        elif kind == "terms":
            GlossaryTerm.objects.filter(pack=self.pack.slug, slug=name).update(retired_at=self.now)
        elif kind == "entries":
            page = self.contents.entry_pages()[name]
            GuideEntry.objects.filter(pk=page.entry_id).update(retired_at=self.now)
            if page.live:
                page.unpublish()
        elif kind == "trainer":
            if self.contents.class_note_page.live:
                self.contents.class_note_page.unpublish()
        elif kind in (*FOLDERS.values(), "guide"):
            which = {"quizzes": {"quiz__slug": name}, "guide": {"kind": Unit.Kind.GUIDE}}.get(
                kind, {"slug": name}
            )
            unit = self.module.units.get(**which)
            unit.retired_at = self.now
            unit.save(update_fields=["retired_at"])
            page = self.contents.page_of(unit)
            if page is not None and page.live:
                page.unpublish()


_KINDS = {
    blocks.Prose: "prose",
    blocks.Heading: "heading",
    blocks.Callout: "callout",
    blocks.Figure: "figure",
    blocks.Comparison: "comparison",
    blocks.Steps: "steps",
    blocks.Check: "check",
    blocks.HSTable: "hs_table",
    blocks.Case: "case",
    blocks.Summary: "summary",
}


def _streams(values):
    """Fields of a guide's pages with their lists of blocks as a page stores them."""
    streams = ("groups", "diagnostic", "look_alikes")
    return {name: json.dumps(value) if name in streams else value for name, value in values.items()}


def _page_ids():
    """{name in a pack: page id}. Of a page and its copies the one that stands first counts."""
    ids = {}
    for number, name in sorted(page_names().items(), reverse=True):
        ids[name] = number
    return ids


def _new_page(parent, page, slug):
    """A page that nobody sees yet, under a name that is free below its parent."""
    page.live = False
    page.slug, number = slug, 2
    while not Page._slug_is_available(page.slug, parent):
        page.slug, number = f"{slug}-{number}", number + 1
    page.locale = parent.locale
    return parent.add_child(instance=page)


def _bytes_of(image):
    with image.file.storage.open(image.file.name, "rb") as file:
        return file.read()
