"""Fill the gaps of a text, in exchange formats."""

import re
from fractions import Fraction
from html import escape

from quizzes.formats.exchange import Exchange, register_exchange, with_ids
from quizzes.formats.html_texts import words
from quizzes.formats.neutral import Answer, CannotHold, Choices, Faulty, Gap, Gaps, Numbers, Texts
from quizzes.types.numerical.exchange import accepted_numbers, numbers_of
from quizzes.types.short_text.exchange import accepted_patterns, patterns_of

_MARKER = re.compile(r"\[\[([A-Za-z0-9_-]{1,40})\]\]")
_KINDS = {Choices: "choice", Texts: "text", Numbers: "number"}


@register_exchange
class ClozeExchange(Exchange):
    """Gaps in the order of the text; a gap keeps its id where one of its kind stood there before."""

    kind = "cloze"
    shape = Gaps

    def to_body(self, content, earlier):
        before = _in_order(earlier) if earlier else []
        gaps, names = [], {}
        for number, gap in enumerate(content.gaps, 1):
            kind = _KINDS[type(gap.holds)]
            stood = before[number - 1] if number <= len(before) and before[number - 1]["kind"] == kind else {}
            gaps.append({"id": stood.get("id", ""), "kind": kind, "weight": gap.weight, **_holds(gap, stood)})
        taken = {gap["id"] for gap in gaps}
        free = (f"g{number}" for number in range(1, 1000) if f"g{number}" not in taken)
        for number, gap in enumerate(gaps, 1):
            gap["id"] = gap["id"] or next(free)
            names[str(number)] = gap["id"]
        said = {"text": _MARKER.sub(lambda found: f"[[{names[found[1]]}]]", content.text), "gaps": gaps}
        return ({"shuffle": earlier["shuffle"]} if "shuffle" in earlier else {}) | said

    def from_body(self, body, lost):
        if not body["shuffle"]:
            lost.append("that the choices keep their order")
        gaps = _in_order(body)
        numbers = {gap["id"]: number for number, gap in enumerate(gaps, 1)}
        text = _MARKER.sub(lambda found: f"[[{numbers[found[1]]}]]", body["text"])
        return Gaps(text, tuple(Gap(_shape(gap), gap["weight"]) for gap in gaps))


def _in_order(body):
    """The gaps of a body as they follow one another in its text."""
    gaps = {gap["id"]: gap for gap in body["gaps"]}
    return [gaps[name] for name in _MARKER.findall(body["text"])]


def _holds(gap, stood):
    """A gap's own fields; `stood` is the gap that stood there before, or {}."""
    if isinstance(gap.holds, Texts):
        return {
            "answers": accepted_patterns(gap.holds.answers, stood.get("answers", [])),
            "case_matters": bool(gap.holds.case_matters),
            "accents_matter": stood.get("accents_matter", False),
        }
    if isinstance(gap.holds, Numbers):
        return {"answers": accepted_numbers(gap.holds.answers, stood.get("answers", []))}
    if any(answer.fraction not in (0, 1) for answer in gap.holds.answers):
        raise CannotHold("A choice in one of its gaps earns or costs a part of the mark; here none can.")
    if sum(answer.fraction for answer in gap.holds.answers) != 1:
        raise Faulty("In each gap with choices exactly one must be right.")
    options = [
        {"text": words(answer.text), "right": answer.fraction == 1, "feedback": answer.feedback}
        for answer in gap.holds.answers
    ]
    return {"options": with_ids(options, stood.get("options", []))}


def _shape(gap):
    if gap["kind"] == "text":
        return Texts(patterns_of(gap["answers"]), gap["case_matters"], gap["accents_matter"])
    if gap["kind"] == "number":
        return Numbers(numbers_of(gap["answers"]))
    return Choices(
        True,
        tuple(
            Answer(
                f"<p>{escape(option['text'], quote=False)}</p>", Fraction(option["right"]), option["feedback"]
            )
            for option in gap["options"]
        ),
    )
