"""Choose one: exactly one option is right."""

import random
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.options import MOST_OPTIONS, chosen, lettered, shuffled
from quizzes.grading.texts import NeededRich, Part, PartId, QuestionBody, Rich, plain, unique


class Option(Part):
    id: PartId
    text: NeededRich
    right: bool = False
    feedback: Rich = ""


class SingleChoiceBody(QuestionBody):
    shuffle: bool = True
    options: Annotated[list[Option], Field(min_length=2, max_length=MOST_OPTIONS)]

    @model_validator(mode="after")
    def _one_is_right(self) -> "SingleChoiceBody":
        unique("option id", [option.id for option in self.options])
        right = [option.id for option in self.options if option.right]
        if len(right) != 1:
            found = ", ".join(right) if right else "none"
            raise ValueError(f"exactly one option must be right; here: {found}")
        return self


@register
class SingleChoice(Kind[SingleChoiceBody]):
    """Choose one: the whole mark for the right option, nothing for another."""

    kind: ClassVar[str] = "single_choice"
    body_class: ClassVar[type[BaseModel]] = SingleChoiceBody

    def option_order(self, body: SingleChoiceBody, rng: random.Random) -> list[str]:
        return shuffled((option.id for option in body.options), rng, body.shuffle)

    def accept(self, body: SingleChoiceBody, answer: object) -> str | None:
        if answer is None:
            return None
        if not isinstance(answer, str) or all(answer != option.id for option in body.options):
            raise InvalidAnswer("This option does not belong to this question.")
        return answer

    def read(self, body: SingleChoiceBody, order: list[str], data: FormData) -> str | None:
        ids = chosen(order, data)
        if len(ids) > 1:
            raise InvalidAnswer("Choose one option only.")
        return self.accept(body, ids[0]) if ids else None

    def fraction(self, body: SingleChoiceBody, answer: str | None) -> Fraction:
        return Fraction(any(option.right and option.id == answer for option in body.options))

    def shown(self, body: SingleChoiceBody, order: list[str], answer: str | None = None) -> dict[str, Any]:
        texts = {option.id: option.text for option in body.options}
        return {
            "stem": body.stem,
            "options": [
                {"value": value, "letter": letter, "text": texts[option], "checked": option == answer}
                for option, value, letter in lettered(order)
            ],
        }

    def reviewed(self, body: SingleChoiceBody, order: list[str], answer: str | None) -> dict[str, Any]:
        parts = {option.id: option for option in body.options}
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "options": [
                {
                    "value": value,
                    "letter": letter,
                    "text": parts[option].text,
                    "checked": option == answer,
                    "right": parts[option].right,
                    "feedback": parts[option].feedback,
                }
                for option, value, letter in lettered(order)
            ],
        }

    def feedback(self, body: SingleChoiceBody, answer: str | None) -> list[str]:
        return [option.feedback for option in body.options if option.id == answer and option.feedback]

    def guess_score(self, body: SingleChoiceBody) -> Fraction:
        return Fraction(1, len(body.options))

    def responses(self, body: SingleChoiceBody, answer: str | None) -> list[tuple[str, str]]:
        return [("", plain(option.text)) for option in body.options if option.id == answer]

    def offered(self, body: SingleChoiceBody) -> list[tuple[str, str]]:
        return [("", plain(option.text)) for option in body.options]

    def options_for_audit(self, body: SingleChoiceBody) -> list[tuple[bool, str]]:
        return [(option.right, plain(option.text)) for option in body.options]
