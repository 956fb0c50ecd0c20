"""Put each item into its group."""

import random
from fractions import Fraction
from typing import Annotated, Any, ClassVar, TypedDict

from pydantic import BaseModel, Field, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.options import chosen, lettered, shuffled
from quizzes.grading.texts import NeededRich, Part, PartId, QuestionBody, Rich, Words, plain, unique

MOST_GROUPS, MOST_ITEMS = 6, 20


class Group(Part):
    id: PartId
    text: Words


class Item(Part):
    id: PartId
    text: NeededRich
    group: PartId
    feedback: Rich = ""


class ClassifyBody(QuestionBody):
    groups: Annotated[list[Group], Field(min_length=2, max_length=MOST_GROUPS)]
    items: Annotated[list[Item], Field(min_length=2, max_length=MOST_ITEMS)]

    @model_validator(mode="after")
    def _every_item_has_its_group(self) -> "ClassifyBody":
        unique("group id", [group.id for group in self.groups])
        unique("group", [group.text for group in self.groups])
        unique("item id", [item.id for item in self.items])
        unique("item", [plain(item.text) for item in self.items])
        known = {group.id for group in self.groups}
        astray = sorted(item.id for item in self.items if item.group not in known)
        if astray:
            raise ValueError(f"the group of {', '.join(astray)} is none of the question's groups")
        return self

    @property
    def names(self) -> dict[str, str]:
        """What the groups are called, by id."""
        return {group.id: group.text for group in self.groups}


class ClassifyOrder(TypedDict):
    items: list[str]
    groups: list[str]


def _field(place: str) -> str:
    return f"group-{place}"


@register
class Classify(Kind[ClassifyBody]):
    """Put each item into its group: every item carries an equal part of the mark.

    Items are always shuffled, since authors write them group by group; groups stand as written.
    """

    kind: ClassVar[str] = "classify"
    body_class: ClassVar[type[BaseModel]] = ClassifyBody

    def option_order(self, body: ClassifyBody, rng: random.Random) -> ClassifyOrder:
        return {
            "items": shuffled((item.id for item in body.items), rng, True),
            "groups": [group.id for group in body.groups],
        }

    def accept(self, body: ClassifyBody, answer: object) -> dict[str, str] | None:
        if answer is None or answer == {}:
            return None
        items, groups = {item.id for item in body.items}, body.names
        if not isinstance(answer, dict) or any(
            item not in items or not isinstance(group, str) or group not in groups
            for item, group in answer.items()
        ):
            raise InvalidAnswer("One of the items or groups does not belong to this question.")
        return {item.id: answer[item.id] for item in body.items if item.id in answer}

    def read(self, body: ClassifyBody, order: ClassifyOrder, data: FormData) -> dict[str, str] | None:
        answer: dict[str, str] = {}
        for item, place, _letter in lettered(order["items"]):
            picked = chosen(order["groups"], data, _field(place))
            if len(picked) > 1:
                raise InvalidAnswer("Choose one group for each item.")
            if picked:
                answer[item] = picked[0]
        return self.accept(body, answer)

    def fraction(self, body: ClassifyBody, answer: dict[str, str] | None) -> Fraction:
        given = answer or {}
        right = sum(given.get(item.id) == item.group for item in body.items)
        return Fraction(right, len(body.items))

    def feedback(self, body: ClassifyBody, answer: dict[str, str] | None) -> list[str]:
        return [item.feedback for item in body.items if item.id in (answer or {}) and item.feedback]

    def guess_score(self, body: ClassifyBody) -> Fraction | None:
        return Fraction(1, len(body.groups))

    def responses(self, body: ClassifyBody, answer: dict[str, str] | None) -> list[tuple[str, str]]:
        given = answer or {}
        return [(plain(item.text), body.names[given[item.id]]) for item in body.items if item.id in given]

    def offered(self, body: ClassifyBody) -> list[tuple[str, str]]:
        return [(plain(item.text), group.text) for item in body.items for group in body.groups]

    def shown(
        self, body: ClassifyBody, order: ClassifyOrder, answer: dict[str, str] | None = None
    ) -> dict[str, Any]:
        texts, given = {item.id: item.text for item in body.items}, answer or {}
        groups = lettered(order["groups"])
        return {
            "stem": body.stem,
            "prompts": [
                {
                    "name": _field(place),
                    "text": texts[item],
                    "choices": [
                        {"value": value, "text": body.names[group], "checked": given.get(item) == group}
                        for group, value, _ in groups
                    ],
                }
                for item, place, _letter in lettered(order["items"])
            ],
        }

    def reviewed(
        self, body: ClassifyBody, order: ClassifyOrder, answer: dict[str, str] | None
    ) -> dict[str, Any]:
        parts, given = {item.id: item for item in body.items}, answer or {}
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "prompts": [
                {
                    "text": parts[item].text,
                    "given": body.names.get(given.get(item, ""), ""),
                    "match": body.names[parts[item].group],
                    "right": given.get(item) == parts[item].group,
                    "feedback": parts[item].feedback,
                }
                for item in order["items"]
            ],
        }
