"""Match each prompt with a choice."""

import random
from fractions import Fraction
from typing import Annotated, Any, ClassVar, TypedDict

from pydantic import BaseModel, Field, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.options import MOST_OPTIONS, chosen, lettered, shuffled
from quizzes.grading.texts import NeededRich, Part, PartId, QuestionBody, Rich, Words, plain, unique


class Prompt(Part):
    id: PartId
    text: NeededRich
    match: Words
    feedback: Rich = ""


class MatchingBody(QuestionBody):
    shuffle: bool = True
    prompts: Annotated[list[Prompt], Field(min_length=2, max_length=MOST_OPTIONS)]
    extra: Annotated[list[Words], Field(max_length=MOST_OPTIONS)] = []

    @model_validator(mode="after")
    def _choices_differ(self) -> "MatchingBody":
        unique("prompt id", [prompt.id for prompt in self.prompts])
        unique("extra choice", self.extra)
        both = sorted(set(self.extra) & {prompt.match for prompt in self.prompts})
        if both:
            raise ValueError(f"an extra choice matches nothing, but {', '.join(both)} is a match")
        if len(self.choices) < 2:
            raise ValueError("there must be at least two different choices")
        if len(self.choices) > MOST_OPTIONS:
            raise ValueError(f"there are more than {MOST_OPTIONS} choices")
        return self

    @property
    def choices(self) -> list[str]:
        """The different choices, in alphabetical order: the written order would give the matches away."""
        return sorted({prompt.match for prompt in self.prompts} | set(self.extra))


class MatchingOrder(TypedDict):
    prompts: list[str]
    choices: list[str]


def _field(place: str) -> str:
    return f"match-{place}"


@register
class Matching(Kind[MatchingBody]):
    """Match each prompt: every prompt carries an equal part of the mark."""

    kind: ClassVar[str] = "matching"
    body_class: ClassVar[type[BaseModel]] = MatchingBody

    def option_order(self, body: MatchingBody, rng: random.Random) -> MatchingOrder:
        return {
            "prompts": shuffled((prompt.id for prompt in body.prompts), rng, body.shuffle),
            "choices": shuffled(body.choices, rng, body.shuffle),
        }

    def accept(self, body: MatchingBody, answer: object) -> dict[str, str] | None:
        if answer is None or answer == {}:
            return None
        ids, choices = {prompt.id for prompt in body.prompts}, set(body.choices)
        if not isinstance(answer, dict) or any(
            prompt not in ids or not isinstance(choice, str) or choice not in choices
            for prompt, choice in answer.items()
        ):
            raise InvalidAnswer("One of the matches does not belong to this question.")
        return {prompt.id: answer[prompt.id] for prompt in body.prompts if prompt.id in answer}

    def read(self, body: MatchingBody, order: MatchingOrder, data: FormData) -> dict[str, str] | None:
        answer: dict[str, str] = {}
        for prompt, place, _letter in lettered(order["prompts"]):
            picked = chosen(order["choices"], data, _field(place))
            if len(picked) > 1:
                raise InvalidAnswer("Choose one match for each line.")
            if picked:
                answer[prompt] = picked[0]
        return self.accept(body, answer)

    def fraction(self, body: MatchingBody, answer: dict[str, str] | None) -> Fraction:
        given = answer or {}
        right = sum(given.get(prompt.id) == prompt.match for prompt in body.prompts)
        return Fraction(right, len(body.prompts))

    def shown(
        self, body: MatchingBody, order: MatchingOrder, answer: dict[str, str] | None = None
    ) -> dict[str, Any]:
        texts, given = {prompt.id: prompt.text for prompt in body.prompts}, answer or {}
        choices = lettered(order["choices"])
        return {
            "stem": body.stem,
            "prompts": [
                {
                    "name": _field(place),
                    "letter": letter,
                    "text": texts[prompt],
                    "choices": [
                        {"value": value, "text": choice, "checked": given.get(prompt) == choice}
                        for choice, value, _ in choices
                    ],
                }
                for prompt, place, letter in lettered(order["prompts"])
            ],
        }

    def reviewed(
        self, body: MatchingBody, order: MatchingOrder, answer: dict[str, str] | None
    ) -> dict[str, Any]:
        parts, given = {prompt.id: prompt for prompt in body.prompts}, answer or {}
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "prompts": [
                {
                    "letter": letter,
                    "text": parts[prompt].text,
                    "given": given.get(prompt, ""),
                    "match": parts[prompt].match,
                    "right": given.get(prompt) == parts[prompt].match,
                    "feedback": parts[prompt].feedback,
                }
                for prompt, _place, letter in lettered(order["prompts"])
            ],
        }

    def feedback(self, body: MatchingBody, answer: dict[str, str] | None) -> list[str]:
        return [prompt.feedback for prompt in body.prompts if prompt.id in (answer or {}) and prompt.feedback]

    def guess_score(self, body: MatchingBody) -> Fraction:
        return Fraction(1, len(body.choices))

    def responses(self, body: MatchingBody, answer: dict[str, str] | None) -> list[tuple[str, str]]:
        given = answer or {}
        return [(plain(prompt.text), given[prompt.id]) for prompt in body.prompts if prompt.id in given]

    def offered(self, body: MatchingBody) -> list[tuple[str, str]]:
        return [(plain(prompt.text), choice) for prompt in body.prompts for choice in body.choices]
