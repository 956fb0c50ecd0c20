"""True or false."""

import random
from fractions import Fraction
from typing import Any, ClassVar

from pydantic import BaseModel

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.options import chosen, lettered
from quizzes.grading.texts import Part, QuestionBody, Rich

TRUE, FALSE = "true", "false"


class Feedback(Part):
    true: Rich = ""
    false: Rich = ""


class TrueFalseBody(QuestionBody):
    answer: bool
    feedback: Feedback = Feedback()


@register
class TrueFalse(Kind[TrueFalseBody]):
    """True or false: the whole mark or nothing. True always stands first."""

    kind: ClassVar[str] = "true_false"
    body_class: ClassVar[type[BaseModel]] = TrueFalseBody

    def option_order(self, body: TrueFalseBody, rng: random.Random) -> list[str]:
        return [TRUE, FALSE]

    def accept(self, body: TrueFalseBody, answer: object) -> bool | None:
        if answer is None or isinstance(answer, bool):
            return answer
        raise InvalidAnswer("Answer true or false.")

    def read(self, body: TrueFalseBody, order: list[str], data: FormData) -> bool | None:
        ids = chosen(order, data)
        if len(ids) > 1:
            raise InvalidAnswer("Choose one option only.")
        return ids[0] == TRUE if ids else None

    def fraction(self, body: TrueFalseBody, answer: bool | None) -> Fraction:
        return Fraction(answer is not None and answer == body.answer)

    def shown(self, body: TrueFalseBody, order: list[str], answer: bool | None = None) -> dict[str, Any]:
        return {
            "stem": body.stem,
            "options": [
                {
                    "value": value,
                    "letter": letter,
                    "says": option == TRUE,
                    "checked": answer is (option == TRUE),
                }
                for option, value, letter in lettered(order)
            ],
        }

    def reviewed(self, body: TrueFalseBody, order: list[str], answer: bool | None) -> dict[str, Any]:
        feedback = {TRUE: body.feedback.true, FALSE: body.feedback.false}
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "options": [
                {
                    "value": value,
                    "letter": letter,
                    "says": option == TRUE,
                    "checked": answer is (option == TRUE),
                    "right": body.answer is (option == TRUE),
                    "feedback": feedback[option],
                }
                for option, value, letter in lettered(order)
            ],
        }

    def feedback(self, body: TrueFalseBody, answer: bool | None) -> list[str]:
        told = "" if answer is None else body.feedback.true if answer else body.feedback.false
        return [told] if told else []

    def guess_score(self, body: TrueFalseBody) -> Fraction:
        return Fraction(1, 2)

    def responses(self, body: TrueFalseBody, answer: bool | None) -> list[tuple[str, str]]:
        return [] if answer is None else [("", TRUE if answer else FALSE)]

    def offered(self, body: TrueFalseBody) -> list[tuple[str, str]]:
        return [("", TRUE), ("", FALSE)]
