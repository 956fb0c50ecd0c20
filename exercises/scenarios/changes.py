"""What an edit changed in a scenario, node by node."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from exercises.scenarios.forms import Scenario

What = Literal["new", "gone", "changed"]


@dataclass(frozen=True)
class Change:
    """A situation or end that is new, gone or changed. `title` is the later one; empty: the frame around."""

    what: What
    title: str


def changes(before: Scenario | None, after: Scenario) -> list[Change]:
    """What `after` says otherwise than `before`; nothing for the first version."""
    return list(_changes(before, after)) if before else []


def _changes(before: Scenario, after: Scenario) -> Iterator[Change]:
    earlier, later = before.nodes(), after.nodes()
    for name, node in later.items():
        if name not in earlier:
            yield Change("new", node.title)
        elif node != earlier[name]:
            yield Change("changed", node.title)
    for name, node in earlier.items():
        if name not in later:
            yield Change("gone", node.title)
    without: dict[str, list[object]] = {"situations": [], "ends": []}
    order = [node.id for node in before.situations] != [node.id for node in after.situations]
    if before.model_copy(update=without) != after.model_copy(update=without) or (
        order and earlier.keys() == later.keys()
    ):
        yield Change("changed", "")
