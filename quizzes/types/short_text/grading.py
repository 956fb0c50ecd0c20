"""Give a short text: the first pattern that it fits counts."""

import random
from fractions import Fraction
from typing import Annotated, Any, ClassVar, TypedDict

from pydantic import BaseModel, Field, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.patterns import LONGEST_TEXT, TextAnswer, check_patterns, example, first_fit
from quizzes.grading.texts import QuestionBody
from quizzes.grading.typed import cleaned, typed

FIELD = "text-given"


class ShortTextBody(QuestionBody):
    answers: Annotated[list[TextAnswer], Field(min_length=1, max_length=20)]
    case_matters: bool = False
    accents_matter: bool = False

    @model_validator(mode="after")
    def _can_be_graded(self) -> "ShortTextBody":
        check_patterns(self.answers)
        return self


class Given(TypedDict):
    text: str


@register
class ShortText(Kind[ShortTextBody]):
    """Give a short text: what the first pattern that it fits earns, nothing when it fits none."""

    kind: ClassVar[str] = "short_text"
    body_class: ClassVar[type[BaseModel]] = ShortTextBody

    def option_order(self, body: ShortTextBody, rng: random.Random) -> list[str]:
        return []

    def accept(self, body: ShortTextBody, answer: object) -> Given | None:
        if answer is None:
            return None
        if not isinstance(answer, dict) or answer.keys() != {"text"}:
            raise InvalidAnswer("This answer is no text.")
        text = cleaned(answer["text"], LONGEST_TEXT)
        return {"text": text} if text else None

    def read(self, body: ShortTextBody, order: list[str], data: FormData) -> Given | None:
        return self.accept(body, {"text": typed(data, FIELD)})

    def _matched(self, body: ShortTextBody, given: Given | None) -> TextAnswer | None:
        if given is None:
            return None
        return first_fit(
            body.answers,
            given["text"],
            case_matters=body.case_matters,
            accents_matter=body.accents_matter,
        )

    def fraction(self, body: ShortTextBody, answer: Given | None) -> Fraction:
        matched = self._matched(body, answer)
        return matched.fraction if matched else Fraction(0)

    def shown(self, body: ShortTextBody, order: list[str], answer: Given | None = None) -> dict[str, Any]:
        return {
            "stem": body.stem,
            "name": FIELD,
            "text": answer["text"] if answer else "",
            "longest": LONGEST_TEXT,
        }

    def reviewed(self, body: ShortTextBody, order: list[str], answer: Given | None) -> dict[str, Any]:
        matched = self._matched(body, answer)
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "given": answer["text"] if answer else "",
            "accepted": [
                {
                    "text": example(accepted.pattern),
                    "fraction": accepted.fraction,
                    "counts": accepted is matched,
                    "feedback": accepted.feedback,
                }
                for accepted in body.answers
            ],
        }

    def guess_score(self, body: ShortTextBody) -> Fraction:
        return next((answer.fraction for answer in body.answers if answer.pattern == "*"), Fraction(0))

    def responses(self, body: ShortTextBody, answer: Given | None) -> list[tuple[str, str]]:
        return [("", answer["text"])] if answer else []

    def feedback(self, body: ShortTextBody, answer: Given | None) -> list[str]:
        matched = self._matched(body, answer)
        return [matched.feedback] if matched and matched.feedback else []
