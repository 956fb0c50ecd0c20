"""Match each prompt with a choice, in exchange formats."""

from quizzes.formats.exchange import Exchange, kept, register_exchange, with_ids
from quizzes.formats.neutral import Pair, Pairs


@register_exchange
class MatchingExchange(Exchange):
    """Prompts with their matches; a choice that is a match as well is no further choice."""

    kind = "matching"
    shape = Pairs

    def to_body(self, content, earlier):
        before = {part["id"]: part for part in earlier.get("prompts", [])}
        prompts = with_ids(
            [{"text": pair.text, "match": pair.match, "feedback": pair.feedback} for pair in content.pairs],
            list(before.values()),
        )
        for prompt in prompts:
            if not prompt["feedback"] and prompt["id"] in before:
                prompt["feedback"] = before[prompt["id"]]["feedback"]
        matches = {pair.match for pair in content.pairs}
        return {
            "shuffle": kept(earlier, "shuffle", content.shuffle, True),
            "prompts": prompts,
            "extra": [choice for choice in content.extra if choice not in matches],
        }

    def from_body(self, body, lost):
        pairs = (Pair(part["text"], part["match"], part["feedback"]) for part in body["prompts"])
        return Pairs(tuple(pairs), tuple(body["extra"]), body["shuffle"])
