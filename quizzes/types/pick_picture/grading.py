"""Choose the right one of several pictures."""

import random
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field, StringConstraints, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.options import chosen, lettered, shuffled
from quizzes.grading.texts import Part, PartId, QuestionBody, Rich, unique

MOST_PICTURES = 6
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]


class PictureOption(Part):
    id: PartId
    image: Slug
    right: bool = False
    feedback: Rich = ""


class PickPictureBody(QuestionBody):
    options: Annotated[list[PictureOption], Field(min_length=2, max_length=MOST_PICTURES)]

    @model_validator(mode="after")
    def _one_is_right(self) -> "PickPictureBody":
        unique("option id", [option.id for option in self.options])
        unique("picture", [option.image for option in self.options])
        right = [option.id for option in self.options if option.right]
        if len(right) != 1:
            found = ", ".join(right) if right else "none"
            raise ValueError(f"exactly one picture must be right; here: {found}")
        return self


@register
class PickPicture(Kind[PickPictureBody]):
    """Choose one of several pictures, always shuffled: the whole mark for the right one."""

    kind: ClassVar[str] = "pick_picture"
    body_class: ClassVar[type[BaseModel]] = PickPictureBody

    def pictures(self, body: PickPictureBody, order: list[str] | None = None) -> list[str]:
        images = {option.id: option.image for option in body.options}
        options = [images[option] for option in (images if order is None else order)]
        return [body.figure, *options] if body.figure else options

    def option_order(self, body: PickPictureBody, rng: random.Random) -> list[str]:
        return shuffled((option.id for option in body.options), rng, True)

    def accept(self, body: PickPictureBody, answer: object) -> str | None:
        if answer is None:
            return None
        if not isinstance(answer, str) or all(answer != option.id for option in body.options):
            raise InvalidAnswer("This picture does not belong to this question.")
        return answer

    def read(self, body: PickPictureBody, order: list[str], data: FormData) -> str | None:
        ids = chosen(order, data)
        if len(ids) > 1:
            raise InvalidAnswer("Choose one picture only.")
        return self.accept(body, ids[0]) if ids else None

    def fraction(self, body: PickPictureBody, answer: str | None) -> Fraction:
        return Fraction(any(option.right and option.id == answer for option in body.options))

    def feedback(self, body: PickPictureBody, answer: str | None) -> list[str]:
        return [option.feedback for option in body.options if option.id == answer and option.feedback]

    def guess_score(self, body: PickPictureBody) -> Fraction | None:
        return Fraction(1, len(body.options))

    def responses(self, body: PickPictureBody, answer: str | None) -> list[tuple[str, str]]:
        return [("", option.image) for option in body.options if option.id == answer]

    def offered(self, body: PickPictureBody) -> list[tuple[str, str]]:
        return [("", option.image) for option in body.options]

    def _rows(self, body: PickPictureBody, order: list[str], answer: str | None) -> list[dict[str, Any]]:
        first = 2 if body.figure else 1
        return [
            {"value": value, "letter": letter, "picture": place, "checked": option == answer}
            for place, (option, value, letter) in enumerate(lettered(order), first)
        ]

    def shown(self, body: PickPictureBody, order: list[str], answer: str | None = None) -> dict[str, Any]:
        return {"stem": body.stem, "options": self._rows(body, order, answer)}

    def reviewed(self, body: PickPictureBody, order: list[str], answer: str | None) -> dict[str, Any]:
        parts = {option.id: option for option in body.options}
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "options": [
                row | {"right": parts[option].right, "feedback": parts[option].feedback}
                for option, row in zip(order, self._rows(body, order, answer), strict=True)
            ],
        }
