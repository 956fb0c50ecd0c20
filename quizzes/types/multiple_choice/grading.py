"""Tick all that apply: every option carries a weight."""

import random
import re
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field, PlainSerializer, PlainValidator, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.options import MOST_OPTIONS, chosen, lettered, shuffled
from quizzes.grading.texts import NeededRich, Part, PartId, QuestionBody, Rich, plain, unique

_FRACTION = re.compile(r"-?\d{1,4}(/\d{1,4})?")


def _weight(value: object) -> Fraction:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and _FRACTION.fullmatch(value.strip()):
        value = Fraction(value) if not value.strip().endswith("/0") else None
    if not isinstance(value, Fraction):
        raise ValueError("write a weight as a fraction, such as 1/2, -1/2, 0 or 1")
    if not -1 <= value <= 1:
        raise ValueError("a weight lies between -1 and 1")
    return value


Weight = Annotated[Fraction, PlainValidator(_weight), PlainSerializer(str, return_type=str)]


class WeightedOption(Part):
    id: PartId
    text: NeededRich
    weight: Weight
    feedback: Rich = ""


class MultipleChoiceBody(QuestionBody):
    shuffle: bool = True
    options: Annotated[list[WeightedOption], Field(min_length=2, max_length=MOST_OPTIONS)]

    @model_validator(mode="after")
    def _weights_are_fair(self) -> "MultipleChoiceBody":
        unique("option id", [option.id for option in self.options])
        gains = sum((option.weight for option in self.options if option.weight > 0), Fraction(0))
        if gains != 1:
            raise ValueError(f"the weights above 0 must sum to 1; here they sum to {gains}")
        if not any(option.weight < 0 for option in self.options):
            raise ValueError(
                "a wrong option must cost something (a weight below 0), or ticking all earns the mark"
            )
        return self


@register
class MultipleChoice(Kind[MultipleChoiceBody]):
    """Tick all that apply: the weights of the ticked options, never below 0 nor above 1."""

    kind: ClassVar[str] = "multiple_choice"
    body_class: ClassVar[type[BaseModel]] = MultipleChoiceBody

    def option_order(self, body: MultipleChoiceBody, rng: random.Random) -> list[str]:
        return shuffled((option.id for option in body.options), rng, body.shuffle)

    def accept(self, body: MultipleChoiceBody, answer: object) -> list[str] | None:
        if answer is None or answer == []:
            return None
        ids = {option.id for option in body.options}
        if not isinstance(answer, list) or any(
            not isinstance(tick, str) or tick not in ids for tick in answer
        ):
            raise InvalidAnswer("One of the options ticked does not belong to this question.")
        return sorted(set(answer))

    def read(self, body: MultipleChoiceBody, order: list[str], data: FormData) -> list[str] | None:
        return self.accept(body, chosen(order, data))

    def fraction(self, body: MultipleChoiceBody, answer: list[str] | None) -> Fraction:
        ticked = frozenset(answer or ())
        earned = sum((option.weight for option in body.options if option.id in ticked), Fraction(0))
        return min(max(earned, Fraction(0)), Fraction(1))

    def shown(
        self, body: MultipleChoiceBody, order: list[str], answer: list[str] | None = None
    ) -> dict[str, Any]:
        texts = {option.id: option.text for option in body.options}
        return {
            "stem": body.stem,
            "options": [
                {"value": value, "letter": letter, "text": texts[option], "checked": option in (answer or ())}
                for option, value, letter in lettered(order)
            ],
        }

    def reviewed(
        self, body: MultipleChoiceBody, order: list[str], answer: list[str] | None
    ) -> dict[str, Any]:
        parts = {option.id: option for option in body.options}
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "options": [
                {
                    "value": value,
                    "letter": letter,
                    "text": parts[option].text,
                    "checked": option in (answer or ()),
                    "right": parts[option].weight > 0,
                    "weight": parts[option].weight,
                    "feedback": parts[option].feedback,
                }
                for option, value, letter in lettered(order)
            ],
        }

    def feedback(self, body: MultipleChoiceBody, answer: list[str] | None) -> list[str]:
        return [option.feedback for option in body.options if option.id in (answer or []) and option.feedback]

    def responses(self, body: MultipleChoiceBody, answer: list[str] | None) -> list[tuple[str, str]]:
        return [("", plain(option.text)) for option in body.options if option.id in (answer or ())]

    def offered(self, body: MultipleChoiceBody) -> list[tuple[str, str]]:
        return [("", plain(option.text)) for option in body.options]

    def options_for_audit(self, body: MultipleChoiceBody) -> list[tuple[bool, str]]:
        return [(option.weight > 0, plain(option.text)) for option in body.options]
