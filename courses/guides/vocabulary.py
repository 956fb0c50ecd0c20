"""Whether the vocabulary of a group makes a key: few characters that several entries share.

A key of states that belong to one entry each would be a list of names.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from courses.guides.forms import EntryForm, GroupForm, GuideForm
from courses.guides.keys import matrix_of, ranked

MOST_CHARACTERS = 12
STATES = (2, 7)
LEAST_FILLED = 60
"""Per cent of the cells of a group."""
STILL_AMONG = 3
"""With one wrong observation the right entry is still among so many."""

# What the law says of goods cannot be seen on them.
_LAW = re.compile(r"\b(?:annex|appendix|controlled|exempt(?:ed|ion)?|listed|listing)\b", re.IGNORECASE)


def findings(guide: GuideForm) -> list[tuple[str, str, str]]:
    """(rule, group, sentence) of every rule that a group of the guide breaks."""
    return [
        (rule, group.id, message)
        for group in guide.groups
        for rule, message in group_findings(group, guide.members(group.id))
    ]


def group_findings(group: GroupForm, entries: list[EntryForm]) -> Iterator[tuple[str, str]]:
    """(rule, sentence) of every rule that one group breaks."""
    if not entries:
        yield "group-empty", "The group has no entry."
        return
    yield from _measures(group)
    yield from _lone_states(group, entries)
    cells = len(entries) * len(group.characters)
    filled = sum(bool(entry.states.get(character.id)) for entry in entries for character in group.characters)
    if cells and 100 * filled < LEAST_FILLED * cells:
        share = 100 * filled // cells
        yield "cells", f"{share} % of its cells are filled; at least {LEAST_FILLED} %."
    yield from _same_rows(group, entries)
    for entry, character, state in lost_by_a_flip(group, entries):
        yield (
            "flip",
            f"{entry} is not among the first {STILL_AMONG} when {character} is taken for {state}.",
        )


def _measures(group: GroupForm) -> Iterator[tuple[str, str]]:
    if len(group.characters) > MOST_CHARACTERS:
        yield "characters", f"It has {len(group.characters)} characters; at most {MOST_CHARACTERS}."
    least, most = STATES
    for character in group.characters:
        if not least <= len(character.states) <= most:
            number = len(character.states)
            yield "states", f"The character {character.id} has {number} states; {least} to {most} are read."
        if _LAW.search(character.title):
            yield "law", f"The character {character.id} is nothing to be seen: it is what the law says."


def _lone_states(group: GroupForm, entries: list[EntryForm]) -> Iterator[tuple[str, str]]:
    for character in group.characters:
        shown = Counter(state for entry in entries for state in entry.states.get(character.id, ()))
        for state in character.states:
            if shown[state.id] < 2:
                where = (
                    "no entry" if not shown[state.id] else "one entry only: it is diagnostic, not a choice"
                )
                yield "lone-state", f"The state {state.id} of {character.id} is shown by {where}."


def _same_rows(group: GroupForm, entries: list[EntryForm]) -> Iterator[tuple[str, str]]:
    first: dict[tuple[frozenset[str], ...], str] = {}
    for entry in entries:
        row = tuple(frozenset(entry.states.get(character.id, ())) for character in group.characters)
        if row in first:
            yield "same-row", f"{entry.id} has the same row as {first[row]}."
        first.setdefault(row, entry.id)


def lost_by_a_flip(group: GroupForm, entries: list[EntryForm]) -> Iterator[tuple[str, str, str]]:
    """(entry, character, state) of every single wrong observation that loses an entry.

    All characters of the entry are observed with their first state, but one, which is taken for a state
    that another entry has.
    """
    known = [character.id for character in group.characters]
    matrix = matrix_of(group.characters, [entry.states for entry in entries])
    for place, entry in enumerate(entries):
        seen = {name: entry.states[name][0] for name in known if entry.states.get(name)}
        for name in seen:
            others = matrix.columns[name].shown
            for state, bits in others.items():
                if state in entry.states[name] or not bits & ~(1 << place):
                    continue
                best = islice(ranked(matrix, seen | {name: state}), STILL_AMONG)
                if place not in {found.place for found in best}:
                    yield entry.id, name, state
