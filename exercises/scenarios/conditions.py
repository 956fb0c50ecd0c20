"""Conditions on the state of a run, such as `evidence >= 2 and not (trust < 30 or sample = 0)`.

A language of its own, as small as scenarios need: whole numbers, names of the state, + and −, comparisons,
`and`, `or`, `not`, brackets. It is parsed here and worked out here; nothing of it reaches Python's own
evaluation. Length and depth are bounded.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

MAX_LENGTH = 200
MAX_DEPTH = 8
MAX_NUMBER = 9999

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
WORDS = frozenset({"and", "or", "not"})
_TOKEN = re.compile(r" *(?:(?P<number>[0-9]+)|(?P<name>[a-z][a-z0-9_]*)|(?P<sign><=|>=|!=|[<>=+()-]))")

State = Mapping[str, int]


class ConditionError(ValueError):
    """A condition that cannot be read. `at` is the place of the fault, counted from 1."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(f"{message} (character {at} of the condition)")
        self.at = at


@dataclass(frozen=True)
class Number:
    value: int

    def of(self, state: State) -> int:
        return self.value

    def names(self) -> Iterator[str]:
        yield from ()


@dataclass(frozen=True)
class Name:
    name: str

    def of(self, state: State) -> int:
        return state[self.name]

    def names(self) -> Iterator[str]:
        yield self.name


@dataclass(frozen=True)
class Sum:
    """Terms with their sign, 1 or −1."""

    terms: tuple[tuple[int, Number | Name], ...]

    def of(self, state: State) -> int:
        return sum(sign * term.of(state) for sign, term in self.terms)

    def names(self) -> Iterator[str]:
        for _sign, term in self.terms:
            yield from term.names()


@dataclass(frozen=True)
class Comparison:
    left: Sum
    sign: str
    right: Sum

    def holds(self, state: State) -> bool:
        return COMPARISONS[self.sign](self.left.of(state), self.right.of(state))

    def names(self) -> Iterator[str]:
        yield from self.left.names()
        yield from self.right.names()


@dataclass(frozen=True)
class Not:
    part: "Condition"

    def holds(self, state: State) -> bool:
        return not self.part.holds(state)

    def names(self) -> Iterator[str]:
        yield from self.part.names()


@dataclass(frozen=True)
class All:
    parts: tuple["Condition", ...]

    def holds(self, state: State) -> bool:
        return all(part.holds(state) for part in self.parts)

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()


@dataclass(frozen=True)
class Any:
    parts: tuple["Condition", ...]

    def holds(self, state: State) -> bool:
        return any(part.holds(state) for part in self.parts)

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()


Condition = Comparison | Not | All | Any


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """The condition that a text says. Raises ConditionError."""
    if len(text) > MAX_LENGTH:
        raise ConditionError(MAX_LENGTH + 1, f"A condition has at most {MAX_LENGTH} characters.")
    return _Parser(text).whole()


def holds(text: str, state: State) -> bool:
    """Whether a condition holds in a state; an empty one always does."""
    return not text or parse(text).holds(state)


def names(text: str) -> frozenset[str]:
    """The names of the state that a condition asks for."""
    return frozenset(parse(text).names()) if text else frozenset()


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    end = len(text.rstrip(" "))
    while place < end:
        found = _TOKEN.match(text, place)
        if found is None or found.lastgroup is None:
            at = place + len(text[place:]) - len(text[place:].lstrip(" "))
            raise ConditionError(at + 1, f"“{text[at]}” cannot stand in a condition.")
        word = found[found.lastgroup]
        at = found.end() - len(word)
        yield _Token("word" if word in WORDS else found.lastgroup, word, at + 1)
        place = found.end()
    yield _Token("end", "", end + 1)


class _Parser:
    """Recursive descent; only brackets and `not` go deeper."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._place = 0
        self._depth = 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self, *texts: str) -> str:
        """The next sign or word if it is one of these, else nothing."""
        token = self._next
        if token.kind in ("sign", "word") and token.text in texts:
            self._place += 1
            return token.text
        return ""

    def _expected(self, what: str) -> ConditionError:
        token = self._next
        found = f"“{token.text}” stands there" if token.text else "the condition ends"
        return ConditionError(token.at, f"{what} is expected where {found}.")

    def whole(self) -> Condition:
        condition = self._any()
        if self._next.kind == "end":
            return condition
        if self._next.text in COMPARISONS:
            raise ConditionError(
                self._next.at, "Only two values are compared at a time: join comparisons with “and”."
            )
        raise self._expected("“and”, “or” or the end")

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Condition:
        at = self._next.at
        if self._take("not"):
            self._deeper(at)
            part: Condition = Not(self._one())
        elif self._take("("):
            self._deeper(at)
            part = self._any()
            if not self._take(")"):
                raise self._expected("“)”")
        else:
            return self._comparison()
        self._depth -= 1
        return part

    def _deeper(self, at: int) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ConditionError(at, f"Brackets and “not” go at most {MAX_DEPTH} deep.")

    def _comparison(self) -> Comparison:
        left = self._sum()
        sign = self._take(*COMPARISONS)
        if not sign:
            raise self._expected("A comparison (< <= > >= = !=)")
        if sign == "=" and self._next.text == "=":
            raise ConditionError(self._next.at, "Equality is written with one “=”.")
        return Comparison(left, sign, self._sum())

    def _sum(self) -> Sum:
        sign = -1 if self._take("-") else 1
        terms = [(sign, self._term())]
        while taken := self._take("+", "-"):
            terms.append((-1 if taken == "-" else 1, self._term()))
        return Sum(tuple(terms))

    def _term(self) -> Number | Name:
        token = self._next
        if token.kind == "number":
            if len(token.text) > 4:
                raise ConditionError(token.at, f"The greatest number is {MAX_NUMBER}.")
            self._place += 1
            return Number(int(token.text))
        if token.kind == "name":
            self._place += 1
            return Name(token.text)
        raise self._expected("A number or a name of the state")
