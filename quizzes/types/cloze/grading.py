"""Fill the gaps of a text: choose, write a word, write a number."""

import random
import re
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.numbers import ANY, LONGEST_NUMBER, NumberAnswer, check_numbers, read_number
from quizzes.grading.options import chosen, lettered, shuffled
from quizzes.grading.patterns import LONGEST_TEXT, TextAnswer, check_patterns, example, first_fit
from quizzes.grading.texts import NeededRich, Part, PartId, QuestionBody, Rich, Words, plain, unique
from quizzes.grading.typed import cleaned, typed

_MARKER = re.compile(r"\[\[([A-Za-z0-9_-]{1,40})\]\]")
_IN_LINK = re.compile(r"<a\b[^>]*>.*?</a>", re.DOTALL)


class _Gap(Part):
    id: PartId
    weight: Annotated[int, Field(ge=1, le=100)] = 1


class GapOption(Part):
    id: PartId
    text: Words
    right: bool = False
    feedback: Rich = ""


class ChoiceGap(_Gap):
    kind: Literal["choice"]
    options: Annotated[list[GapOption], Field(min_length=2, max_length=12)]

    @model_validator(mode="after")
    def _one_is_right(self) -> "ChoiceGap":
        unique("option id", [option.id for option in self.options])
        unique("option", [option.text for option in self.options])
        if sum(option.right for option in self.options) != 1:
            raise ValueError(f"exactly one option of the gap {self.id} must be right")
        return self

    @property
    def longest(self) -> int:
        return 0

    def earned(self, given: str) -> Fraction:
        return Fraction(any(option.right and option.id == given for option in self.options))

    def told(self, given: str) -> str:
        return next((option.feedback for option in self.options if option.id == given), "")

    def words(self, given: str) -> str:
        return next((option.text for option in self.options if option.id == given), "")

    def guess(self) -> Fraction:
        return Fraction(1, len(self.options))

    def accepted(self) -> list[dict[str, Any]]:
        return [
            {"text": option.text, "right": option.right, "feedback": option.feedback}
            for option in self.options
        ]


class _TypedGap(_Gap):
    """A gap to write into: the first accepted answer that fits counts."""

    def fit(self, given: str) -> TextAnswer | NumberAnswer | None:
        raise NotImplementedError

    def earned(self, given: str) -> Fraction:
        fit = self.fit(given)
        return fit.fraction if fit else Fraction(0)

    def told(self, given: str) -> str:
        fit = self.fit(given)
        return fit.feedback if fit else ""

    def words(self, given: str) -> str:
        return given


class TextGap(_TypedGap):
    kind: Literal["text"]
    answers: Annotated[list[TextAnswer], Field(min_length=1, max_length=20)]
    case_matters: bool = False
    accents_matter: bool = False

    @model_validator(mode="after")
    def _can_be_graded(self) -> "TextGap":
        check_patterns(self.answers)
        return self

    @property
    def longest(self) -> int:
        return LONGEST_TEXT

    def fit(self, given: str) -> TextAnswer | None:
        return first_fit(
            self.answers, given, case_matters=self.case_matters, accents_matter=self.accents_matter
        )

    def guess(self) -> Fraction:
        return next((answer.fraction for answer in self.answers if answer.pattern == "*"), Fraction(0))

    def accepted(self) -> list[dict[str, Any]]:
        return [
            {
                "text": example(answer.pattern),
                "right": answer.fraction == 1,
                "fraction": answer.fraction,
                "feedback": answer.feedback,
            }
            for answer in self.answers
        ]


class NumberGap(_TypedGap):
    kind: Literal["number"]
    answers: Annotated[list[NumberAnswer], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _can_be_graded(self) -> "NumberGap":
        check_numbers(self.answers)
        return self

    @property
    def longest(self) -> int:
        return LONGEST_NUMBER

    def fit(self, given: str) -> NumberAnswer | None:
        read = read_number(given)
        return next((answer for answer in self.answers if answer.takes(read[0])), None) if read else None

    def guess(self) -> Fraction:
        return next((answer.fraction for answer in self.answers if answer.value == ANY), Fraction(0))

    def accepted(self) -> list[dict[str, Any]]:
        return [
            {
                "value": "" if answer.value == ANY else answer.value,
                "unit": "",
                "tolerance": answer.tolerance if Fraction(answer.tolerance) else "",
                "relative": answer.tolerance_kind == "relative",
                "right": answer.fraction == 1,
                "fraction": answer.fraction,
                "feedback": answer.feedback,
            }
            for answer in self.answers
        ]


AnyGap = Annotated[ChoiceGap | TextGap | NumberGap, Field(discriminator="kind")]


class ClozeBody(QuestionBody):
    """In the text, `[[id]]` stands where a gap is."""

    text: NeededRich
    shuffle: bool = True
    gaps: Annotated[list[AnyGap], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _text_has_every_gap(self) -> "ClozeBody":
        ids = [gap.id for gap in self.gaps]
        unique("gap id", ids)
        unique("gap", self.places)
        if sorted(self.places) != sorted(ids) or sorted(_MARKER.findall(plain(self.text))) != sorted(ids):
            raise ValueError(f"the text must hold every gap once, as [[{ids[0]}]], and no other")
        if any(_MARKER.search(link) for link in _IN_LINK.findall(self.text)):
            raise ValueError("a gap cannot stand in a link")
        return self

    @property
    def places(self) -> list[str]:
        """The ids of the gaps as they follow one another in the text."""
        return _MARKER.findall(self.text)

    @property
    def numbered(self) -> list[tuple[int, ChoiceGap | TextGap | NumberGap]]:
        """Each gap with its number in the text."""
        gaps = {gap.id: gap for gap in self.gaps}
        return [(number, gaps[gap_id]) for number, gap_id in enumerate(self.places, 1)]

    @property
    def text_with_numbers(self) -> str:
        """The text with the numbers of the gaps for their ids, which might tell something."""
        numbers = {gap.id: number for number, gap in self.numbered}
        return _MARKER.sub(lambda marker: f"[[{numbers[marker[1]]}]]", self.text)


def _field(number: int) -> str:
    return f"gap-{number}"


@register
class Cloze(Kind[ClozeBody]):
    """Fill the gaps: what each earns, by its weight."""

    kind: ClassVar[str] = "cloze"
    body_class: ClassVar[type[BaseModel]] = ClozeBody

    def option_order(self, body: ClozeBody, rng: random.Random) -> dict[str, list[str]]:
        return {
            gap.id: shuffled((option.id for option in gap.options), rng, body.shuffle)
            for _number, gap in body.numbered
            if isinstance(gap, ChoiceGap)
        }

    def accept(self, body: ClozeBody, answer: object) -> dict[str, str] | None:
        if answer is None:
            return None
        if not isinstance(answer, dict) or not answer.keys() <= {gap.id for gap in body.gaps}:
            raise InvalidAnswer("One of the gaps does not belong to this question.")
        kept = {}
        for gap in body.gaps:
            given = cleaned(answer.get(gap.id, ""), gap.longest or LONGEST_TEXT)
            if given and isinstance(gap, ChoiceGap) and not gap.words(given):
                raise InvalidAnswer("One of the options does not belong to this question.")
            if given:
                kept[gap.id] = given
        return kept or None

    def read(self, body: ClozeBody, order: dict[str, list[str]], data: FormData) -> dict[str, str] | None:
        answer = {}
        for number, gap in body.numbered:
            if isinstance(gap, ChoiceGap):
                picked = chosen(order[gap.id], data, _field(number))
                if len(picked) > 1:
                    raise InvalidAnswer("Choose one option for each gap.")
                answer[gap.id] = picked[0] if picked else ""
            else:
                answer[gap.id] = typed(data, _field(number))
        return self.accept(body, answer)

    def fraction(self, body: ClozeBody, answer: dict[str, str] | None) -> Fraction:
        given = answer or {}
        earned = sum(
            (gap.weight * gap.earned(given[gap.id]) for gap in body.gaps if gap.id in given), Fraction(0)
        )
        return earned / sum(gap.weight for gap in body.gaps)

    def shown(
        self, body: ClozeBody, order: dict[str, list[str]], answer: dict[str, str] | None = None
    ) -> dict[str, Any]:
        given = answer or {}
        gaps: list[dict[str, Any]] = []
        for number, gap in body.numbered:
            written = given.get(gap.id, "")
            field = {"number": number, "name": _field(number), "words": gap.words(written)}
            if isinstance(gap, ChoiceGap):
                field["choices"] = [
                    {"value": value, "text": gap.words(option), "checked": option == written}
                    for option, value, _letter in lettered(order[gap.id])
                ]
            else:
                field |= {"text": written, "longest": gap.longest, "numeric": gap.kind == "number"}
            gaps.append(field)
        return {"stem": body.stem, "text": body.text_with_numbers, "gaps": gaps}

    def reviewed(
        self, body: ClozeBody, order: dict[str, list[str]], answer: dict[str, str] | None
    ) -> dict[str, Any]:
        given = answer or {}
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "text": body.text_with_numbers,
            "gaps": [
                {
                    "number": number,
                    "given": gap.words(given.get(gap.id, "")),
                    "earned": gap.earned(given[gap.id]) if gap.id in given else Fraction(0),
                    "accepted": gap.accepted(),
                }
                for number, gap in body.numbered
            ],
        }

    def guess_score(self, body: ClozeBody) -> Fraction:
        guessed = sum((gap.weight * gap.guess() for gap in body.gaps), Fraction(0))
        return guessed / sum(gap.weight for gap in body.gaps)

    def responses(self, body: ClozeBody, answer: dict[str, str] | None) -> list[tuple[str, str]]:
        given = answer or {}
        return [(str(number), gap.words(given[gap.id])) for number, gap in body.numbered if gap.id in given]

    def offered(self, body: ClozeBody) -> list[tuple[str, str]]:
        return [
            (str(number), option.text)
            for number, gap in body.numbered
            if isinstance(gap, ChoiceGap)
            for option in gap.options
        ]

    def feedback(self, body: ClozeBody, answer: dict[str, str] | None) -> list[str]:
        given = answer or {}
        told = [gap.told(given[gap.id]) for _number, gap in body.numbered if gap.id in given]
        return [text for text in told if text]
