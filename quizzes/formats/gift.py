"""GIFT, Moodle's format for questions in plain text: text to neutral items and back.

Read as Moodle reads it: questions are parted by empty lines, the first braces hold the answers, and what
stands in them tells the type. Source: Moodle's documentation, “GIFT format”.
"""

import re
from fractions import Fraction

from quizzes.formats.html_texts import line, one_paragraph, read_as, without_paragraph, words
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
    Pair,
    Pairs,
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

LARGEST = 10 * 1024 * 1024
FORMATS = {"html": "html", "markdown": "markdown", "plain": "plain", "moodle": "moodle"}
BLANK = "_____"

_ESCAPED = ":#={}~"
# While a question is taken apart, an escaped character stands as one of these, which no text needs.
_HELD = {character: chr(0xF8D0 + place) for place, character in enumerate(_ESCAPED)}
_GIVEN_BACK = str.maketrans({held: character for character, held in _HELD.items()})
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_FORMAT = re.compile(r"\[([a-z]*)\]")
_WEIGHT = re.compile(r"%([+-]*\d+\.?\d*)%", re.ASCII)
_TAGS = re.compile(r"\[(?:tag|id):", re.IGNORECASE)
_TRUE = {"T", "TRUE"}
_FALSE = {"F", "FALSE"}


# --- reading --------------------------------------------------------------------------------------


def read(data):
    """The questions of a file, each with its line. Raises Refused."""
    found, category = [], ()
    for number, lines in _chunks(text_of(data, LARGEST)):
        path = _category(lines)
        if path is not None:
            category = path
            continue
        one = Found(line=number)
        found.append(one)
        if len(found) > MOST_ITEMS:
            raise Refused(f"The file has more than {MOST_ITEMS} questions. Divide it.", number)
        try:
            _read_question(one, lines, category)
        except CannotHold as reason:
            one.skipped = str(reason)
        except Faulty as fault:
            one.problems.append(str(fault))
    return found


def _chunks(text):
    """(number of the first line, lines) of what stands between empty lines; a category is by itself."""
    lines, start, said = [], 1, False
    for number, text_line in enumerate(text.split("\n"), 1):
        stripped = text_line.strip()
        if stripped.startswith("$CATEGORY:") and not said:
            yield number, [stripped]
            lines = []
            continue
        if stripped:
            if not stripped.startswith("//") and not said:
                start, said = number, True
            lines.append(text_line)
            continue
        if said:
            yield start, lines
        lines, said = [], False
    if said:
        yield start, lines


def _category(lines):
    """The path that a `$CATEGORY:` line names, without Moodle's words for its top, or None."""
    if len(lines) != 1 or not lines[0].startswith("$CATEGORY:"):
        return None
    return path_of(lines[0].removeprefix("$CATEGORY:"))


def path_of(text):
    """A category as a path. In Moodle `//` is a slash within a name."""
    parts = [
        part.replace("\0", "/").strip() for part in text.replace("\0", "").replace("//", "\0").split("/")
    ]
    return tuple(part for part in parts if part and part.lower() not in ("$course$", "$module$", "top"))


def _read_question(one, lines, category):
    comments = [text_line.strip() for text_line in lines if text_line.strip().startswith("//")]
    text = "\n".join("" if text_line.strip().startswith("//") else text_line for text_line in lines).strip()
    if any(_TAGS.search(comment) for comment in comments):
        one.notes.append("Tags and idnumbers in comments are not kept.")
    text = _held(text)
    title, text = _title(text)
    one.name = line(_back(title))
    before, answers, after = _parted(text)
    stem_text = before + (BLANK + after if after else "")
    form, stem_text = _form(stem_text, "moodle")
    stem = read_as(_back(stem_text), form, one.notes)
    one.name = one.name or words(stem)[:60]
    if answers is None:
        raise CannotHold("It has no answers: a description is not kept.")
    answers, explanation = _general_feedback(answers)
    if not answers:
        raise CannotHold("It has empty answers: an essay is not kept, for it cannot be marked by a machine.")
    if not stem:
        raise Faulty("The question has no text before its answers.")
    one.item = Item(
        name=line(_back(title)),
        stem=stem,
        content=_content(answers, form, one.notes),
        explanation=_rich(explanation, form, one.notes),
        category=category,
    )


def _held(text):
    """A text in which escaped characters stand as the signs that hold their places."""
    text = text.translate({ord(held): " " for held in _HELD.values()})

    def held(found):
        return {"n": "\n", "\\": "\\"}.get(found[1]) or _HELD[found[1]]

    return _ESCAPE.sub(held, text)


def _back(text):
    return text.translate(_GIVEN_BACK)


def _title(text):
    if text.startswith("::"):
        title, sign, rest = text[2:].partition("::")
        if sign:
            return title, rest.strip()
        return "", text[2:]
    return "", text


def _parted(text):
    """(before the answers, the answers or None, what follows them). Raises Faulty."""
    opened, closed = text.find("{"), text.find("}")
    if opened < 0 and closed < 0:
        return text, None, ""
    if opened < 0 or closed < opened:
        raise Faulty(
            "A brace { or } has no partner. Write \\{ and \\} in a text, and no empty line in the answers."
        )
    return text[:opened], text[opened + 1 : closed].strip(), text[closed + 1 :]


def _general_feedback(answers):
    place = answers.rfind("####")
    if place < 0:
        return answers, ""
    return answers[:place].strip(), answers[place + 4 :]


def _form(text, default):
    """(format, text without its mark). A mark of no known format is text."""
    text = text.strip()
    found = _FORMAT.match(text)
    if found and found[1] in FORMATS:
        return found[1], text[found.end() :].strip()
    return default, text


def _rich(text, default, notes):
    form, text = _form(text, default)
    return read_as(_back(text), form, notes)


def _inline(text, default, notes):
    return one_paragraph(_rich(text, default, notes))


def _content(answers, form, notes):
    """The shape that stands in the braces, told apart as Moodle does."""
    if answers.startswith("#"):
        return _numbers(answers[1:], form, notes)
    if answers.startswith(">"):
        raise CannotHold("An ordering question is not read from GIFT: use Moodle XML for it.")
    if "~" in answers:
        return _choices(answers, form, notes)
    if "=" in answers and "->" in answers:
        return _pairs(answers, form, notes)
    verdict, _sign, comments = answers.partition("#")
    if verdict.strip() in _TRUE | _FALSE:
        return _true_false(verdict.strip() in _TRUE, comments, form, notes)
    return _texts(answers, form, notes)


def _split(text, sign):
    """The parts that a sign begins; what stands before the first sign counts when it is not empty."""
    parts = [part.strip() for part in text.split(sign)]
    return parts[1:] if not parts[0] else parts


def _weighted(text, default):
    """(part of the mark, text without its percentage)."""
    found = _WEIGHT.match(text)
    if not found:
        return default, text
    return fraction_of_percent(found[1]), text[found.end() :].strip()


def _commented(text, form, notes):
    """(answer, feedback as rich text)."""
    answer, _sign, feedback = text.partition("#")
    return answer.strip(), _inline(feedback, form, notes)


def _choices(answers, form, notes):
    single = "=" in answers
    found = []
    for part in _split(answers.replace("=", "~="), "~"):
        if part.startswith("="):
            fraction, part = Fraction(1), part[1:].strip()
            if _WEIGHT.match(part):
                raise Faulty("Among options to choose from a percentage follows ~ and not =.")
        else:
            fraction, part = _weighted(part, Fraction(0))
        text, feedback = _commented(part, form, notes)
        text = _inline(text, form, notes)
        if not text:
            raise Faulty("One of its options has no text.")
        found.append(Answer(text, fraction, feedback))
    if len(found) < 2:
        raise Faulty("There must be at least two options to choose from.")
    return Choices(single, tuple(found))


def _pairs(answers, form, notes):
    pairs, extra = [], []
    for part in _split(answers, "="):
        prompt, sign, match = part.partition("->")
        if not sign:
            raise Faulty("Each line of a matching question is = prompt -> match.")
        match = line(_back(match))
        if not match:
            raise Faulty("One of its prompts has no match after the arrow.")
        prompt = _inline(prompt, form, notes)
        if prompt:
            pairs.append(Pair(prompt, match))
        else:
            extra.append(match)
    if len(pairs) < 2:
        raise Faulty("There must be at least two prompts to match.")
    return Pairs(tuple(pairs), tuple(dict.fromkeys(extra)))


def _true_false(answer, comments, form, notes):
    """The first comment is for who is wrong, the second for who is right."""
    parts = [_inline(part, form, notes) for part in comments.split("#", 1)]
    wrong, right = (*parts, "", "")[:2]
    return TrueFalse(answer, if_true=right if answer else wrong, if_false=wrong if answer else right)


def _texts(answers, form, notes):
    found = []
    for part in _split(answers, "="):
        fraction, part = _weighted(part, Fraction(1))
        text, feedback = _commented(part, form, notes)
        _mark, text = _form(text, form)
        text = line(_back(text))
        if not text:
            raise Faulty("One of its answers has no text.")
        found.append(Answer(text, fraction, feedback))
    if not found:
        raise Faulty("There must be an answer.")
    return Texts(tuple(found))


def _numbers(answers, form, notes):
    answers, sign, otherwise = answers.strip().partition("~")
    found = []
    for part in _split(answers, "="):
        fraction, part = _weighted(part, Fraction(1))
        text, feedback = _commented(part, form, notes)
        value, tolerance = bounds(_back(text))
        found.append(Number(value, tolerance, False, fraction, feedback))
    if not found:
        raise Faulty("There must be a number after the #.")
    if sign:
        _unsaid, feedback = _commented(otherwise, form, notes)
        found.append(Number("*", "0", False, Fraction(0), feedback))
    return Numbers(tuple(found), units=None)


def bounds(text):
    """(value, tolerance) of `12`, `12:0.5`, `11.5..12.5` or `*`."""
    low, dots, high = text.partition("..")
    if dots and low.strip():
        bottom, top = exact_number(low), exact_number(high)
        if top < bottom:
            raise Faulty(f"In the range {text.strip()[:40]} the first number must be the smaller one.")
        return number_text((bottom + top) / 2), number_text((top - bottom) / 2)
    value, _sign, tolerance = text.partition(":")
    tolerance = kept_number(tolerance.strip() or "0")
    if exact_number(tolerance) < 0:
        raise Faulty("A tolerance cannot be below 0.")
    return "*" if value.strip() == "*" else kept_number(value), tolerance


# --- writing --------------------------------------------------------------------------------------

_WRITERS = {}


def write(items):
    """Items as a GIFT file. What cannot go into it is told."""
    parts, dropped, category = [], [], ()
    for item in items:
        writer = _WRITERS.get(type(item.content))
        if writer is None:
            dropped.append((item.name, "GIFT has no such question: it is left out."))
            continue
        lost = []
        try:
            answers = writer(item.content, lost)
        except CannotHold as reason:
            dropped.append((item.name, f"{reason} It is left out."))
            continue
        if item.picture:
            lost.append("its picture")
        if lost:
            dropped.append((item.name, f"GIFT does not hold {', '.join(lost)}."))
        if item.category != category:
            category = item.category
            parts.append(f"$CATEGORY: {'/'.join(part.replace('/', '//') for part in category)}\n")
        explanation = f"\n\t####{_html(item.explanation)}" if item.explanation else ""
        parts.append(
            f"::{_escape(item.name)}::[html]{_html(item.stem, mark=False)}{{\n{answers}{explanation}\n}}\n"
        )
    return Written("\n".join(parts).encode(), tuple(dropped))


def writes(shape):
    """Decorator: the function writes what stands in the braces for a shape, and adds to `lost`."""

    def register(function):
        _WRITERS[shape] = function
        return function

    return register


def _escape(text):
    text = re.sub(r"[\\:#={}~]", lambda found: "\\" + found[0], text)
    return text.replace("\n", "\\n")


def _html(html, mark=True):
    """Rich text in the format of the question, which is HTML; a bracket at its start needs the mark."""
    text = without_paragraph(html)
    # A percentage that stands first would be read as the answer's weight.
    if _WEIGHT.match(text):
        text = "&#37;" + text[1:]
    return ("[html]" if mark and text.startswith("[") else "") + _escape(text)


def _with_feedback(text, feedback):
    return f"{text}#{_html(feedback)}" if feedback else text


@writes(Choices)
def _write_choices(content, lost):
    if content.shuffle is False:
        lost.append("that the options keep their order")
    lines = []
    for answer in content.answers:
        if content.single and answer.fraction == 1:
            sign = "="
        elif answer.fraction:
            sign = f"~%{percent_of(answer.fraction)}%"
        else:
            sign = "~"
        lines.append(_with_feedback(f"\t{sign}{_html(answer.text)}", answer.feedback))
    return "\n".join(lines)


@writes(TrueFalse)
def _write_true_false(content, lost):
    right, wrong = content.if_true, content.if_false
    if not content.answer:
        right, wrong = wrong, right
    said = "TRUE" if content.answer else "FALSE"
    comments = f"#{_html(wrong)}#{_html(right)}" if wrong or right else ""
    return f"\t{said}{comments}"


@writes(Texts)
def _write_texts(content, lost):
    if content.case_matters:
        lost.append("that capital letters matter")
    if content.accents_matter:
        lost.append("that accents matter")
    lines = []
    for answer in content.answers:
        if "->" in answer.text:
            raise CannotHold("GIFT takes an answer with an arrow -> for a matching question.")
        mark = "[html]" if answer.text.startswith("[") else ""
        weight = "" if answer.fraction == 1 else f"%{percent_of(answer.fraction)}%"
        if not weight and _WEIGHT.match(answer.text):
            weight = "%100%"
        lines.append(_with_feedback(f"\t={weight}{mark}{_escape(answer.text)}", answer.feedback))
    return "\n".join(lines)


@writes(Numbers)
def _write_numbers(content, lost):
    if content.units:
        lost.append("its units")
    if any(answer.relative for answer in content.answers):
        lost.append("that a tolerance is relative (it is written as the same width)")
    lines, last = [], ""
    for answer in content.answers:
        if answer is content.answers[-1] and answer.value == "*" and answer.fraction == 0:
            last = f"\n\t~#{_html(answer.feedback)}"
            continue
        weight = "" if answer.fraction == 1 else f"%{percent_of(answer.fraction)}%"
        width = absolute_tolerance(answer)
        lines.append(_with_feedback(f"\t={weight}{answer.value}:{width}", answer.feedback))
    return "\t#\n" + "\n".join(lines) + last


@writes(Pairs)
def _write_pairs(content, lost):
    if content.shuffle is False:
        lost.append("that the choices keep their order")
    if any(pair.feedback for pair in content.pairs):
        lost.append("the feedback of its prompts")
    lines = [f"\t={_html(pair.text)} -> {_escape(pair.match)}" for pair in content.pairs]
    lines += [f"\t= -> {_escape(choice)}" for choice in content.extra]
    return "\n".join(lines)
