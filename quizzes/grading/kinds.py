"""The register of kinds of question. A higher app adds its kinds by `register`."""

import random
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Generic, TypeVar, cast

from pydantic import BaseModel

from quizzes.grading.texts import plain

FormData = Mapping[str, Sequence[str]]


class InvalidAnswer(ValueError):
    """What came in is no answer to this question."""


class UnknownKind(LookupError):
    """No kind of question has this name."""


B = TypeVar("B", bound=BaseModel)


class Kind(ABC, Generic[B]):
    """One kind of question.

    An answer is plain JSON data that names the parts of a body by their ids; None is no answer.
    A page never shows those ids, since authors tend to write the right option first: its form
    values are places in the order that the paper holds.
    """

    kind: ClassVar[str]
    body_class: ClassVar[type[BaseModel]]
    draws_figure: ClassVar[bool] = False
    """Whether the kind's own templates draw the figure; for other kinds the page does."""

    def body(self, data: object) -> B:
        """Data as stored, as a body. Raises pydantic.ValidationError."""
        return cast(B, self.body_class.model_validate(data))

    def stem_text(self, body: B) -> str:
        """The question as one line of plain text, for lists and titles."""
        return plain(str(getattr(body, "stem", "")))

    def pictures(self, body: B, order: Any = None) -> list[str]:
        """The slugs of the pictures that a page shows, the figure first; without `order` as written.

        A page never holds a slug: `shown` names a picture by its place in this list, counted from 1.
        """
        figure = str(getattr(body, "figure", ""))
        return [figure] if figure else []

    @abstractmethod
    def option_order(self, body: B, rng: random.Random) -> Any:
        """The order in which a paper shows the options: JSON data, by ids."""

    @abstractmethod
    def accept(self, body: B, answer: object) -> Any:
        """An answer in its one canonical form. Raises InvalidAnswer."""

    @abstractmethod
    def read(self, body: B, order: Any, data: FormData) -> Any:
        """The answer that a page's form holds, None when it holds none. Raises InvalidAnswer."""

    @abstractmethod
    def fraction(self, body: B, answer: Any) -> Fraction:
        """The part of the mark, from 0 to 1, that an accepted answer earns."""

    @abstractmethod
    def shown(self, body: B, order: Any, answer: Any = None) -> dict[str, Any]:
        """What the page of a running attempt may show: nothing that tells right from wrong."""

    @abstractmethod
    def reviewed(self, body: B, order: Any, answer: Any) -> dict[str, Any]:
        """What a review shows: the answer beside the right one, with feedback and explanation."""

    def disclosed(self, data: Any) -> Any:
        """An order or an answer as its officer may have it at any time, among the data kept of them.

        A kind whose papers hold more than options and their order leaves out what tells the key.
        """
        return data

    def feedback(self, body: B, answer: Any) -> list[str]:
        """The feedback, as rich text, to what was answered: it judges that, and does not tell the key."""
        return []

    def guess_score(self, body: B) -> Fraction | None:
        """The part of the mark that guessing without any knowledge earns on average; None: no such figure."""
        return None

    def responses(self, body: B, answer: Any) -> list[tuple[str, str]]:
        """What an answer says, for statistics: for each part that is answered, the part and the response.

        A kind of one part leaves its name empty. Nothing for no answer.
        """
        return []

    def offered(self, body: B) -> list[tuple[str, str]]:
        """Every response that the page offers, in the same form and in the order of the author."""
        return []

    def options_for_audit(self, body: B) -> list[tuple[bool, str]]:
        """For a kind whose options are each right or wrong: the verdict on each, and its words."""
        return []


_kinds: dict[str, Kind[Any]] = {}

K = TypeVar("K", bound=Kind[Any])


def register(kind_class: type[K]) -> type[K]:
    """Class decorator: make a kind known by its name."""
    _kinds[kind_class.kind] = kind_class()
    return kind_class


def get(slug: str) -> Kind[Any]:
    """The kind of this name. Raises UnknownKind."""
    try:
        return _kinds[slug]
    except KeyError:
        raise UnknownKind(
            f"There is no kind of question “{slug}”; there are {', '.join(sorted(_kinds))}."
        ) from None


def all() -> list[Kind[Any]]:
    """Every kind, in the order of registration."""
    return list(_kinds.values())


def validate_body(slug: str, data: object) -> BaseModel:
    """The body of a question, checked. Raises pydantic.ValidationError, UnknownKind."""
    return get(slug).body_class.model_validate(data)
