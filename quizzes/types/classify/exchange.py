"""Put each item into its group, in exchange formats."""

from quizzes.formats.exchange import Exchange, register_exchange, with_ids
from quizzes.formats.neutral import Faulty, Pair, Pairs


@register_exchange
class ClassifyExchange(Exchange):
    """Items with the names of their groups. Only the table tells it from a matching question."""

    kind = "classify"
    shape = Pairs
    becomes = "It is written as a matching question."

    def takes(self, content):
        return False

    def to_body(self, content, earlier):
        if content.extra:
            raise Faulty("Every row needs an item: a group without one cannot be said.")
        names = dict.fromkeys(pair.match for pair in content.pairs)
        before = {group["text"]: place for place, group in enumerate(earlier.get("groups", []))}
        ordered = sorted(names, key=lambda name: before.get(name, len(before)))
        groups = with_ids([{"text": name} for name in ordered], earlier.get("groups", []))
        ids = {group["text"]: group["id"] for group in groups}
        items = [
            {"text": pair.text, "group": ids[pair.match], "feedback": pair.feedback} for pair in content.pairs
        ]
        return {"groups": groups, "items": with_ids(items, earlier.get("items", []))}

    def from_body(self, body, lost):
        names = {group["id"]: group["text"] for group in body["groups"]}
        unused = sorted(set(names) - {item["group"] for item in body["items"]})
        if unused:
            lost.append(f"the groups without an item: {', '.join(names[name] for name in unused)}")
        pairs = (Pair(item["text"], names[item["group"]], item["feedback"]) for item in body["items"])
        return Pairs(tuple(pairs))
