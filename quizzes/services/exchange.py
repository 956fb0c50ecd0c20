"""Questions in and out of a bank by a file: looked at first, then all of it written or nothing.

What comes in is not verified, whatever its origin, unless the row itself says so. What a format cannot
say, a question that is already in the bank keeps; content equal to what it stands in for writes nothing.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from quizzes.formats import gift, moodle_xml, table
from quizzes.formats.exchange import EXCHANGES, exchange_for
from quizzes.formats.html_texts import words
from quizzes.formats.neutral import (
    MOST_ITEMS,
    CannotHold,
    Faulty,
    Found,
    Item,
    Picture,
    Refused,
    Written,
    text_of,
)
from quizzes.formats.pack_yaml import QuestionForm, question_of, read_questions, write_questions
from quizzes.formats.pictures import checked_picture
from quizzes.models import Bank, Difficulty, Question
from quizzes.services.questions import create_question, set_rivalry, stored_body, write_version
from reference.models import Illustration, Objective, Source

LARGEST_YAML = 10 * 1024 * 1024
LONGEST_NAME = 100


@dataclass(frozen=True)
class Format:
    """A format that questions are exchanged in."""

    label: str
    suffix: str
    media_type: str
    read: object
    write: object


def _read_yaml(data):
    questions, problems = read_questions(text_of(data, LARGEST_YAML), "questions.yaml")
    found = [Found(line=problem.line, problems=[problem.message]) for problem in problems]
    found += [Found(line=line, name=form.id, item=form) for form, line in questions]
    if len(found) > MOST_ITEMS:
        raise Refused(f"The file has more than {MOST_ITEMS} questions. Divide it.")
    return sorted(found, key=lambda one: one.line)


FORMATS = {
    "gift": Format("GIFT", ".gift.txt", "text/plain; charset=utf-8", gift.read, gift.write),
    "moodlexml": Format("Moodle XML", ".xml", "application/xml", moodle_xml.read, moodle_xml.write),
    "xlsx": Format(
        "XLSX",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        table.read,
        table.write_xlsx,
    ),
    "csv": Format("CSV", ".csv", "text/csv; charset=utf-8", table.read, table.write_csv),
    "yaml": Format("YAML", ".yaml", "application/yaml", _read_yaml, None),
}


# --- the report -----------------------------------------------------------------------------------


STATES = {
    "new": gettext_lazy("A new question"),
    "changed": gettext_lazy("A new version"),
    "same": gettext_lazy("Unchanged: nothing is written"),
    "skipped": gettext_lazy("Left out"),
    "wrong": gettext_lazy("Wrong"),
    "note": gettext_lazy("Of the whole file"),
}


@dataclass
class Line:
    """What becomes of one question of a file. `says` are sentences: why, or what was not kept."""

    line: int
    name: str
    state: str
    kind: str = ""
    says: list[str] = field(default_factory=list)
    draft: object = field(default=None, repr=False)

    @property
    def label(self):
        return STATES[self.state]

    def data(self):
        return {
            "line": self.line,
            "name": self.name,
            "state": self.state,
            "kind": self.kind,
            "says": self.says,
        }


@dataclass
class Report:
    """What becomes of a whole file: nothing is written where a line is wrong."""

    lines: list[Line]

    @property
    def counts(self):
        return Counter(line.state for line in self.lines)

    @property
    def wrong(self):
        return self.counts["wrong"] > 0

    @property
    def to_write(self):
        return [line for line in self.lines if line.state in ("new", "changed")]

    def data(self):
        return {"counts": dict(self.counts), "questions": [line.data() for line in self.lines]}


@dataclass
class _Draft:
    """A question as it is to stand in the bank."""

    slug: str
    kind: str
    body: dict
    objective: Objective
    difficulty: str
    source: Source | None
    where: str
    verified: bool
    uses: list
    excludes: str
    picture: Picture | None = None
    stored: Question | None = None


def look_at(*, bank, data, fmt, objective=None, difficulty=None, waits=False):
    """The report on a file: nothing is written. `objective` and `difficulty` are for rows without.

    `waits`: whether what is written is to wait for a second person.
    """
    try:
        found = FORMATS[fmt].read(data)
    except Refused as refusal:
        return Report([Line(refusal.line, "", "wrong", says=[str(refusal)])])
    if not any(one.item or one.skipped or one.problems for one in found):
        return Report([Line(1, "", "wrong", says=[_("The file holds no question.")])])
    return Report(_Reading(bank, objective, difficulty, waits).lines(found))


class _Reading:
    """One file against one bank. All that is looked up is looked up once, whatever the file's length."""

    def __init__(self, bank, objective, difficulty, waits):
        self.bank, self.objective, self.difficulty, self.waits = bank, objective, difficulty, waits
        related = ("objective", "source")
        questions = bank.questions.select_related(
            "rivalry", *(f"{held}__{one}" for held in ("current", "proposal__version") for one in related)
        )
        self.stored = {question.slug: question for question in questions}
        self.objectives, self.codes = {}, defaultdict(list)
        for one in Objective.objects.offered_to(bank.administration):
            self.objectives[one.slug.lower()] = one
            self.codes[one.code.lower()].append(one)
        self.sources = {
            (source.pack, source.code): source for source in Source.objects.offered_to(bank.administration)
        }
        self.figures = {}
        slugs = {version.body.get("figure") for version in map(self._before, self.stored.values()) if version}
        for picture in Illustration.objects.filter(slug__in=slugs - {"", None}):
            self.figures[picture.slug] = picture
        self.taken = {}

    def _before(self, question):
        """The version that a question of the file is compared with: the one that it would stand in for."""
        if question is None:
            return None
        return question.latest if self.waits else question.current

    def lines(self, found):
        return [self._line(one) for one in found]

    def _line(self, one):
        line = Line(one.line, one.name, "wrong", says=[*one.problems, *one.notes])
        if one.skipped:
            line.state, line.says = "skipped", [one.skipped, *one.notes]
        elif one.problems:
            pass
        elif one.item is None:
            line.state = "note"
        else:
            try:
                self._take(one, line)
            except CannotHold as reason:
                line.state = "skipped"
                line.says.insert(0, str(reason))
            except Faulty as fault:
                line.says.insert(0, str(fault))
            except ValidationError as error:
                line.says = [*_faults(error), *line.says]
        return line

    def _take(self, one, line):
        line.name = slug = self._slug(one)
        stored = self.stored.get(slug)
        draft = self._draft(one.item, slug, stored)
        line.kind, line.draft = draft.kind, draft
        line.state = "new"
        before = self._before(stored)
        if before is not None:
            same = self._is_same(draft, before) and draft.excludes == _rivalry_of(stored)
            line.state = "same" if same else "changed"
            if stored.retired_at:
                line.says.append(_("It is retired in this bank and stays so."))

    def _slug(self, one):
        """The permanent name: the file's, or made of the question's words."""
        form = one.item
        if isinstance(form, QuestionForm):
            slug = form.id
        elif form.name:
            slug = _slug_of(form.name) or "q-" + hashlib.sha256(form.name.encode()).hexdigest()[:12]
        else:
            slug = self._free(_slug_of(words(form.stem)[:60]) or _hashed(form))
        if slug in self.taken:
            raise Faulty(
                _("The name %(name)s is taken by the question in line %(line)s.")
                % {"name": slug, "line": self.taken[slug]}
            )
        self.taken[slug] = one.line
        return slug

    def _free(self, slug):
        number, free = 2, slug
        while free in self.taken:
            free, number = f"{slug}-{number}", number + 1
        return free

    def _draft(self, item, slug, stored):
        before = self._before(stored)
        exchange = None if isinstance(item, QuestionForm) else exchange_for(item)
        kind = exchange.kind if exchange else item.kind
        if stored is not None and stored.kind != kind:
            raise Faulty(
                _("The question %(name)s is of the kind %(kind)s in this bank: give this one another name.")
                % {"name": slug, "kind": stored.kind}
            )
        earlier = stored_body(kind, before.body) if before else {}
        own = self._exchanged(exchange, item, earlier) if exchange else item.body()
        picture = None
        if exchange and item.picture:
            picture = checked_picture(item.picture)
            own["figure"] = self._figure(picture, own["figure"])
        draft = _Draft(
            slug=slug,
            kind=kind,
            body=stored_body(kind, own),
            objective=self._objective(item, before),
            difficulty=self._difficulty(item, before),
            source=self._source(item, before),
            where=self._where(item, before),
            verified=before.verified if before else False,
            uses=item.uses if isinstance(item, QuestionForm) else before.uses if before else [],
            excludes=item.excludes if isinstance(item, QuestionForm) else _rivalry_of(stored),
            picture=picture,
            stored=stored,
        )
        if not _can_be_stored([draft.body, draft.where]):
            raise Faulty(_("A character stands in it that no text has."))
        if item.verified is not None:
            draft.verified = item.verified
        elif before is not None and not self._is_same(draft, before):
            draft.verified = False
        return draft

    def _exchanged(self, exchange, item, earlier):
        """The body of an item. What its format does not say is as it was."""
        explanation = earlier.get("explanation", "") if item.explanation is None else item.explanation
        shared = {"stem": item.stem, "explanation": explanation, "figure": earlier.get("figure", "")}
        return shared | exchange.to_body(item.content, earlier)

    def _objective(self, item, before):
        if item.objective:
            return self._objective_named(item.objective)
        for segment in reversed(getattr(item, "category", ())):
            for name in (segment, segment.split()[0] if segment.split() else ""):
                named = self._objectives_named(name)
                if len(named) == 1:
                    return named[0]
        if before is not None:
            return before.objective
        if self.objective is None:
            raise Faulty(_("It names no objective: choose one for the whole file."))
        return self.objective

    def _objectives_named(self, name):
        name = name.strip().lower()
        return [self.objectives[name]] if name in self.objectives else self.codes.get(name, [])

    def _objective_named(self, name):
        named = self._objectives_named(name)
        if len(named) == 1:
            return named[0]
        if named:
            raise Faulty(
                _("There are several objectives with the code %(name)s: write the permanent name of one.")
                % {"name": name}
            )
        raise Faulty(_("There is no objective %(name)s.") % {"name": name[:60]})

    def _difficulty(self, item, before):
        said = item.difficulty or (before.difficulty if before else self.difficulty or Difficulty.BASIC)
        if said not in Difficulty.values:
            raise Faulty(_("The difficulty must be one of %(all)s.") % {"all": ", ".join(Difficulty.values)})
        return said

    def _source(self, item, before):
        if item.source is None and not isinstance(item, QuestionForm):
            return before.source if before else None
        if not item.source:
            return None
        pack, _sign, code = item.source.partition("/")
        for key in ((self.bank.slug, item.source), (pack.strip(), code.strip())):
            if key in self.sources:
                return self.sources[key]
        named = [source for (_pack, code), source in self.sources.items() if code == item.source]
        if len(named) == 1:
            return named[0]
        raise Faulty(
            _("There is no source %(name)s: write its code, or pack/code.") % {"name": item.source[:60]}
        )

    def _where(self, item, before):
        if item.where is None:
            return before.where if before else ""
        if len(item.where) > 200:
            raise Faulty(_("The place in the source is longer than 200 characters."))
        return item.where

    def _figure(self, picture, earlier):
        """The name of a picture: the one that the question has, when it is the same picture."""
        if earlier in self.figures and _bytes_of(self.figures[earlier]) == picture.data:
            return earlier
        return f"{self.bank.slug[:60]}-{hashlib.sha256(picture.data).hexdigest()[:16]}"

    def _is_same(self, draft, before):
        source = draft.source.pk if draft.source else None
        said = (
            draft.objective.pk,
            draft.difficulty,
            source,
            draft.where,
            draft.verified,
            draft.uses,
            draft.body,
        )
        return said == (
            before.objective_id,
            before.difficulty,
            before.source_id,
            before.where,
            before.verified,
            before.uses,
            stored_body(draft.kind, before.body),
        )


def _rivalry_of(question):
    return question.rivalry.name if question and question.rivalry else ""


def _slug_of(text):
    return re.sub(r"-+", "-", slugify(text).replace("_", "-")).strip("-")[:LONGEST_NAME].strip("-")


def _hashed(item):
    return "q-" + hashlib.sha256(words(item.stem).encode()).hexdigest()[:12]


def _can_be_stored(data):
    """Whether every text in it is text: YAML can write a zero byte, or half of a pair, in quotation marks."""
    try:
        written = json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return b"\\u0000" not in written.replace(rb"\\", b"")


def _faults(error):
    """What the rules of a kind refuse, as sentences."""
    for fault in error.errors(include_url=False):
        where = ", ".join(str(part + 1 if isinstance(part, int) else part) for part in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        yield f"{where}: {message}." if where else f"{message[:1].upper()}{message[1:]}."


def _bytes_of(picture):
    with picture.file.storage.open(picture.file.name) as file:
        return file.read()


# --- writing --------------------------------------------------------------------------------------


class ImportRefused(Exception):
    """A line of the file is wrong, so nothing was written. `report` says which."""

    def __init__(self, report):
        super().__init__(_("Nothing is imported: a question of the file is wrong."))
        self.report = report


def import_questions(*, bank, data, fmt, author, reason, now, objective=None, difficulty=None):
    """Write what a file holds into a bank: all of it, or nothing. Twice is once. Raises ImportRefused.

    What has an author waits for a second person; without one it is in force at once.
    """
    files = []
    try:
        with transaction.atomic():
            bank = Bank.objects.select_for_update(no_key=True).get(pk=bank.pk)
            report = look_at(
                bank=bank,
                data=data,
                fmt=fmt,
                objective=objective,
                difficulty=difficulty,
                waits=author is not None,
            )
            if report.wrong:
                raise ImportRefused(report)
            for line in report.to_write:
                _write(bank, line.draft, author, reason, now, files)
    except BaseException as error:
        for storage, name in files:
            storage.delete(name)
        if isinstance(error, IntegrityError):
            says = [_("Somebody wrote in this bank at the same time: nothing is imported. Import it again.")]
            raise ImportRefused(Report([Line(1, "", "wrong", says=says)])) from error
        raise
    return report


def _write(bank, draft, author, reason, now, files):
    if draft.picture is not None:
        _keep_picture(bank, draft, files)
    values = {
        "body": draft.body,
        "objective": draft.objective,
        "difficulty": draft.difficulty,
        "source": draft.source,
        "where": draft.where,
        "verified": draft.verified,
        "uses": draft.uses,
        "author": author,
        "reason": reason,
        "now": now,
        "waits": author is not None,
    }
    if draft.stored is None:
        question = create_question(bank=bank, slug=draft.slug, kind=draft.kind, **values)
    else:
        question = draft.stored
        write_version(question=question, **values)
    if draft.excludes != _rivalry_of(draft.stored):
        set_rivalry(question=question, name=draft.excludes)


def _keep_picture(bank, draft, files):
    """The picture of a question as an illustration in the bank's collection; one that is there stays."""
    name = draft.body["figure"]
    if Illustration.objects.filter(slug=name).exists():
        return
    image = Illustration(
        slug=name, title=draft.slug, collection=bank.collection, neutral_text=draft.picture.alt
    )
    image.file = ContentFile(draft.picture.data, name=f"{name}.{draft.picture.suffix}")
    image._set_image_file_metadata()
    image.save()
    files.append((image.file.storage, image.file.name))


def export_questions(*, bank, fmt):
    """The questions of a bank in use, as a file: Written, with what could not go into it."""
    questions = (
        bank.questions.filter(retired_at=None)
        .exclude(current=None)
        .select_related("current__objective", "current__source", "rivalry")
        .order_by("current__objective__slug", "slug")
    )
    if fmt == "yaml":
        return _as_yaml(bank, questions)
    dropped, items = [], []
    pictures = _pictures_of(questions) if fmt == "moodlexml" else {}
    for question in questions:
        try:
            items.append(_item_of(bank, question, fmt, pictures, dropped))
        except CannotHold as reason:
            dropped.append((question.slug, str(reason)))
    written = FORMATS[fmt].write(items)
    general = []
    if items and fmt in ("gift", "moodlexml"):
        label = FORMATS[fmt].label
        general.append(
            (
                "",
                _("%(format)s holds no difficulty, source, place in it or verification.") % {"format": label},
            )
        )
    return Written(written.data, (*general, *dropped, *written.dropped))


def _item_of(bank, question, fmt, pictures, dropped):
    exchange, current = EXCHANGES.get(question.kind), question.current
    if exchange is None:
        label = FORMATS[fmt].label
        raise CannotHold(
            _("A question of the kind %(kind)s cannot be held by %(format)s: it is left out.")
            % {"kind": question.kind, "format": label}
        )
    body, lost = stored_body(question.kind, current.body), []
    content = exchange.from_body(body, lost)
    if fmt not in ("xlsx", "csv") and exchange.becomes:
        dropped.append((question.slug, exchange.becomes))
    if lost:
        dropped.append((question.slug, _("It loses %(what)s.") % {"what": ", ".join(lost)}))
    figure = body["figure"]
    if figure and figure not in pictures:
        dropped.append((question.slug, _("Its figure %(figure)s is not in the file.") % {"figure": figure}))
    return Item(
        name=question.slug,
        stem=body["stem"],
        content=content,
        explanation=body["explanation"],
        picture=pictures.get(figure),
        category=(current.objective.slug,),
        kind=question.kind,
        objective=current.objective.slug,
        difficulty=current.difficulty,
        source=_source_name(bank, current.source),
        where=current.where,
        verified=current.verified,
    )


def _source_name(bank, source):
    if source is None:
        return ""
    return source.code if source.pack == bank.slug else f"{source.pack}/{source.code}"


def _pictures_of(questions):
    slugs = {question.current.body.get("figure") for question in questions} - {"", None}
    pictures = {}
    for image in Illustration.objects.filter(slug__in=slugs):
        suffix = PurePath(image.file.name).suffix.lstrip(".").lower()
        try:
            pictures[image.slug] = Picture(_bytes_of(image), suffix, image.neutral_text)
        except FileNotFoundError:
            continue
    return pictures


def _as_yaml(bank, questions):
    forms, dropped = [], []
    for question in questions:
        current = question.current
        try:
            form = question_of(
                slug=question.slug,
                kind=question.kind,
                body=current.body,
                objective=current.objective.slug,
                difficulty=current.difficulty,
                source=_source_name(bank, current.source) or None,
                where=current.where,
                verified=current.verified,
                uses=current.uses,
                excludes=_rivalry_of(question),
            )
        except (ValidationError, KeyError) as error:
            faults = list(_faults(error)) if isinstance(error, ValidationError) else [str(error)]
            dropped.append((question.slug, _("It is left out: %(why)s") % {"why": " ".join(faults)}))
            continue
        links = []
        write_questions([form], links)
        if links:
            dropped.append(
                (question.slug, _("These links become plain text: %(links)s.") % {"links": ", ".join(links)})
            )
        forms.append(form)
    return Written(write_questions(forms).encode(), tuple(dropped))
