"""Who is probably one person twice: by staff number, address and name as they are usually mistyped.

People who share nothing are never compared: each gives keys, and only who shares one is looked at. So
20,000 people take seconds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import combinations

from anyascii import anyascii
from rapidfuzz.distance import OSA

# As many people of one name say nothing about any two of them.
NAMESAKES = 10
# In a larger group of similar names each is compared with its neighbours in the alphabet only.
NEIGHBOURS = 40
# Mail services for which dots before the @ make no difference.
DOTLESS = frozenset({"gmail.com", "googlemail.com"})
LETTER_FOR_ZERO = re.compile(r"(?<=\d)O+|O+(?=\d)")
LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class Reason(StrEnum):
    NUMBER = "number"
    EMAIL = "email"
    NAME = "name"
    INITIALS = "initials"
    NEAR_NAME = "near_name"


class Strength(IntEnum):
    POSSIBLE = 1
    LIKELY = 2
    STRONG = 3


STRENGTHS = {
    Reason.NUMBER: Strength.STRONG,
    Reason.EMAIL: Strength.STRONG,
    Reason.NAME: Strength.LIKELY,
    Reason.INITIALS: Strength.POSSIBLE,
    Reason.NEAR_NAME: Strength.POSSIBLE,
}


@dataclass(frozen=True)
class Person:
    """What is known of one account: the names in any script, the address, all staff numbers."""

    key: int
    names: tuple[str, ...]
    email: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two accounts by their keys, the lower one first, and why they may be one person."""

    first: int
    second: int
    reasons: tuple[Reason, ...]

    @property
    def strength(self) -> Strength:
        """That of the best reason; two independent ones together are strong."""
        if len(self.reasons) > 1:
            return Strength.STRONG
        return STRENGTHS[self.reasons[0]]


def plain_number(text: str) -> str:
    """A staff number without what is mistyped: separators, leading zeros, the letter O for a zero.

    >>> plain_number("s-OO12/b")
    'S12B'
    """
    kept = "".join(character for character in anyascii(text).upper() if character.isalnum())
    return LEADING_ZEROS.sub("", LETTER_FOR_ZERO.sub(lambda found: "0" * len(found[0]), kept))


def plain_email(text: str) -> str:
    """An address without case, without what follows a plus, and without dots where they mean nothing."""
    local, at, domain = text.strip().lower().rpartition("@")
    local = local.partition("+")[0]
    if domain in DOTLESS:
        local = local.replace(".", "")
    return f"{local}{at}{domain}" if local else ""


def plain_name(text: str) -> tuple[str, ...]:
    """The words of a name in plain Latin letters, in the order of the alphabet."""
    letters = re.sub(r"['’ʼ`]", "", anyascii(text).lower())
    return tuple(sorted(re.findall(r"[a-z]+", letters)))


def find_pairs(people: Iterable[Person]) -> list[Pair]:
    """All pairs that may be one person, the strongest first."""
    people = list(people)
    found: dict[tuple[int, int], set[Reason]] = defaultdict(set)
    for (first, second), reason in _reasons(people):
        found[min(first, second), max(first, second)].add(reason)
    pairs = [Pair(*keys, _telling(reasons)) for keys, reasons in found.items()]
    return sorted(pairs, key=lambda pair: (-pair.strength, pair.first, pair.second))


def _telling(reasons: set[Reason]) -> tuple[Reason, ...]:
    """The reasons in their order; of those about names only the best."""
    about_names = [reason for reason in (Reason.NAME, Reason.INITIALS, Reason.NEAR_NAME) if reason in reasons]
    others = [reason for reason in (Reason.NUMBER, Reason.EMAIL) if reason in reasons]
    return (*others, *about_names[:1])


def _reasons(people: list[Person]) -> Iterator[tuple[tuple[int, int], Reason]]:
    numbers, emails, names = defaultdict(set), defaultdict(set), defaultdict(set)
    for person in people:
        for number in filter(None, map(plain_number, person.numbers)):
            numbers[number].add(person.key)
        if email := plain_email(person.email):
            emails[email].add(person.key)
        for name in filter(None, map(plain_name, person.names)):
            names[name].add(person.key)
    for reason, groups in ((Reason.NUMBER, numbers), (Reason.EMAIL, emails)):
        for keys in groups.values():
            yield from ((pair, reason) for pair in combinations(sorted(keys), 2))
    for name, keys in names.items():
        # One word alone, or a name that many bear, tells nobody from another.
        if len(name) > 1 and len(keys) <= NAMESAKES:
            yield from ((pair, Reason.NAME) for pair in combinations(sorted(keys), 2))
    yield from _by_similar_names(names)


def _by_similar_names(
    names: dict[tuple[str, ...], set[int]],
) -> Iterator[tuple[tuple[int, int], Reason]]:
    """Names that differ in one word, which is an initial of the other's or nearly the same."""
    rare = {name: keys for name, keys in names.items() if len(name) > 1 and len(keys) <= NAMESAKES}
    blocks: dict[tuple[tuple[str, ...], str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in rare:
        for place, word in enumerate(name):
            others = name[:place] + name[place + 1 :]
            if all(len(other) == 1 for other in others):
                continue
            blocks[others, f"^{word[0]}"].append((word, name))
            blocks[others, f"{word[-1]}$"].append((word, name))
    for block in blocks.values():
        block.sort()
        for place, (word, name) in enumerate(block):
            for other_word, other_name in block[place + 1 : place + 1 + NEIGHBOURS]:
                if name == other_name or not (reason := _alike(word, other_word)):
                    continue
                for one in rare[name]:
                    for other in rare[other_name] - {one}:
                        yield (one, other), reason


def _alike(word: str, other: str) -> Reason | None:
    """Whether two different words may be the same word of a name."""
    short, long = sorted((word, other), key=len)
    if len(short) == 1:
        return Reason.INITIALS if long.startswith(short) and len(long) > 1 else None
    allowed = 2 if len(short) >= 8 else 1 if len(short) >= 4 else 0
    return Reason.NEAR_NAME if 0 < OSA.distance(word, other, score_cutoff=allowed) <= allowed else None
