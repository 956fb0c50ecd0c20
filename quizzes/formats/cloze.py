"""Moodle's embedded answers: `{1:SHORTANSWER:=CITES~%50%Cites#Write it in capitals.}` within a text.

Source: Moodle's documentation, “Embedded Answers (Cloze) question type”.
"""

import re
from fractions import Fraction
from html import escape

from quizzes.formats.gift import bounds
from quizzes.formats.html_texts import one_paragraph, rich, without_paragraph, words
from quizzes.formats.neutral import (
    Answer,
    CannotHold,
    Choices,
    Faulty,
    Gap,
    Gaps,
    Number,
    Numbers,
    Texts,
    absolute_tolerance,
    fraction_of_percent,
    percent_of,
)

_GAP = re.compile(r"(?<!\\)\{(\d{0,3}):([A-Z_]+):((?:\\.|[^\\}])*)\}", re.DOTALL)
_WEIGHT = re.compile(r"%([+-]?\d+\.?\d*)%", re.ASCII)
_MARKER = re.compile(r"\[\[(\w{1,40})\]\]")
_CHOICE = {f"{word}{how}" for word in ("MULTICHOICE_", "MC") for how in ("V", "H", "S", "VS", "HS")}
_CHOICE |= {"MULTICHOICE", "MC"}
_SEVERAL = re.compile(r"(MULTIRESPONSE(_\w+)?|MR\w*)")
_TEXT = {"SHORTANSWER", "SA", "MW"}
_TEXT_CASE = {"SHORTANSWER_C", "SAC", "MWC"}
_NUMBER = {"NUMERICAL", "NM"}
TASK = "<p>Fill in the gaps.</p>"


def read_gaps(html, notes):
    """(task, Gaps) of rich text with embedded answers. Raises Faulty, CannotHold."""
    gaps = []

    def marker(found):
        gaps.append(_gap(found, notes))
        return f"[[{len(gaps)}]]"

    if _MARKER.search(html):
        raise Faulty("Double square brackets cannot stand in a text with gaps.")
    text = rich(_GAP.sub(marker, html), notes)
    if not gaps:
        raise Faulty("There is no gap in it: a gap is written {1:SHORTANSWER:=answer}.")
    return with_task(text, tuple(gaps))


def with_task(text, gaps):
    """(task, Gaps): what stands before the first paragraph with a gap is the task."""
    blocks = re.findall(r"<p>.*?</p>|<(?:ul|ol)>.*", text)
    before = []
    while blocks and not _MARKER.search(blocks[0]):
        before.append(blocks.pop(0))
    return "".join(before) or TASK, Gaps("".join(blocks), gaps)


def _gap(found, notes):
    weight, kind, inside = found[1] or "1", found[2], re.sub(r"<br\s*/?>", " ", found[3])
    if int(weight) < 1:
        raise Faulty("A gap must weigh at least 1.")
    if _SEVERAL.fullmatch(kind):
        raise CannotHold("A gap in which several are to be ticked is not kept.")
    answers = [_answer(part, notes) for part in re.split(r"(?<!\\)~", inside) if part.strip()]
    if not answers:
        raise Faulty("A gap has no answer.")
    if kind in _CHOICE:
        holds = Choices(
            True,
            tuple(Answer(f"<p>{escape(text, quote=False)}</p>", *rest) for text, *rest in answers),
        )
    elif kind in _TEXT | _TEXT_CASE:
        holds = Texts(tuple(Answer(*answer) for answer in answers), kind in _TEXT_CASE)
    elif kind in _NUMBER:
        holds = Numbers(tuple(_number(*answer) for answer in answers))
    else:
        raise Faulty(f"There is no kind of gap {kind[:40]}.")
    return Gap(holds, int(weight))


def _answer(part, notes):
    """(text, part of the mark, feedback) of one answer of a gap."""
    part = part.strip()
    fraction = Fraction(0)
    if part.startswith("="):
        fraction, part = Fraction(1), part[1:]
    elif weight := _WEIGHT.match(part):
        fraction, part = fraction_of_percent(weight[1]), part[weight.end() :]
    # The sign within a character reference such as &#39; begins no feedback.
    text, *feedback = re.split(r"(?<![\\&])#", part, maxsplit=1)
    text = words(_plain(text))
    if not text:
        raise Faulty("An answer of a gap has no text.")
    said = one_paragraph(rich(_plain(feedback[0]), notes)) if feedback else ""
    return text, fraction, said


def _plain(text):
    return re.sub(r"\\([}{#~/\"\\=%])", r"\1", text)


def _number(text, fraction, feedback):
    value, tolerance = bounds(text)
    return Number(value, tolerance, False, fraction, feedback)


# --- writing --------------------------------------------------------------------------------------


def write_gaps(task, content, lost):
    """Rich text with embedded answers. `lost` gathers what they cannot say."""
    if with_task(task + content.text, content.gaps) != (task, content):
        lost.append("where its task ends and its text begins")
    written = [_write_gap(gap, lost) for gap in content.gaps]
    return task + _MARKER.sub(lambda found: written[int(found[1]) - 1], content.text)


def _write_gap(gap, lost):
    holds = gap.holds
    if isinstance(holds, Choices):
        kind, answers = "MULTICHOICE", [(words(answer.text), answer) for answer in holds.answers]
        if any(without_paragraph(answer.text) != escape(said, quote=False) for said, answer in answers):
            lost.append("the emphasis in the choices of a gap")
    elif isinstance(holds, Texts):
        kind = "SHORTANSWER_C" if holds.case_matters else "SHORTANSWER"
        answers = [(answer.text, answer) for answer in holds.answers]
        if holds.accents_matter:
            lost.append("that accents matter in a gap")
    else:
        kind, answers = "NUMERICAL", [(_bounds(answer, lost), answer) for answer in holds.answers]
    parts = [_write_answer(text, answer) for text, answer in answers]
    return f"{{{gap.weight}:{kind}:{'~'.join(parts)}}}"


def _bounds(answer, lost):
    if answer.relative:
        lost.append("that a tolerance in a gap is relative (it is written as the same width)")
    width = absolute_tolerance(answer)
    return answer.value if width == "0" else f"{answer.value}:{width}"


def _write_answer(text, answer):
    sign = "=" if answer.fraction == 1 else f"%{percent_of(answer.fraction)}%" if answer.fraction else ""
    if not sign and (text.startswith("=") or _WEIGHT.match(text)):
        sign = "%0%"
    feedback = f"#{_escape(without_paragraph(answer.feedback))}" if answer.feedback else ""
    return f"{sign}{_escape(escape(text, quote=False))}{feedback}"


def _escape(text):
    return re.sub(r"([}#~\\])", r"\\\1", text)
