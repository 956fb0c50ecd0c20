"""A folder to a Pack. Everything wrong is listed with file and line; nothing raises for bad content."""

import os
import re
from collections import Counter
from functools import partial
from io import BytesIO

from PIL import Image

from courses.guides.checking import faults_of
from courses.guides.forms import GuideForm
from courses.packs.blocks import ClassNoteBlock, Figure, joined, read_body
from courses.packs.forms import (
    FIRST_QUIZ_ORDER,
    GUIDE_UNIT,
    ClassNote,
    ClassNoteForm,
    InspectionForm,
    Lesson,
    LessonForm,
    ModuleForm,
    Pack,
    PackedInspection,
    PackedScenario,
    Picture,
    PictureForm,
    QuizForm,
    TermForm,
)
from exercises.inspections.pack_yaml import read_as
from exercises.scenarios.pack_yaml import read_scenario
from quizzes.formats.pack_yaml import read_questions
from quizzes.papers import ANY, Candidate, Cell, clashes, shortfalls
from reference.formats.marked_yaml import check, read_yaml
from reference.formats.problems import Problem
from reference.svg import UnsafeDrawing, sanitise_svg

LISTS = ("module.yaml", "guide.yaml", "quizzes.yaml", "questions.yaml", "glossary.yaml")
CLASS_NOTE = "trainer.md"
MAX_TEXT_BYTES = 2 * 1024 * 1024
MAX_PICTURE_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_FILES = 1000
PICTURE_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF"}
_LESSON_NAME = re.compile(r"(\d{1,5})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_EXERCISE_NAME = re.compile(r"(\d{1,5})-([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_LINK = re.compile(r"\]\(<?(unit:[a-z0-9/-]+|module:[a-z0-9-]+)>?\)")


def read_pack(folder):
    """The pack in a folder (a Path), with all its problems."""
    return _Reading(folder).read()


class _Reading:
    """One pass over a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.pack = Pack(folder=folder)
        self.module_lines = None
        self.figures = {}
        self.drawings = set()
        self.drawing_files = Counter()
        self.unit_names = set()
        self.questions_are_whole = True

    def read(self):
        files = self._files()
        if "module.yaml" in files:
            self._module()
        elif files or not self.pack.problems:
            self._problem("module.yaml", 1, "The file is missing: a pack holds a module.yaml.")
        if "images/images.yaml" in files:
            self._pictures(files)
        for name in files:
            if name.startswith("lessons/"):
                self._lesson(name)
            if name.startswith("scenarios/"):
                self._scenario(name)
            if name.startswith("inspections/"):
                self._inspection(name)
        if "guide.yaml" in files:
            self._guide()
        if "questions.yaml" in files:
            self._questions()
        if "quizzes.yaml" in files:
            self._quizzes()
        if "glossary.yaml" in files:
            self._terms()
        if CLASS_NOTE in files:
            self._class_note()
        if self.module_lines is not None:
            self._references(files)
        self.pack.problems = sorted(set(self.pack.problems))
        return self.pack

    # --- files ---

    def _name(self, name):
        return str(self.folder / name)

    def _problem(self, name, line, message):
        self.pack.problems.append(Problem(self._name(name), line, message))

    def _files(self):
        """The names of the pack's files. What does not belong there is a problem."""
        if not self.folder.is_dir():
            self.pack.problems.append(Problem(str(self.folder), 1, "There is no such folder."))
            return []
        names = []
        root = os.path.realpath(self.folder)
        for path, folders, files in os.walk(self.folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in [*folders, *sorted(files)]:
                full = os.path.join(path, name)
                short = os.path.relpath(full, self.folder).replace(os.sep, "/")
                if os.path.islink(full) and os.path.commonpath([root, os.path.realpath(full)]) != root:
                    self._problem(short, 1, "A link that leads out of the pack is not followed.")
                elif name in files and not name.startswith("."):
                    names.append(short)
            if len(names) > MAX_FILES:
                self._problem("module.yaml", 1, f"The pack holds more than {MAX_FILES} files.")
                return []
        for name in names:
            if not self._belongs(name):
                self._problem(name, 1, "This file is not part of a pack; its name may be misspelt.")
        return [name for name in names if self._belongs(name)]

    @staticmethod
    def _belongs(name):
        if name in (*LISTS, CLASS_NOTE, "images/images.yaml"):
            return True
        folder, _, file = name.rpartition("/")
        if folder == "lessons":
            return bool(_LESSON_NAME.fullmatch(file))
        if folder in ("scenarios", "inspections"):
            return bool(_EXERCISE_NAME.fullmatch(file))
        return folder == "images" and file.rpartition(".")[2] in ("svg", *PICTURE_FORMATS)

    def _bytes(self, name, most):
        path = self.folder / name
        try:
            if not path.is_file():
                self._problem(name, 1, "This is not a file that can be read.")
            elif path.stat().st_size > most:
                self._problem(name, 1, f"The file is larger than {most // 1024 // 1024} MB.")
            else:
                return path.read_bytes()
        except OSError as error:
            self._problem(name, 1, f"The file cannot be read: {error.strerror}.")
        return None

    def _text(self, name):
        data = self._bytes(name, MAX_TEXT_BYTES)
        if data is None:
            return None
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self._problem(name, line, "The file is not UTF-8; save it in that encoding.")
            return None
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        for number, line in enumerate(text.split("\n"), start=1):
            self.pack.links += [(address, self._name(name), number) for address in _LINK.findall(line)]
        return text

    def _yaml(self, name):
        text = self._text(name)
        if text is None:
            return None
        marked, problems = read_yaml(text, self._name(name))
        self.pack.problems += problems
        return marked

    def _list(self, name, form):
        """Yields (index, checked entry or None, marked) of a file that is a list."""
        marked = self._yaml(name)
        if marked is None or marked.data is None:
            return
        if not isinstance(marked.data, list):
            self._problem(name, marked.line(), "This file must be a list: every entry begins with a hyphen.")
            return
        for index, data in enumerate(marked.data):
            value, problems = check(form, data, marked, self._name(name), (index,))
            self.pack.problems += problems
            yield index, value, marked

    def _place(self, item, name, line):
        """Note where an item stands. Returns False, and a problem, when its name is taken."""
        if item in self.pack.places:
            file, before = self.pack.places[item]
            self._problem(
                name, line, f"The name {item.rpartition('/')[2]} is taken in {file}, line {before}."
            )
            return False
        self.pack.places[item] = (self._name(name), line)
        return True

    # --- the parts ---

    def _module(self):
        marked = self._yaml("module.yaml")
        if marked is None:
            return
        if not isinstance(marked.data, dict):
            self._problem("module.yaml", 1, "This file must be made of fields and values.")
            return
        self.pack.module, problems = check(ModuleForm, marked.data, marked, self._name("module.yaml"))
        self.pack.problems += problems
        self.module_lines = marked
        self.pack.places["module"] = (self._name("module.yaml"), marked.line("slug"))
        for part in ("objectives", "sources"):
            for index, name in enumerate(_column(marked.data.get(part), "id")):
                if name is not None:
                    self.pack.places[f"{part}/{name}"] = (self._name("module.yaml"), marked.line(part, index))

    def _pictures(self, files):
        name = "images/images.yaml"
        for index, form, marked in self._list(name, PictureForm):
            file = _column(marked.data, "file")[index]
            self.drawings.add(_column(marked.data, "slug")[index])
            self.drawing_files[file] += 1
            if form is None or not self._place(f"images/{form.slug}", name, marked.line(index, "slug")):
                continue
            line = marked.line(index, "file")
            if f"images/{file}" not in files:
                self._problem(name, line, f"The file images/{file} is missing.")
            elif self.drawing_files[file] > 1:
                self._problem(name, line, f"The file {file} belongs to another drawing already.")
            else:
                data = self._drawing(f"images/{file}")
                if data is not None:
                    own_name = f"{form.slug}.{file.rpartition('.')[2]}"
                    self.pack.pictures.append(Picture(form.model_copy(update={"file": own_name}), data))

    def _drawing(self, name):
        data = self._bytes(name, MAX_PICTURE_BYTES)
        if data is None:
            return None
        ending = name.rpartition(".")[2]
        try:
            return sanitise_svg(data) if ending == "svg" else _checked_picture(data, PICTURE_FORMATS[ending])
        except UnsafeDrawing as error:
            self._problem(name, 1, str(error))
            return None

    def _lesson(self, name):
        number, slug = _LESSON_NAME.fullmatch(name.removeprefix("lessons/")).groups()
        if int(number) > 32767:
            self._problem(name, 1, "The number of a lesson is at most 32767.")
        written = self._written(name, "lesson", LessonForm)
        if written is None:
            return
        front, marked, blocks = written
        if marked is not None:
            for part in ("objectives", "sources"):
                self.pack.places[f"{part} of {slug}"] = (self._name(name), marked.line(part))
        free = self._place(f"lessons/{slug}", name, 1)
        if front is not None and free and int(number) <= 32767:
            self.pack.lessons.append(
                Lesson(slug, int(number), front, joined(block for block, _line in blocks))
            )
        self.unit_names.add(slug)

    def _class_note(self):
        written = self._written(CLASS_NOTE, "note", ClassNoteForm)
        if written is None:
            return
        front, _marked, blocks = written
        for block, line in blocks:
            if not isinstance(block, ClassNoteBlock):
                self._problem(
                    CLASS_NOTE,
                    line,
                    "A note for a class holds text, headings, callout, figure, comparison and steps.",
                )
        self.pack.places["trainer"] = (self._name(CLASS_NOTE), 1)
        if front is not None:
            self.pack.class_note = ClassNote(front, joined(block for block, _line in blocks))

    def _written(self, name, what, form):
        """(front matter or None, its lines or None, blocks with their lines) of a text; None without one."""
        text = self._text(name)
        if text is None:
            return None
        lines = text.split("\n")
        end = next((index for index, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
        if lines[0].rstrip() != "---" or end is None:
            self._problem(name, 1, f"A {what} begins with its fields between two lines ---.")
            return None
        front, marked = self._front(name, "\n".join(lines[1:end]), what, form)
        blocks, problems = read_body("\n".join(lines[end + 1 :]), self._name(name), end + 2)
        self.pack.problems += problems
        if not blocks and not problems:
            self._problem(name, end + 1, f"The {what} has no text.")
        self.figures[name] = [(block.image, line) for block, line in blocks if isinstance(block, Figure)]
        return front, marked, blocks

    def _scenario(self, name):
        for number, scenario, marked in self._exercise(name, read_scenario):
            packed = PackedScenario(number, scenario)
            self.pack.scenarios.append(packed)
            self.pack.places[f"objectives of {scenario.id}"] = (self._name(name), marked.line("objectives"))
            self.figures[name] = [(figure, marked.line(*path)) for figure, path in packed.figures()]

    def _inspection(self, name):
        for number, form, _marked in self._exercise(name, partial(read_as, InspectionForm)):
            self.pack.inspections.append(PackedInspection(number, form))

    def _exercise(self, name, read):
        """Yields (place in the module, what it says, its text with lines) of a file without a problem."""
        number, slug = _EXERCISE_NAME.fullmatch(name.rpartition("/")[2]).groups()
        self.unit_names.add(slug)
        text = self._text(name)
        if text is None:
            return
        said, problems = read(text, self._name(name))
        self.pack.problems += problems
        if int(number) > 32767:
            self._problem(name, 1, "The number of an exercise is at most 32767.")
        if said is None:
            return
        marked, _problems = read_yaml(text, self._name(name))
        item = f"{name.partition('/')[0]}/{slug}"
        if said.id != slug:
            self._problem(name, marked.line("id"), f"The id is {said.id}, and the file is named {slug}.")
        elif self._place(item, name, marked.line("id")) and int(number) <= 32767:
            yield int(number), said, marked

    def _guide(self):
        name = "guide.yaml"
        self.unit_names.add(GUIDE_UNIT)
        marked = self._yaml(name)
        if marked is None:
            return
        guide, problems = check(GuideForm, marked.data, marked, self._name(name))
        if guide is not None:
            problems = [
                Problem(self._name(name), marked.line(*fault.path), fault.message)
                for fault in faults_of(guide)
            ]
            self.pack.guide = guide
            self.pack.places["guide"] = (self._name(name), marked.line("title"))
            self.figures[name] = [(picture, marked.line(*path)) for picture, path in guide.pictures()]
            for index, entry in enumerate(guide.entries):
                place = (self._name(name), marked.line("entries", index, "id"))
                self.pack.places[f"entries/{entry.id}"] = place
                place = (self._name(name), marked.line("entries", index, "sources"))
                self.pack.places[f"sources of entry {entry.id}"] = place
        self.pack.problems += problems

    def _front(self, name, text, what, form):
        """(what the fields say or None, their lines or None)."""
        marked, problems = read_yaml(text, self._name(name), 2)
        self.pack.problems += problems
        if marked is None:
            return None, None
        if not isinstance(marked.data, dict):
            self._problem(name, 2, f"The fields of the {what} are missing between the lines ---.")
            return None, None
        front, problems = check(form, marked.data, marked, self._name(name))
        self.pack.problems += problems
        return front, marked

    def _questions(self):
        text = self._text("questions.yaml")
        if text is None:
            self.questions_are_whole = False
            return
        questions, problems = read_questions(text, self._name("questions.yaml"))
        self.pack.problems += problems
        self.questions_are_whole = not problems
        for question, line in questions:
            self.pack.questions.append(question)
            self.pack.places.setdefault(f"questions/{question.id}", (self._name("questions.yaml"), line))

    def _quizzes(self):
        for index, quiz, marked in self._list("quizzes.yaml", QuizForm):
            self.unit_names |= {_column(marked.data, "slug")[index], _column(marked.data, "unit")[index]}
            if quiz is None or not self._place(
                f"quizzes/{quiz.slug}", "quizzes.yaml", marked.line(index, "slug")
            ):
                continue
            if quiz.order is None:
                quiz = quiz.model_copy(update={"order": FIRST_QUIZ_ORDER + 10 * index})
            if quiz.unit == quiz.slug:
                quiz = quiz.model_copy(update={"unit": None})
            self.pack.quizzes.append(quiz)
            for row in range(len(quiz.blueprint)):
                place = (self._name("quizzes.yaml"), marked.line(index, "blueprint", row))
                self.pack.places[f"blueprint of {quiz.slug} {row}"] = place

    def _terms(self):
        name, spelt = "glossary.yaml", {}
        for index, term, marked in self._list(name, TermForm):
            line = marked.line(index, "slug")
            if term is None or not self._place(f"terms/{term.slug}", name, line):
                continue
            for form in sorted(term.spellings & spelt.keys()):
                self._problem(name, line, f"“{form}” is a form of the term in line {spelt[form]} too.")
            spelt |= dict.fromkeys(term.spellings - spelt.keys(), line)
            self.pack.terms.append(term)

    # --- what refers to what ---

    def _at(self, place, message):
        self.pack.problems.append(Problem(*self.pack.places[place], message))

    def _references(self, files):
        pack = self.pack
        module = self.module_lines.data
        if pack.module is not None and pack.slug in pack.module.prerequisites:
            self._at("module", "A module cannot be its own prerequisite.")
        units = ("lessons/", "scenarios/", "inspections/", "guide.yaml", "quizzes.yaml")
        taught = any(name.startswith(units) for name in files)
        if module.get("status") == "open" and not taught:
            self._at(
                "module",
                "An open module needs a lesson, an exercise or a quiz; or set its status to preparation.",
            )
        self._drawings_exist(files, module.get("plate"))
        objectives = set(_column(module.get("objectives"), "id"))
        sources = set(_column(module.get("sources"), "id"))
        for lesson in pack.lessons:
            self._known(f"objectives of {lesson.slug}", "objective", lesson.front.objectives, objectives)
            self._known(f"sources of {lesson.slug}", "source", lesson.front.sources, sources)
        for packed in pack.scenarios:
            known = packed.scenario.objectives
            self._known(f"objectives of {packed.slug}", "objective", known, objectives)
        for packed in pack.entries():
            entry = packed.entry
            self._known(f"sources of entry {entry.id}", "source", entry.sources, sources)
        for question in pack.questions:
            place = f"questions/{question.id}"
            self._known(place, "objective", [question.objective], objectives)
            self._known(place, "source", [question.source] if question.source is not None else [], sources)
            for image in question.pictures():
                if image not in self.drawings:
                    self._at(place, f"There is no drawing {image} in images/images.yaml.")
        for quiz in pack.quizzes:
            self._blueprint(quiz, objectives)
        self._units_differ()
        for address, file, line in pack.links:
            kind, _, target = address.partition(":")
            slug, _, unit = target.partition("/")
            if kind == "unit" and slug == module.get("slug") and unit not in self.unit_names:
                pack.problems.append(
                    Problem(file, line, f"There is no lesson or quiz {unit} in this module.")
                )

    def _drawings_exist(self, files, plate):
        if isinstance(plate, str) and plate not in self.drawings:
            line = self.module_lines.line("plate")
            self._problem("module.yaml", line, f"There is no drawing {plate} in images/images.yaml.")
        for name, figures in self.figures.items():
            for image, line in figures:
                if image not in self.drawings:
                    self._problem(name, line, f"There is no drawing {image} in images/images.yaml.")
        for name in files:
            file = name.removeprefix("images/")
            if name != file and file != "images.yaml" and not self.drawing_files[file]:
                self._problem(name, 1, "This drawing is not named in images/images.yaml.")

    def _known(self, place, what, names, known):
        for name in names:
            if name not in known:
                self._at(place, f"There is no {what} {name} in module.yaml.")

    def _blueprint(self, quiz, objectives):
        """Every cell can be filled, all cells of a paper together with different questions."""
        for index, row in enumerate(quiz.blueprint):
            self._known(f"blueprint of {quiz.slug} {index}", "objective", [row.objective], objectives)
        if not self.questions_are_whole:
            return
        candidates = [
            Candidate(question.id, question.objective, question.difficulty, rivalry=question.excludes or None)
            for question in self.pack.questions
            if question.verified
        ]
        place = f"quizzes/{quiz.slug}"
        for name in sorted(set(quiz.fixed) - {candidate.question for candidate in candidates}):
            self._at(place, f"The fixed question {name} is not in questions.yaml, or is not verified.")
        for clash in clashes(candidates, quiz.fixed):
            self._at(place, f"The fixed questions {', '.join(sorted(clash))} exclude each other.")
        cells = [Cell(row.objective, row.difficulty or ANY, row.number) for row in quiz.blueprint]
        for lack in shortfalls(cells, candidates, quiz.fixed):
            cell = lack.cell
            kind = f"{cell.difficulty} " if cell.difficulty else ""
            asked = f"{cell.number} {kind}questions on {cell.objective}"
            self._at(
                f"blueprint of {quiz.slug} {cells.index(cell)}",
                f"The paper asks for {asked}; {cell.number - lack.lacking} can be drawn.",
            )

    def _units_differ(self):
        taken = {lesson.slug for lesson in self.pack.lessons}
        exercises = [(f"scenarios/{packed.slug}", packed) for packed in self.pack.scenarios]
        exercises += [(f"inspections/{packed.slug}", packed) for packed in self.pack.inspections]
        for item, packed in exercises:
            if packed.slug in taken:
                self._at(item, f"The name {packed.slug} is taken by another unit of the module.")
            taken.add(packed.slug)
        if self.pack.guide and GUIDE_UNIT in taken:
            self._at("guide", f"The name {GUIDE_UNIT} is the guide’s, and another unit of the module has it.")
        if self.pack.guide:
            taken.add(GUIDE_UNIT)
        for quiz in self.pack.quizzes:
            if quiz.unit_slug in taken:
                self._at(
                    f"quizzes/{quiz.slug}",
                    f"The name {quiz.unit_slug} is taken by another unit of the module.",
                )
            taken.add(quiz.unit_slug)


def _column(rows, name):
    """One field of each row of a list as read: None where a row or the field is not as it should be."""
    values = (
        [row.get(name) if isinstance(row, dict) else None for row in rows] if isinstance(rows, list) else []
    )
    return [value if isinstance(value, str) else None for value in values]


def _checked_picture(data, kind):
    """The bytes of a picture that is what its name says. Raises UnsafeDrawing."""
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            width, height = picture.size
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnsafeDrawing(f"The file is not a {kind} picture.") from None
    if width * height > MAX_PIXELS:
        raise UnsafeDrawing("The picture has too many pixels.")
    return data


def check_together(packs, *, modules, units):
    """Problems between packs, and between packs and what exists.

    `modules` are the slugs and `units` the pairs (module, unit) that exist already.
    """
    problems = []
    known = set(modules) | {pack.slug for pack in packs}
    reachable = set(units) | {(pack.slug, unit) for pack in packs for unit in pack.units()}
    owners = {}
    for pack in packs:
        for name in pack.module.prerequisites:
            if name not in known:
                problems.append(
                    Problem(*pack.places["module"], f"There is no module {name} to be a prerequisite.")
                )
        for address, file, line in pack.links:
            kind, _, target = address.partition(":")
            if kind == "module" and target not in known:
                problems.append(Problem(file, line, f"There is no module {target} to link to."))
            if kind == "unit" and tuple(target.split("/", 1)) not in reachable:
                problems.append(Problem(file, line, f"There is no lesson or quiz {target} to link to."))
        for item in pack.items():
            kind, _, slug = item.partition("/")
            if kind not in ("module", "objectives", "scenarios", "inspections", "quizzes", "images"):
                continue
            # Scenarios and inspections are exercises, whose names differ on the whole site.
            name = (kind.replace("inspections", "scenarios"), slug or pack.slug)
            owner, first = owners.setdefault(name, (pack, item))
            if owner is not pack:
                said = f"module {pack.slug}" if item == "module" else f"{kind} {slug}"
                message = f"The name {said} is taken in {owner.places[first][0]}."
                problems.append(Problem(*pack.places[item], message))
    return sorted(set(problems + _rings(packs)))


def _rings(packs):
    """Modules that are prerequisites of each other."""
    before = {pack.slug: pack.module.prerequisites for pack in packs}
    problems = []
    for pack in packs:
        seen, waiting = set(), list(pack.module.prerequisites)
        while waiting:
            slug = waiting.pop()
            if slug not in seen:
                seen.add(slug)
                waiting += before.get(slug, [])
        if pack.slug in seen:
            problems.append(
                Problem(*pack.places["module"], "The prerequisites of this module lead back to it.")
            )
    return problems
