"""Put items in order: how much of the order is right, by one of nine ways of counting."""

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import factorial
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.options import chosen, lettered
from quizzes.grading.texts import NeededRich, Part, PartId, QuestionBody, plain, unique

ORDER_FIELD, PLACED_FIELD, MOVE_FIELD = "order", "placed", "move"

Mode = Literal[
    "all_or_nothing",
    "absolute_position",
    "relative_next",
    "relative_next_and_last",
    "relative_one_previous_next",
    "relative_all_previous_next",
    "longest_ordered_subset",
    "longest_contiguous_subset",
    "distance",
]


class Item(Part):
    id: PartId
    text: NeededRich


class OrderingBody(QuestionBody):
    """The items stand in the right order."""

    items: Annotated[list[Item], Field(min_length=2, max_length=12)]
    mode: Mode = "absolute_position"

    @model_validator(mode="after")
    def _items_differ(self) -> "OrderingBody":
        unique("item id", [item.id for item in self.items])
        unique("item", [plain(item.text) for item in self.items])
        return self

    @property
    def ids(self) -> list[str]:
        return [item.id for item in self.items]


def _neighbours(places: Sequence[int]) -> set[tuple[int, int]]:
    """Each place with the one that follows it."""
    return set(pairwise(places))


def _longest_ordered(places: Sequence[int]) -> int:
    """How many items stand in the right order when the others are left out."""
    lengths: list[int] = []
    for here, place in enumerate(places):
        before = [lengths[there] for there in range(here) if places[there] < place]
        lengths.append(1 + max(before, default=0))
    return max(lengths)


def _longest_contiguous(places: Sequence[int]) -> int:
    """How many items that follow one another are in the right order; others may stand between them."""
    where = {place: here for here, place in enumerate(places)}
    longest = length = 1
    for place in range(1, len(places)):
        length = length + 1 if where[place - 1] < where[place] else 1
        longest = max(longest, length)
    return longest


def mark_order(mode: Mode, places: Sequence[int]) -> Fraction:
    """The part of the mark for items given by their right places, counted from 0, in the order they stand."""
    number = len(places)
    in_place = sum(here == place for here, place in enumerate(places))
    followed = len(_neighbours(places) & _neighbours(range(number)))
    match mode:
        case "all_or_nothing":
            return Fraction(in_place == number)
        case "absolute_position":
            return Fraction(in_place, number)
        case "relative_next":
            return Fraction(followed, number - 1)
        case "relative_next_and_last":
            return Fraction(followed + (places[-1] == number - 1), number)
        case "relative_one_previous_next":
            ends = (places[0] == 0) + (places[-1] == number - 1)
            return Fraction(2 * followed + ends, 2 * number)
        case "relative_all_previous_next":
            before = sum(places[one] < places[two] for two in range(number) for one in range(two))
            return Fraction(2 * before, number * (number - 1))
        case "longest_ordered_subset" | "longest_contiguous_subset":
            longest = (_longest_ordered if mode == "longest_ordered_subset" else _longest_contiguous)(places)
            return Fraction(longest, number) if longest > 1 else Fraction(0)
        case "distance":
            near = sum(max(0, number - 1 - abs(here - place)) for here, place in enumerate(places))
            return Fraction(near, number * (number - 1))


@register
class Ordering(Kind[OrderingBody]):
    """Put items in order. A page always holds a whole order; it is an answer once it is kept as one."""

    kind: ClassVar[str] = "ordering"
    body_class: ClassVar[type[BaseModel]] = OrderingBody

    def option_order(self, body: OrderingBody, rng: random.Random) -> list[str]:
        order = sorted(body.ids)
        rng.shuffle(order)
        while order == body.ids:
            rng.shuffle(order)
        return order

    def accept(self, body: OrderingBody, answer: object) -> list[str] | None:
        if answer is None:
            return None
        if not isinstance(answer, list) or not all(isinstance(item, str) for item in answer):
            raise InvalidAnswer("This answer is no order.")
        if sorted(answer) != sorted(body.ids):
            raise InvalidAnswer("An order names every item once.")
        return answer

    def read(self, body: OrderingBody, order: list[str], data: FormData) -> list[str] | None:
        items = chosen(order, data, ORDER_FIELD)
        moves = list(data.get(MOVE_FIELD, ()))
        if not data.get(PLACED_FIELD) and not moves:
            return None
        if len(moves) > 1 or self.accept(body, items) is None:
            raise InvalidAnswer("One item is moved at a time.")
        return _moved(items, order, moves[0]) if moves else items

    def fraction(self, body: OrderingBody, answer: list[str] | None) -> Fraction:
        if answer is None:
            return Fraction(0)
        return mark_order(body.mode, [body.ids.index(item) for item in answer])

    def shown(self, body: OrderingBody, order: list[str], answer: list[str] | None = None) -> dict[str, Any]:
        texts = {item.id: item.text for item in body.items}
        values = {item: value for item, value, _letter in lettered(order)}
        return {
            "stem": body.stem,
            "name": ORDER_FIELD,
            "rows": [{"value": values[item], "text": texts[item]} for item in answer or order],
            "placed_name": PLACED_FIELD,
            "placed": answer is not None,
            "move_name": MOVE_FIELD,
        }

    def reviewed(self, body: OrderingBody, order: list[str], answer: list[str] | None) -> dict[str, Any]:
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "mode": body.mode,
            "rows": [
                {
                    "number": number,
                    "text": item.text,
                    "given": answer.index(item.id) + 1 if answer else None,
                }
                for number, item in enumerate(body.items, 1)
            ],
        }

    def guess_score(self, body: OrderingBody) -> Fraction | None:
        number = len(body.items)
        match body.mode:
            case "all_or_nothing":
                return Fraction(1, factorial(number))
            case "relative_all_previous_next":
                return Fraction(1, 2)
            case "distance":
                return Fraction(2 * number - 1, 3 * number)
            case "longest_ordered_subset" | "longest_contiguous_subset":
                return None
            case _:
                return Fraction(1, number)

    def responses(self, body: OrderingBody, answer: list[str] | None) -> list[tuple[str, str]]:
        if answer is None:
            return []
        return [(plain(item.text), str(answer.index(item.id) + 1)) for item in body.items]

    def offered(self, body: OrderingBody) -> list[tuple[str, str]]:
        places = range(1, len(body.items) + 1)
        return [(plain(item.text), str(place)) for item in body.items for place in places]


def _moved(items: list[str], order: list[str], move: str) -> list[str]:
    """The items after the move that a button names, such as `3:up`. At the ends nothing moves."""
    value, _, way = move.partition(":")
    moving = next((item for item, known, _letter in lettered(order) if known == value), None)
    if moving is None or way not in ("up", "down"):
        raise InvalidAnswer("This item cannot be moved so.")
    left = [item for item in items if item != moving]
    place = items.index(moving) + (-1 if way == "up" else 1)
    place = min(max(place, 0), len(left))
    return [*left[:place], moving, *left[place:]]
