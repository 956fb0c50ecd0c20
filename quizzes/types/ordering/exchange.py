"""Put items in order, in exchange formats."""

from quizzes.formats.exchange import Exchange, kept, register_exchange, with_ids
from quizzes.formats.neutral import Order


@register_exchange
class OrderingExchange(Exchange):
    """Items in the right order, and how a partly right one is marked."""

    kind = "ordering"
    shape = Order

    def to_body(self, content, earlier):
        items = [{"text": text} for text in content.items]
        return {
            "items": with_ids(items, earlier.get("items", [])),
            "mode": kept(earlier, "mode", content.mode, "absolute_position"),
        }

    def from_body(self, body, lost):
        return Order(tuple(item["text"] for item in body["items"]), body["mode"])
