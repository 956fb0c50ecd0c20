"""What keeps a guide from being used: names that lead nowhere. Each fault says where it stands."""

from collections.abc import Collection
from dataclasses import dataclass

from courses.guides.forms import EntryForm, GuideForm, GuideHeadForm


@dataclass(frozen=True)
class Fault:
    """A sentence, and the place in the data of the guide or entry that it speaks of."""

    path: tuple[str | int, ...]
    message: str


def faults_of(guide: GuideForm) -> list[Fault]:
    """All faults, in the order of the guide."""
    names = {entry.id for entry in guide.entries}
    empty = [] if guide.groups else [Fault(("groups",), "A guide needs a group.")]
    return empty + [
        Fault(("entries", place, *fault.path), fault.message)
        for place, entry in enumerate(guide.entries)
        for fault in entry_faults(entry, guide, names)
    ]


def entry_faults(entry: EntryForm, head: GuideHeadForm, names: Collection[str]) -> list[Fault]:
    """The faults of one entry beside this vocabulary. `names` are the permanent names of all entries."""
    faults = []
    group = next((group for group in head.groups if group.id == entry.group), None)
    if group is None:
        faults.append(Fault(("group",), f"There is no group {entry.group} in this guide."))
    else:
        states = {character.id: {state.id for state in character.states} for character in group.characters}
        for character, shown in entry.states.items():
            if character not in states:
                message = f"The group {group.id} has no character {character}."
                faults.append(Fault(("states", character), message))
                continue
            faults += [
                Fault(("states", character), f"The character {character} has no state {state}.")
                for state in shown
                if state not in states[character]
            ]
    for place, other in enumerate(entry.look_alikes):
        path = ("look_alikes", place, "entry")
        if other.entry == entry.id:
            faults.append(Fault(path, "An entry is no look-alike of itself."))
        elif other.entry and other.entry not in names:
            faults.append(Fault(path, f"There is no entry {other.entry}; write it as name: in words."))
    return faults
