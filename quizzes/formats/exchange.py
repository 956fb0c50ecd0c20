"""Which kind of question takes which shape: the register by which bodies meet exchange formats.

A kind's `exchange.py` maps its body to a shape of quizzes.formats.neutral and back. A kind without one is
left out of these files, and told. What a format does not say, a question keeps from its version before.
"""

from collections import defaultdict, deque
from itertools import count
from string import ascii_lowercase

from quizzes.formats.html_texts import words
from quizzes.formats.neutral import CannotHold, Faulty

EXCHANGES = {}


class Exchange:
    """The two ways of one kind. `becomes` says what it turns into where a format lacks the kind."""

    kind = ""
    shape = None
    becomes = ""

    def takes(self, content):
        """Whether a shape of no named kind becomes a question of this kind."""
        return isinstance(content, self.shape)

    def to_body(self, content, earlier):
        """The kind's own fields; `earlier` is the body before, or {}. Raises CannotHold, Faulty."""
        raise NotImplementedError

    def from_body(self, body, lost):
        """The shape of a stored body; what it cannot say is added to `lost`. Raises CannotHold."""
        raise NotImplementedError


def register_exchange(exchange):
    """Class decorator: how the kind that it names is exchanged."""
    EXCHANGES[exchange.kind] = exchange()
    return exchange


def exchange_for(item):
    """The exchange that takes an item. Raises CannotHold, Faulty."""
    if item.kind is not None:
        exchange = EXCHANGES.get(item.kind)
        if exchange is None or not isinstance(item.content, exchange.shape):
            raise Faulty(f"A question of the kind {item.kind} is not read from this format.")
        return exchange
    for exchange in EXCHANGES.values():
        if exchange.takes(item.content):
            return exchange
    raise CannotHold("There is no kind of question here that holds it.")


def with_ids(parts, earlier, text="text"):
    """Give each part the id of the earlier part that says the same, or the next free letter."""
    known = defaultdict(deque)
    for part in earlier:
        known[words(part[text])].append(part["id"])
    for part in parts:
        if known[words(part[text])]:
            part["id"] = known[words(part[text])].popleft()
    taken = {part["id"] for part in parts if "id" in part}
    free = (name for name in _names() if name not in taken)
    return [{"id": part.get("id") or next(free), **part} for part in parts]


def _names():
    yield from ascii_lowercase
    for number in count(1):
        yield f"p{number}"


def kept(earlier, name, said, default):
    """What a format says of a field; else what the question had; else the default."""
    if said is not None:
        return said
    return earlier.get(name, default)
