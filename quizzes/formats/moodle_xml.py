"""Moodle XML: text to neutral items and back.

Nothing is read from outside the file: a document type, entities and external references are refused
before anything is made of them. Source: Moodle's documentation, “Moodle XML format”.
"""

import base64
import binascii
import re
from fractions import Fraction
from html import escape
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError, TreeBuilder
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from quizzes.formats.cloze import read_gaps, with_task, write_gaps
from quizzes.formats.gift import path_of
from quizzes.formats.html_texts import line, one_paragraph, read_as, words
from quizzes.formats.neutral import (
    MOST_ITEMS,
    Answer,
    CannotHold,
    Choices,
    Faulty,
    Found,
    Gap,
    Gaps,
    Item,
    Number,
    Numbers,
    Order,
    Pair,
    Pairs,
    Picture,
    Refused,
    Texts,
    TrueFalse,
    Written,
    absolute_tolerance,
    exact_number,
    fraction_of_percent,
    kept_number,
    number_text,
    percent_of,
    text_of,
)

LARGEST = 30 * 1024 * 1024
MOST_DEEP = 20
LARGEST_PICTURE = 5 * 1024 * 1024
MODES = {
    "ALL_OR_NOTHING": "all_or_nothing",
    "ABSOLUTE_POSITION": "absolute_position",
    "RELATIVE_NEXT_EXCLUDE_LAST": "relative_next",
    "RELATIVE_NEXT_INCLUDE_LAST": "relative_next_and_last",
    "RELATIVE_ONE_PREVIOUS_AND_NEXT": "relative_one_previous_next",
    "RELATIVE_ALL_PREVIOUS_AND_NEXT": "relative_all_previous_next",
    "LONGEST_ORDERED_SUBSET": "longest_ordered_subset",
    "LONGEST_CONTIGUOUS_SUBSET": "longest_contiguous_subset",
    "RELATIVE_TO_CORRECT": "distance",
}
_MODE_NUMBERS = {str(number): mode for number, mode in enumerate(MODES.values(), -1)}
_TEXT_FORMATS = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
    "": "html",
}
_NOT_KEPT = {
    "essay": "An essay is not kept, for it cannot be marked by a machine.",
    "description": "A description is not kept: it asks nothing.",
}


# --- the tree -------------------------------------------------------------------------------------


class _LinedBuilder(TreeBuilder):
    """A tree whose elements know the line they begin in."""

    def __init__(self):
        super().__init__()
        self.parser = None
        self.lines = {}
        self.deep = 0

    def start(self, tag, attrs):
        self.deep += 1
        if self.deep > MOST_DEEP:
            raise Refused("This is nested too deeply for Moodle XML.", self.parser.CurrentLineNumber)
        element = super().start(tag, attrs)
        if tag == "question":
            self.lines[element] = self.parser.CurrentLineNumber
        return element

    def end(self, tag):
        self.deep -= 1
        return super().end(tag)


def _tree(text):
    """(root, lines of the questions). Raises Refused."""
    builder = _LinedBuilder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser.parser
    try:
        parser.feed(text)
        root = parser.close()
    except DefusedXmlException:
        number = parser.parser.CurrentLineNumber
        message = "Take the DOCTYPE line and all entities out of the file: nothing is read from outside it."
        raise Refused(message, number) from None
    except ParseError as error:
        raise Refused(f"This is not XML: {str(error).partition(':')[0]}.", error.position[0]) from None
    if root.tag != "quiz":
        raise Refused("This is not Moodle XML: its first element must be <quiz>.")
    return root, builder.lines


# --- reading --------------------------------------------------------------------------------------

_READERS = {}


def reads(*kinds):
    """Decorator: the function reads what a question of these types holds, as one of the shapes."""

    def register(function):
        _READERS.update(dict.fromkeys(kinds, function))
        return function

    return register


def read(data):
    """The questions of a file, each with its line. Raises Refused."""
    root, lines = _tree(text_of(data, LARGEST))
    found, category = [], ()
    for element in root:
        if element.tag != "question":
            continue
        kind = element.get("type", "").strip()
        if kind == "category":
            category = path_of(_plain(element.find("category")))
            continue
        one = Found(line=lines[element], name=line(_plain(element.find("name")))[:200])
        found.append(one)
        if len(found) > MOST_ITEMS:
            raise Refused(f"The file has more than {MOST_ITEMS} questions. Divide it.", one.line)
        try:
            _read_question(one, element, kind, category)
        except CannotHold as reason:
            one.skipped = str(reason)
        except Faulty as fault:
            one.problems.append(str(fault))
    return found


def _read_question(one, element, kind, category):
    asked = element.find("questiontext")
    if kind in _NOT_KEPT:
        raise CannotHold(_NOT_KEPT[kind])
    if kind not in _READERS:
        raise CannotHold(f"Questions of the type {kind[:40] or 'without a name'} are not read.")
    if element.find("tags/tag") is not None:
        one.notes.append("Its tags are not kept.")
    if element.find("hint") is not None:
        one.notes.append("Its hints are not kept.")
    picture = _picture(asked, one.notes)
    content = _READERS[kind](element, one.notes)
    if isinstance(content, tuple):
        stem, content = content
    else:
        stem = _rich(asked, one.notes)
    if not stem:
        raise Faulty("The question has no text.")
    if _first_picture_elsewhere(element, asked):
        one.notes.append("Pictures outside the question's text are not kept.")
    one.name = one.name or words(stem)[:60]
    one.item = Item(
        name=line(_plain(element.find("name"))),
        stem=stem,
        content=content,
        explanation=_rich(element.find("generalfeedback"), one.notes),
        picture=picture,
        category=category,
    )


def _plain(element):
    """The text of an element's <text>, or of the element itself."""
    if element is None:
        return ""
    inner = element.find("text")
    return "".join((element if inner is None else inner).itertext())


def _rich(element, notes):
    if element is None:
        return ""
    form = _TEXT_FORMATS.get(element.get("format", ""), "html")
    text = _plain(element)
    if form == "html":
        text = _IMAGE.sub("", text)
    return read_as(text, form, notes)


def _inline(element, notes):
    return one_paragraph(_rich(element, notes))


def _said(element, name, default=""):
    """What stands in a child, on one line."""
    child = element.find(name)
    return default if child is None else line(_plain(child))


def _is_true(element, name):
    """A switch, or None where the file does not have it."""
    said = _said(element, name).lower()
    return None if not said else said in ("1", "true")


def _fraction(answer):
    return fraction_of_percent(answer.get("fraction", "0").strip() or "0")


@reads("multichoice")
def _read_choices(element, notes):
    answers = []
    for answer in element.findall("answer"):
        text = _inline(answer, notes)
        if not text:
            raise Faulty("One of its options has no text.")
        answers.append(Answer(text, _fraction(answer), _inline(answer.find("feedback"), notes)))
    if len(answers) < 2:
        raise Faulty("There must be at least two options to choose from.")
    single = _is_true(element, "single")
    _note_combined_feedback(element, notes)
    return Choices(single is not False, tuple(answers), _is_true(element, "shuffleanswers"))


def _note_combined_feedback(element, notes):
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        if words(_plain(element.find(name))):
            notes.append("Feedback to a right, partly right or wrong answer as a whole is not kept.")
            return


@reads("truefalse")
def _read_true_false(element, notes):
    said = {}
    for answer in element.findall("answer"):
        name = words(_plain(answer)).lower()
        if name not in ("true", "false") or name in said:
            raise Faulty("A statement has one answer true and one answer false.")
        said[name] = (_fraction(answer), _inline(answer.find("feedback"), notes))
    if set(said) != {"true", "false"} or {fraction for fraction, _ in said.values()} != {0, 1}:
        raise Faulty("A statement has one answer true and one answer false, one with 100 and one with 0.")
    return TrueFalse(said["true"][0] == 1, said["true"][1], said["false"][1])


@reads("shortanswer")
def _read_texts(element, notes):
    answers = []
    for answer in element.findall("answer"):
        text = line(_plain(answer))
        if not text:
            raise Faulty("One of its answers has no text.")
        answers.append(Answer(text, _fraction(answer), _inline(answer.find("feedback"), notes)))
    if not answers:
        raise Faulty("There must be an answer.")
    return Texts(tuple(answers), _is_true(element, "usecase"))


@reads("numerical")
def _read_numbers(element, notes):
    answers = []
    for answer in element.findall("answer"):
        value = line(_plain(answer))
        tolerance = kept_number(_said(answer, "tolerance") or "0")
        if exact_number(tolerance) < 0:
            raise Faulty("A tolerance cannot be below 0.")
        value = value if value == "*" else kept_number(value)
        answers.append(
            Number(value, tolerance, False, _fraction(answer), _inline(answer.find("feedback"), notes))
        )
    if not answers:
        raise Faulty("There must be an answer.")
    units = tuple(_unit(unit) for unit in element.findall("units/unit"))
    graded = _said(element, "unitgradingtype", "0")
    handling = "none"
    if units and _said(element, "showunits", "0") != "3":
        handling = "required" if graded in ("1", "2") else "optional"
    if handling != "required":
        return Numbers(tuple(answers), units if handling == "optional" else (), handling)
    penalty = exact_number(_said(element, "unitpenalty") or "0")
    return Numbers(tuple(answers), units, handling, penalty, "response" if graded == "1" else "mark")


def _unit(element):
    """(name, factor to the base unit): Moodle divides what is typed by its multiplier."""
    name, multiplier = _said(element, "unit_name"), exact_number(_said(element, "multiplier") or "1")
    if not name or multiplier <= 0:
        raise Faulty("A unit has a name and a multiplier above 0.")
    factor = number_text(1 / multiplier)
    return name, factor if Fraction(factor) * multiplier == 1 else str(1 / multiplier)


@reads("matching")
def _read_pairs(element, notes):
    pairs, extra = [], []
    for sub in element.findall("subquestion"):
        match = words(_plain(sub.find("answer")))
        prompt = _inline(sub, notes)
        if not match:
            raise Faulty("One of its prompts has no match.")
        if prompt:
            pairs.append(Pair(prompt, match))
        else:
            extra.append(match)
    if len(pairs) < 2:
        raise Faulty("There must be at least two prompts to match.")
    _note_combined_feedback(element, notes)
    return Pairs(tuple(pairs), tuple(dict.fromkeys(extra)), _is_true(element, "shuffleanswers"))


@reads("ordering")
def _read_order(element, notes):
    items = [_inline(answer, notes) for answer in element.findall("answer")]
    if len(items) < 2 or not all(items):
        raise Faulty("There must be at least two items to put in order, each with a text.")
    if _said(element, "selecttype", "ALL") not in ("ALL", "0", ""):
        raise CannotHold("It shows a part of its items only; here all items are put in order.")
    mode = _said(element, "gradingtype") or "ABSOLUTE_POSITION"
    mode = MODES.get(mode.upper()) or _MODE_NUMBERS.get(mode)
    if mode is None:
        raise CannotHold("Its way of marking a partly right order is not known here.")
    return Order(tuple(items), mode)


@reads("cloze", "multianswer")
def _read_cloze(element, notes):
    return read_gaps(_IMAGE.sub("", _plain(element.find("questiontext"))), notes)


@reads("ddwtos", "gapselect")
def _read_chosen_words(element, notes):
    """Words to be put into gaps: every gap offers the words of its group."""
    boxes = [
        (words(_plain(box)), _said(box, "group", "1") or "1")
        for box in element
        if box.tag in ("dragbox", "selectoption")
    ]
    gaps = []

    def gap(found):
        place = int(found[1]) - 1
        if not 0 <= place < len(boxes) or not boxes[place][0]:
            raise Faulty(f"A gap names the word {found[1]}, which the question does not have.")
        right, group = boxes[place]
        offered = dict.fromkeys(text for text, its_group in boxes if its_group == group and text)
        answers = tuple(
            Answer(f"<p>{escape(text, quote=False)}</p>", Fraction(text == right)) for text in offered
        )
        gaps.append(Gap(Choices(True, answers)))
        return f"[[{len(gaps)}]]"

    stem = re.sub(r"\[\[(\d{1,3})\]\]", gap, _rich(element.find("questiontext"), notes))
    if not gaps:
        raise Faulty("There is no gap in it: a gap is written [[1]].")
    if element.tag == "question" and element.find("dragbox") is not None:
        notes.append("Each gap offers every word of its group, also one that is used up elsewhere.")
    return with_task(stem, tuple(gaps))


# --- pictures -------------------------------------------------------------------------------------

_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_DATA_URI = re.compile(r"data:image/([a-z0-9.+-]+);base64,(.*)", re.IGNORECASE | re.DOTALL)


class _ImageReader(HTMLParser):
    """(address, alternative text) of every picture of a text."""

    def __init__(self):
        super().__init__()
        self.images = []

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            told = dict(attrs)
            self.images.append((told.get("src") or "", told.get("alt") or ""))


def _images(html):
    reader = _ImageReader()
    for tag in _IMAGE.findall(html):
        reader.feed(tag)
    return reader.images


def _picture(asked, notes):
    """The first picture of the question's text. Raises Faulty for one that is not in the file."""
    if asked is None:
        return None
    images = _images(_plain(asked))
    if not images:
        return None
    if len(images) > 1:
        notes.append("A question here has one figure: the further pictures of its text are not kept.")
    address, alt = images[0]
    inside = _DATA_URI.fullmatch(address.strip())
    if inside:
        return Picture(_decoded(inside[2]), inside[1].lower().partition("+")[0], line(alt))
    name = unquote(address.removeprefix("@@PLUGINFILE@@/"))
    for file in asked.findall("file"):
        if address.startswith("@@PLUGINFILE@@/") and file.get("name") == PurePosixPath(name).name:
            return Picture(
                _decoded(file.text or ""), PurePosixPath(name).suffix.lstrip(".").lower(), line(alt)
            )
    notes.append("A picture that is not in the file is not kept: nothing is read from elsewhere.")
    return None


def _decoded(text):
    if len(text) > LARGEST_PICTURE * 2:
        raise Faulty(f"Its picture is larger than {LARGEST_PICTURE // 1024 // 1024} MB.")
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Faulty("Its picture cannot be read: it is not written in base64.") from None
    if not data or len(data) > LARGEST_PICTURE:
        raise Faulty(f"Its picture is empty or larger than {LARGEST_PICTURE // 1024 // 1024} MB.")
    return data


def _first_picture_elsewhere(element, asked):
    return any(
        text is not None and text.text and _IMAGE.search(text.text)
        for part in element.iter()
        if part is not asked
        for text in [part.find("text")]
    )


# --- writing --------------------------------------------------------------------------------------

_WRITERS = {}


def writes(shape):
    """Decorator: the function gives (type, lines) for a shape, and adds to `lost` what these cannot say."""

    def register(function):
        _WRITERS[shape] = function
        return function

    return register


def write(items):
    """Items as a Moodle XML file. What cannot go into it is told."""
    parts, dropped, category = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"], [], ()
    for item in items:
        writer = _WRITERS.get(type(item.content))
        if writer is None:
            dropped.append((item.name, "Moodle XML has no such question: it is left out."))
            continue
        if item.category != category:
            category = item.category
            path = "/".join(part.replace("/", "//") for part in category)
            parts.append('  <question type="category">')
            parts.append(f"    <category><text>{_text(f'$course$/top/{path}')}</text></category>")
            parts.append("  </question>")
        lost = []
        kind, own = writer(item.content, lost)
        stem = write_gaps(item.stem, item.content, lost) if kind == "cloze" else item.stem
        parts.append(f'  <question type="{kind}">')
        parts.append(f"    <name><text>{_text(item.name)}</text></name>")
        parts += _asked(stem, item.picture)
        parts.append(_rich_text("    ", "generalfeedback", item.explanation or ""))
        parts.append("    <defaultgrade>1.0000000</defaultgrade>")
        parts += [f"    {one}" for one in own]
        parts.append("  </question>")
        if lost:
            dropped.append((item.name, f"Moodle XML does not hold {', '.join(dict.fromkeys(lost))}."))
    parts.append("</quiz>")
    return Written("\n".join([*parts, ""]).encode(), tuple(dropped))


def _text(text):
    return xml_escape("".join(c for c in text if c.isprintable() or c in "\n\t\xa0\u202f\u200e\u200f"))


def _rich_text(indent, tag, html):
    return f'{indent}<{tag} format="html"><text>{_text(html)}</text></{tag}>'


def _asked(stem, picture):
    lines = ['    <questiontext format="html">']
    if picture:
        name = f"figure.{picture.suffix}"
        image = f"<p><img src={quoteattr(f'@@PLUGINFILE@@/{name}')} alt={quoteattr(picture.alt)}></p>"
        coded = base64.b64encode(picture.data).decode()
        lines.append(f"      <text>{_text(stem + image)}</text>")
        lines.append(f'      <file name="{name}" path="/" encoding="base64">{coded}</file>')
    else:
        lines.append(f"      <text>{_text(stem)}</text>")
    return [*lines, "    </questiontext>"]


def _answer(text, fraction, feedback, form="html", further=""):
    said = _rich_text("", "feedback", feedback)
    return f'<answer fraction="{fraction}" format="{form}"><text>{_text(text)}</text>{said}{further}</answer>'


@writes(Choices)
def _write_choices(content, lost):
    return "multichoice", [
        f"<single>{'true' if content.single else 'false'}</single>",
        f"<shuffleanswers>{'false' if content.shuffle is False else 'true'}</shuffleanswers>",
        *(_answer(one.text, percent_of(one.fraction), one.feedback) for one in content.answers),
    ]


@writes(TrueFalse)
def _write_true_false(content, lost):
    form = "moodle_auto_format"
    return "truefalse", [
        _answer("true", 100 if content.answer else 0, content.if_true, form),
        _answer("false", 0 if content.answer else 100, content.if_false, form),
    ]


@writes(Texts)
def _write_texts(content, lost):
    if content.accents_matter:
        lost.append("that accents matter")
    return "shortanswer", [
        f"<usecase>{1 if content.case_matters else 0}</usecase>",
        *(_answer(one.text, percent_of(one.fraction), one.feedback, "plain_text") for one in content.answers),
    ]


@writes(Numbers)
def _write_numbers(content, lost):
    if any(answer.relative for answer in content.answers):
        lost.append("that a tolerance is relative (it is written as the same width)")
    lines = []
    for one in content.answers:
        width = f"<tolerance>{absolute_tolerance(one)}</tolerance>"
        lines.append(_answer(one.value, percent_of(one.fraction), one.feedback, "plain_text", width))
    if content.units:
        units = [_written_unit(name, factor, lost) for name, factor in content.units]
        lines.append(f"<units>{''.join(units)}</units>")
    graded = 0
    if content.unit_handling == "required":
        graded = 1 if content.unit_penalty_of == "response" else 2
    return "numerical", [
        *lines,
        f"<unitgradingtype>{graded}</unitgradingtype>",
        f"<unitpenalty>{number_text(content.unit_penalty)}</unitpenalty>",
        f"<showunits>{'0' if content.units else '3'}</showunits>",
        "<unitsleft>0</unitsleft>",
    ]


def _written_unit(name, factor, lost):
    multiplier = number_text(1 / Fraction(factor))
    if Fraction(multiplier) * Fraction(factor) != 1:
        lost.append(f"the exact factor of the unit {name}")
    return f"<unit><multiplier>{multiplier}</multiplier><unit_name>{_text(name)}</unit_name></unit>"


@writes(Pairs)
def _write_pairs(content, lost):
    if any(pair.feedback for pair in content.pairs):
        lost.append("the feedback of its prompts")
    pairs = [(pair.text, pair.match) for pair in content.pairs] + [("", choice) for choice in content.extra]
    return "matching", [
        f"<shuffleanswers>{'false' if content.shuffle is False else 'true'}</shuffleanswers>",
        *(
            f'<subquestion format="html"><text>{_text(prompt)}</text>'
            f"<answer><text>{_text(escape(match, quote=False))}</text></answer></subquestion>"
            for prompt, match in pairs
        ),
    ]


@writes(Order)
def _write_order(content, lost):
    names = {mode: name for name, mode in MODES.items()}
    return "ordering", [
        "<layouttype>VERTICAL</layouttype>",
        "<selecttype>ALL</selecttype>",
        "<selectcount>0</selectcount>",
        f"<gradingtype>{names[content.mode or 'absolute_position']}</gradingtype>",
        *(
            f'<answer fraction="{place}" format="html"><text>{_text(text)}</text></answer>'
            for place, text in enumerate(content.items, 1)
        ),
    ]


@writes(Gaps)
def _write_gaps(content, lost):
    return "cloze", []
