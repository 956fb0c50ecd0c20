"""The state of items from the events of answers, in whatever order and however often they arrived."""

from collections.abc import Hashable, Iterable
from typing import Any, Protocol, TypeVar


class Event(Protocol):
    """An answer as it was given: for which item, by which client, and after how many others."""

    @property
    def item_id(self) -> Any: ...
    @property
    def number(self) -> int: ...
    @property
    def client(self) -> str: ...


E = TypeVar("E", bound=Event)


def rank(event: Event) -> tuple[int, str]:
    """What decides between two events: the one that has seen more; then the client, so that all agree."""
    return (event.number, event.client)


def state_of(events: Iterable[E]) -> dict[Hashable, E]:
    """For each item its state: the event with the greatest (number, client)."""
    state: dict[Hashable, E] = {}
    for event in events:
        held = state.get(event.item_id)
        if held is None or rank(event) > rank(held):
            state[event.item_id] = event
    return state


def rival_of(event: E, events: Iterable[E]) -> E | None:
    """The greatest event for the same item that was written without sight of `event`, or None.

    Two windows that had seen the same write the same number, and a window that lagged behind a
    smaller one: either way nobody has compared the two answers yet.
    """
    unseen = [
        other
        for other in events
        if other.item_id == event.item_id and other.client != event.client and other.number >= event.number
    ]
    return max(unseen, key=rank, default=None)
