"""Choose one or several regions of a figure."""

import random
import re
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from html import escape
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field, PlainSerializer, PlainValidator, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.options import chosen
from quizzes.grading.texts import Part, PartId, QuestionBody, Rich, Words, unique
from quizzes.types.multiple_choice.grading import Weight

MOST_REGIONS = 12
LEAST_SIDE = Decimal(2)
# Regions whose corners differ by less than this in height stand in one row.
ROW = Decimal(4)
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,4})?", re.ASCII)
_HUNDREDTH = Decimal("0.01")


def _percent(value: object) -> Decimal:
    """A place on the picture in per cent of its width or height, to a hundredth."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = Decimal(value.strip())
    if not isinstance(value, Decimal) or not 0 <= value <= 100:
        raise ValueError("write a place on the picture in per cent, such as 12.5, from 0 to 100")
    return value.quantize(_HUNDREDTH, ROUND_HALF_EVEN)


def _written(value: Decimal) -> str:
    """A number in its one spelling: 12.5, 40."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


Percent = Annotated[Decimal, PlainValidator(_percent), PlainSerializer(_written, return_type=str)]
Point = Annotated[list[Percent], Field(min_length=2, max_length=2)]


class Rectangle(Part):
    """`x` and `y` are the upper left corner."""

    kind: Literal["rect"]
    x: Percent
    y: Percent
    width: Percent
    height: Percent

    @model_validator(mode="after")
    def _lies_on_the_picture(self) -> "Rectangle":
        if min(self.width, self.height) < LEAST_SIDE:
            raise ValueError(f"a region must be at least {LEAST_SIDE} per cent wide and high, to be seen")
        if self.x + self.width > 100 or self.y + self.height > 100:
            raise ValueError("the rectangle reaches beyond the picture")
        return self

    @property
    def corner(self) -> tuple[Decimal, Decimal]:
        return self.x, self.y


class Circle(Part):
    """`x` and `y` are the centre, `r` is the radius in per cent of the picture's width."""

    kind: Literal["circle"]
    x: Percent
    y: Percent
    r: Percent

    @model_validator(mode="after")
    def _can_be_seen(self) -> "Circle":
        if 2 * self.r < LEAST_SIDE or self.r > 50:
            raise ValueError("the radius of a circle lies between 1 and 50 per cent of the picture's width")
        return self

    @property
    def corner(self) -> tuple[Decimal, Decimal]:
        return self.x, self.y


class Polygon(Part):
    kind: Literal["polygon"]
    points: Annotated[list[Point], Field(min_length=3, max_length=20)]

    @model_validator(mode="after")
    def _can_be_seen(self) -> "Polygon":
        for axis in (0, 1):
            along = [point[axis] for point in self.points]
            if max(along) - min(along) < LEAST_SIDE:
                raise ValueError(f"a region must be at least {LEAST_SIDE} per cent wide and high, to be seen")
        return self

    @property
    def corner(self) -> tuple[Decimal, Decimal]:
        """The highest point, of several the leftmost."""
        x, y = min(self.points, key=lambda point: (point[1], point[0]))
        return x, y


Shape = Annotated[Rectangle | Circle | Polygon, Field(discriminator="kind")]


class Region(Part):
    """`name` says where a region lies and nothing of its meaning; `label` says in the review what it is."""

    id: PartId
    name: Words
    label: Words
    shape: Shape
    weight: Weight
    feedback: Rich = ""


class HotspotBody(QuestionBody):
    """The figure is needed here."""

    select: Literal["one", "many"]
    regions: Annotated[list[Region], Field(min_length=2, max_length=MOST_REGIONS)]

    @model_validator(mode="after")
    def _weights_are_fair(self) -> "HotspotBody":
        if not self.figure:
            raise ValueError("choose the figure on which the regions lie")
        unique("region id", [region.id for region in self.regions])
        unique("region name", [region.name for region in self.regions])
        weights = [region.weight for region in self.regions]
        if self.select == "one" and sorted(weights) != [Fraction(0)] * (len(weights) - 1) + [Fraction(1)]:
            raise ValueError("where one region is chosen, one has the weight 1 and every other 0")
        gains = sum((weight for weight in weights if weight > 0), Fraction(0))
        if gains != 1:
            raise ValueError(f"the weights above 0 must sum to 1; here they sum to {gains}")
        if self.select == "many" and min(weights) >= 0:
            raise ValueError(
                "a wrong region must cost something (a weight below 0), or ticking all earns the mark"
            )
        return self

    @property
    def reading_order(self) -> list[str]:
        """The ids by where the regions lie, row by row: the written order would give the right one away."""
        rows: list[list[tuple[Decimal, Decimal, str]]] = []
        for y, x, region in sorted((*region.shape.corner[::-1], region.id) for region in self.regions):
            if not rows or y - rows[-1][0][1] > ROW:
                rows.append([])
            rows[-1].append((x, y, region))
        return [region for row in rows for _x, _y, region in sorted(row)]


def _numbered(order: list[str]) -> list[tuple[str, str]]:
    """For each region in order: its id, and its number, which is also its form value."""
    return [(region, str(number)) for number, region in enumerate(order, 1)]


@register
class Hotspot(Kind[HotspotBody]):
    """Choose regions of a figure: the weights of the chosen ones, never below 0 nor above 1."""

    kind: ClassVar[str] = "hotspot"
    body_class: ClassVar[type[BaseModel]] = HotspotBody
    draws_figure: ClassVar[bool] = True

    def option_order(self, body: HotspotBody, rng: random.Random) -> list[str]:
        return body.reading_order

    def accept(self, body: HotspotBody, answer: object) -> list[str] | None:
        if answer is None or answer == []:
            return None
        ids = {region.id for region in body.regions}
        if not isinstance(answer, list) or any(
            not isinstance(region, str) or region not in ids for region in answer
        ):
            raise InvalidAnswer("One of the regions does not belong to this question.")
        if body.select == "one" and len(set(answer)) > 1:
            raise InvalidAnswer("Choose one region only.")
        return sorted(set(answer))

    def read(self, body: HotspotBody, order: list[str], data: FormData) -> list[str] | None:
        return self.accept(body, chosen(order, data))

    def fraction(self, body: HotspotBody, answer: list[str] | None) -> Fraction:
        ticked = frozenset(answer or ())
        earned = sum((region.weight for region in body.regions if region.id in ticked), Fraction(0))
        return min(max(earned, Fraction(0)), Fraction(1))

    def feedback(self, body: HotspotBody, answer: list[str] | None) -> list[str]:
        return [region.feedback for region in body.regions if region.id in (answer or []) and region.feedback]

    def guess_score(self, body: HotspotBody) -> Fraction | None:
        return Fraction(1, len(body.regions)) if body.select == "one" else None

    def responses(self, body: HotspotBody, answer: list[str] | None) -> list[tuple[str, str]]:
        return [("", region.label) for region in body.regions if region.id in (answer or ())]

    def offered(self, body: HotspotBody) -> list[tuple[str, str]]:
        return [("", region.label) for region in body.regions]

    def shown(self, body: HotspotBody, order: list[str], answer: list[str] | None = None) -> dict[str, Any]:
        parts = {region.id: region for region in body.regions}
        return {
            "stem": body.stem,
            "many": body.select == "many",
            "options": [
                {
                    "value": number,
                    "letter": number,
                    "text": escape(parts[region].name),
                    "shape": parts[region].shape.model_dump(mode="json"),
                    "checked": region in (answer or ()),
                }
                for region, number in _numbered(order)
            ],
        }

    def reviewed(self, body: HotspotBody, order: list[str], answer: list[str] | None) -> dict[str, Any]:
        parts = {region.id: region for region in body.regions}
        worth = {region.id: {"weight": region.weight} for region in body.regions if body.select == "many"}
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "many": body.select == "many",
            "options": [
                {
                    "value": number,
                    "letter": number,
                    "text": f"{escape(parts[region].name)}: <strong>{escape(parts[region].label)}</strong>",
                    "shape": parts[region].shape.model_dump(mode="json"),
                    "checked": region in (answer or ()),
                    "right": parts[region].weight > 0,
                    "feedback": parts[region].feedback,
                }
                | worth.get(region, {})
                for region, number in _numbered(order)
            ],
        }
