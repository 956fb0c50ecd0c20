"""A table of questions, as CSV or XLSX: one row a question. Its columns: docs/authors/question-formats.md.

Rich text is Markdown, as in content packs. A cell that a spreadsheet could take for a formula is written
with an apostrophe before it and read without; a formula is read as the text that it is.
"""

import io
import re
from dataclasses import dataclass
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from accounts.tables.reading import TableRefused, read_table
from accounts.tables.writing import FORMULA_STARTS, as_csv, safe_text
from quizzes.formats.gift import bounds
from quizzes.formats.html_texts import from_markdown, line, one_paragraph, words
from quizzes.formats.neutral import (
    MOST_ITEMS,
    Answer,
    CannotHold,
    Choices,
    Faulty,
    Found,
    Item,
    Number,
    Numbers,
    Order,
    Pair,
    Pairs,
    Refused,
    Texts,
    TrueFalse,
    Written,
    exact_number,
)
from reference.formats.rich_text import write_markdown

MOST_OPTIONS = 8
PARTS = ("option", "right", "feedback")
COLUMNS = (
    "name",
    "kind",
    "question",
    *(f"{part} {number}" for number in range(1, MOST_OPTIONS + 1) for part in PARTS),
    "explanation",
    "settings",
    "objective",
    "difficulty",
    "source",
    "where",
    "verified",
)
NEEDED = ("kind", "question")
_YES = {"x", "yes", "true", "right", "1"}
_NO = {"", "no", "false", "wrong", "0"}
_SETTINGS = {"shuffle", "capitals", "accents", "marking", "units", "unit", "penalty", "penalty of"}
_FACTOR = re.compile(r"\d{1,15}(\.\d{1,15}|/0*[1-9]\d{0,14})?", re.ASCII)
_TOO_LONG = 20_000


# --- reading --------------------------------------------------------------------------------------

_READERS = {}
_WRITERS = {}


def reads(*kinds):
    """Decorator: the function reads the options of these kinds as a shape."""

    def register(function):
        _READERS.update(dict.fromkeys(kinds, function))
        return function

    return register


def writes(shape):
    """Decorator: the function gives (options, settings) of a shape."""

    def register(function):
        _WRITERS[shape] = function
        return function

    return register


@dataclass(frozen=True)
class _Option:
    text: str
    right: str
    feedback: str


def read(data):
    """The questions of a table, each with its row. Raises Refused."""
    try:
        table = read_table(data, formulas_are_texts=True)
    except TableRefused as refusal:
        raise Refused(str(refusal)) from None
    places, unread = _places(table.headings)
    found = [Found(line=1, notes=notes)] if (notes := [*filter(None, [table.note]), *unread]) else []
    if len(table.rows) > MOST_ITEMS:
        raise Refused(f"The file has more than {MOST_ITEMS} questions. Divide it.", MOST_ITEMS + 2)
    for row in table.rows:
        cells = {
            column: _unescaped(row.texts[place]) if place < len(row.texts) else ""
            for column, place in places.items()
        }
        one = Found(line=row.number, name=line(cells.get("name", ""))[:200], problems=list(row.problems))
        found.append(one)
        try:
            _read_row(one, cells)
        except Faulty as fault:
            one.problems.append(str(fault))
    return found


def _unescaped(text):
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _places(headings):
    """Where each column stands, and what is said of headings that nobody reads. Raises Refused."""
    known = {_plain(column): column for column in COLUMNS}
    places, unread = {}, []
    for place, heading in enumerate(headings):
        column = known.get(_plain(heading))
        if column is None:
            if heading:
                unread.append(f"The column “{heading[:60]}” is not read.")
        elif column in places:
            raise Refused(f"The column “{column}” stands there twice: delete one.")
        else:
            places[column] = place
    missing = [column for column in NEEDED if column not in places]
    if missing:
        raise Refused(
            f"The first row must name the columns. Missing: {', '.join(missing)}. Take the template."
        )
    return places, unread


def _plain(heading):
    return re.sub(r"[\W_]+", "", heading.casefold())


def _read_row(one, cells):
    kind = re.sub(r"[\s-]+", "_", cells["kind"].strip().lower())
    if kind not in _READERS:
        raise Faulty(f"The kind must be one of {', '.join(sorted(_READERS))}.")
    options = [
        _Option(*(cells.get(f"{part} {number}", "") for part in PARTS))
        for number in range(1, MOST_OPTIONS + 1)
    ]
    while options and not any((options[-1].text, options[-1].right, options[-1].feedback)):
        options.pop()
    stem = _rich(cells["question"])
    if not stem:
        raise Faulty("The question has no text.")
    one.name = one.name or words(stem)[:60]
    content = _READERS[kind](options, _settings(cells.get("settings", "")))
    if one.problems:
        return
    one.item = Item(
        name=line(cells.get("name", "")),
        stem=stem,
        content=content,
        explanation=_rich(cells["explanation"]) if "explanation" in cells else None,
        kind=kind,
        objective=line(cells.get("objective", "")) or None,
        difficulty=cells.get("difficulty", "").strip().lower() or None,
        source=line(cells["source"]) if "source" in cells else None,
        where=line(cells["where"]) if "where" in cells else None,
        verified=_verdict(cells["verified"], "verified") if cells.get("verified") else None,
    )


def _rich(text):
    if len(text) > _TOO_LONG:
        raise Faulty(f"A text is longer than {_TOO_LONG} characters.")
    return from_markdown(text)


def _inline(text):
    return one_paragraph(_rich(text))


def _needed(text):
    html = _inline(text)
    if not words(html):
        raise Faulty("There is an option without a text.")
    return html


def _verdict(text, column):
    said = text.strip().lower()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise Faulty(f"In the column {column} write yes or no; here it is “{text[:40]}”.")


def _part(text, default):
    """A part of the mark: 1/2, -1/2, 50% or 0.5."""
    said = text.strip()
    if not said:
        return default
    percent = said.endswith("%")
    top, sign, bottom = said.rstrip("% ").partition("/")
    value = exact_number(top)
    if sign:
        divisor = exact_number(bottom)
        if not divisor:
            raise Faulty(f"“{said[:40]}” divides by nothing.")
        value /= divisor
    elif value.denominator != 1:
        simple = value.limit_denominator(100)
        value = simple if abs(simple - value) < Fraction(1, 1_000_000) else value
    value = value / 100 if percent else value
    if not -1 <= value <= 1:
        raise Faulty(f"A part of the mark lies between -1 and 1; here it is {said[:40]}. Write 1/2 or 50%.")
    return value


def _settings(text):
    settings = {}
    for setting in filter(None, (part.strip() for part in text.split(";"))):
        name, sign, value = setting.partition(":")
        name = name.strip().lower()
        if not sign or name not in _SETTINGS:
            raise Faulty(f"“{setting[:40]}” is no setting; there are {', '.join(sorted(_SETTINGS))}.")
        settings[name] = value.strip()
    return settings


def _switch(settings, name):
    return _verdict(settings[name], f"settings, {name}") if name in settings else None


@reads("single_choice")
def _read_single(options, settings):
    answers = (
        Answer(_needed(option.text), Fraction(_verdict(option.right, "right")), _inline(option.feedback))
        for option in options
    )
    return Choices(True, tuple(answers), _switch(settings, "shuffle"))


@reads("multiple_choice")
def _read_multiple(options, settings):
    answers = (
        Answer(_needed(option.text), _part(option.right, Fraction(0)), _inline(option.feedback))
        for option in options
    )
    return Choices(False, tuple(answers), _switch(settings, "shuffle"))


@reads("true_false")
def _read_true_false(options, settings):
    said = {
        option.text.strip().lower(): (_verdict(option.right, "right"), _inline(option.feedback))
        for option in options
    }
    if len(options) != 2 or set(said) != {"true", "false"} or said["true"][0] == said["false"][0]:
        raise Faulty("A statement has the options true and false, and yes beside one of them.")
    return TrueFalse(said["true"][0], said["true"][1], said["false"][1])


@reads("short_text")
def _read_texts(options, settings):
    answers = []
    for option in options:
        if not option.text:
            raise Faulty("There is an option without a text.")
        answers.append(Answer(line(option.text), _part(option.right, Fraction(1)), _inline(option.feedback)))
    if not answers:
        raise Faulty("There must be an answer.")
    return Texts(tuple(answers), _switch(settings, "capitals"), _switch(settings, "accents"))


@reads("numerical")
def _read_numbers(options, settings):
    answers = []
    for option in options:
        text = option.text.strip()
        relative = text.endswith("relative")
        value, tolerance = bounds(text.removesuffix("relative"))
        answers.append(
            Number(value, tolerance, relative, _part(option.right, Fraction(1)), _inline(option.feedback))
        )
    if not answers:
        raise Faulty("There must be an answer.")
    units = []
    for unit in filter(None, settings.get("units", "").split(",")):
        name, _sign, factor = (part.strip() for part in unit.partition("="))
        if not name or not _FACTOR.fullmatch(factor or "1"):
            raise Faulty("Write units as kg=1, g=0.001 or min=1/60.")
        units.append((name, factor or "1"))
    handling = settings.get("unit", "optional" if units else "none")
    if handling not in ("none", "optional", "required"):
        raise Faulty("The setting unit is none, optional or required.")
    of = settings.get("penalty of", "mark")
    if of not in ("mark", "response"):
        raise Faulty("The setting penalty of is mark or response.")
    penalty = _part(settings.get("penalty", ""), Fraction(0))
    return Numbers(tuple(answers), tuple(units), handling, penalty, of)


@reads("matching", "classify")
def _read_pairs(options, settings):
    pairs, extra = [], []
    for option in options:
        match = line(option.right)
        if not match:
            raise Faulty("Write the match of each prompt in the column right.")
        if option.text:
            pairs.append(Pair(_needed(option.text), match, _inline(option.feedback)))
        else:
            extra.append(match)
    return Pairs(tuple(pairs), tuple(extra), _switch(settings, "shuffle"))


@reads("ordering")
def _read_order(options, settings):
    return Order(tuple(_needed(option.text) for option in options), settings.get("marking") or None)


# --- writing --------------------------------------------------------------------------------------


class _Html(str):
    """Rich text among the cells of an option: it is written as Markdown."""


def rows_of(items):
    """(rows, dropped): each item as a row of texts under COLUMNS."""
    rows, dropped = [], []
    for item in items:
        writer = _WRITERS.get(type(item.content))
        try:
            if writer is None:
                raise CannotHold("The table has no such question.")
            options, settings = writer(item.content)
            if len(options) > MOST_OPTIONS:
                raise CannotHold(f"The table has room for {MOST_OPTIONS} options; here are {len(options)}.")
        except CannotHold as reason:
            dropped.append((item.name, f"{reason} It is left out."))
            continue
        links = []
        options += [("", "", "")] * (MOST_OPTIONS - len(options))
        rows.append(
            [
                item.name,
                item.kind,
                write_markdown(item.stem, links),
                *(
                    write_markdown(cell, links) if isinstance(cell, _Html) else cell
                    for option in options
                    for cell in option
                ),
                write_markdown(item.explanation or "", links),
                "; ".join(f"{name}: {value}" for name, value in settings.items()),
                item.objective,
                item.difficulty,
                item.source,
                item.where,
                "yes" if item.verified else "no",
            ]
        )
        if item.picture:
            dropped.append((item.name, "The table does not hold its picture."))
        if links:
            dropped.append((item.name, f"These links become plain text: {', '.join(links)}."))
    return rows, dropped


def write_csv(items):
    """Items as a CSV file."""
    rows, dropped = rows_of(items)
    return Written("".join(as_csv(COLUMNS, rows)).encode(), tuple(dropped))


def write_xlsx(items):
    """Items as a workbook."""
    rows, dropped = rows_of(items)
    return Written(_workbook(rows), tuple(dropped))


def _workbook(rows, examples=()):
    workbook = Workbook(write_only=True)
    _fill(workbook.create_sheet("Questions"), rows)
    if examples:
        _fill(workbook.create_sheet("Examples"), examples)
        notes = workbook.create_sheet("What goes where")
        notes.column_dimensions["A"].width = 24
        notes.column_dimensions["B"].width = 100
        for column, hint in HINTS.items():
            notes.append([_cell(notes, column), _cell(notes, hint)])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _fill(sheet, rows):
    sheet.freeze_panes = "B2"
    for number, column in enumerate(COLUMNS, 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        # As text 1/2 stays a fraction and does not become a day.
        dimension.number_format = "@"
        dimension.width = 50 if column == "question" else 20
    for row in [COLUMNS, *rows]:
        sheet.append([_cell(sheet, text) for text in row])


def _cell(sheet, text):
    cell = WriteOnlyCell(sheet, value=safe_text(text or ""))
    cell.number_format = "@"
    return cell


HINTS = {
    "name": "The permanent name in small letters, digits and hyphens. Empty: made of the question.",
    "kind": ", ".join(_READERS),
    "question": "The question, in Markdown: **bold**, *italic*, lists. An empty line parts paragraphs.",
    "option 1 to 8": "An option; true or false; a prompt; an item; a number 12.5:0.1; a pattern.",
    "right 1 to 8": "yes beside what is right; a part of the mark (1/2, -1/2, 50%); the match or group.",
    "feedback 1 to 8": "What is said to who chooses it.",
    "explanation": "What is said to everybody afterwards.",
    "settings": "shuffle: no; capitals: yes; accents: yes; marking: distance; units: kg=1, g=0.001; "
    "unit: required; penalty: 1/10",
    "objective": "Permanent name or code of the objective. Empty: the one chosen for the file.",
    "difficulty": "basic, applied or advanced. Empty: the one chosen for the file.",
    "source": "Code of the source, or pack/code.",
    "where": "Article or page in the source.",
    "verified": "yes when somebody has checked it in the source. Only verified questions are drawn.",
}


def _example(name, kind, question, options, settings="", explanation=""):
    cells = [cell for option in options for cell in option]
    cells += [""] * (3 * MOST_OPTIONS - len(cells))
    return [name, kind, question, *cells, explanation, settings, "", "basic", "", "", "no"]


EXAMPLES = [
    _example(
        "boxes-to-compare",
        "multiple_choice",
        "Which boxes of the form does the officer compare with the goods?",
        [
            ("The description", "1/2", "Right."),
            ("The quantity", "1/2", "Right."),
            ("The colour of the paper", "-1/2", "It says nothing of the goods."),
        ],
    ),
    _example(
        "who-signs",
        "single_choice",
        "Who signs the form at the border?",
        [("The officer", "yes", "Right."), ("The driver", "", "The driver hands it over.")],
    ),
    _example(
        "copy-is-enough",
        "true_false",
        "A copy of the form is enough.",
        [("true", "", "The original is needed."), ("false", "yes", "Right.")],
    ),
    _example(
        "what-each-does",
        "matching",
        "Match each person with the task.",
        [("The officer", "Checks", ""), ("The trader", "Declares", ""), ("", "Prints", "")],
    ),
    _example(
        "steps-at-the-counter",
        "ordering",
        "Put the steps in order.",
        [("Greet", "", ""), ("Check", "", ""), ("Stamp", "", "")],
        "marking: absolute_position",
    ),
    _example(
        "weight-of-the-load",
        "numerical",
        "Ten boxes weigh 1.25 kg each. What do they weigh together?",
        [("12.5:0.1", "", "Right."), ("*", "0", "Multiply by ten.")],
        "units: kg=1, g=0.001; unit: required; penalty: 1/10",
    ),
    _example(
        "word-for-the-paper",
        "short_text",
        "What is the paper called that allows an import?",
        [("import permit*", "1", "Right."), ("permit", "1/2", "Say which permit.")],
        "capitals: no",
    ),
]


def template(fmt):
    """An empty table with its headings: CSV, or a workbook with examples and hints. Bytes."""
    if fmt == "csv":
        return "".join(as_csv(COLUMNS, [])).encode()
    return _workbook([], EXAMPLES)


@writes(Choices)
def _write_choices(content):
    options = [
        (
            _Html(answer.text),
            ("yes" if answer.fraction else "") if content.single else str(answer.fraction),
            _Html(answer.feedback),
        )
        for answer in content.answers
    ]
    return options, {"shuffle": "no"} if content.shuffle is False else {}


@writes(TrueFalse)
def _write_true_false(content):
    return [
        ("true", "yes" if content.answer else "", _Html(content.if_true)),
        ("false", "" if content.answer else "yes", _Html(content.if_false)),
    ], {}


@writes(Texts)
def _write_texts(content):
    settings = {}
    if content.case_matters:
        settings["capitals"] = "yes"
    if content.accents_matter:
        settings["accents"] = "yes"
    options = [(answer.text, str(answer.fraction), _Html(answer.feedback)) for answer in content.answers]
    return options, settings


@writes(Numbers)
def _write_numbers(content):
    options = []
    for answer in content.answers:
        text = answer.value if answer.value == "*" else f"{answer.value}:{answer.tolerance}"
        text = f"{text} relative" if answer.relative else text
        options.append((text, str(answer.fraction), _Html(answer.feedback)))
    settings = {}
    if content.units:
        if any(set(name) & set(",;=:") for name, _factor in content.units):
            raise CannotHold("The name of a unit has a sign that parts units in the table.")
        settings["units"] = ", ".join(f"{name}={factor}" for name, factor in content.units)
        settings["unit"] = content.unit_handling
        if content.unit_penalty:
            settings["penalty"] = str(content.unit_penalty)
        if content.unit_penalty_of != "mark":
            settings["penalty of"] = content.unit_penalty_of
    return options, settings


@writes(Pairs)
def _write_pairs(content):
    options = [(_Html(pair.text), pair.match, _Html(pair.feedback)) for pair in content.pairs]
    options += [("", choice, "") for choice in content.extra]
    return options, {"shuffle": "no"} if content.shuffle is False else {}


@writes(Order)
def _write_order(content):
    return [(_Html(text), "", "") for text in content.items], {
        "marking": content.mode
    } if content.mode else {}
