"""Tick all that apply, in exchange formats."""

from fractions import Fraction

from quizzes.formats.exchange import Exchange, kept, register_exchange, with_ids
from quizzes.formats.neutral import Answer, Choices


@register_exchange
class MultipleChoiceExchange(Exchange):
    """Every option has its weight."""

    kind = "multiple_choice"
    shape = Choices

    def takes(self, content):
        return isinstance(content, Choices) and not content.single

    def to_body(self, content, earlier):
        options = [
            {"text": answer.text, "weight": str(answer.fraction), "feedback": answer.feedback}
            for answer in content.answers
        ]
        return {
            "shuffle": kept(earlier, "shuffle", content.shuffle, True),
            "options": with_ids(options, earlier.get("options", [])),
        }

    def from_body(self, body, lost):
        answers = (
            Answer(option["text"], Fraction(option["weight"]), option["feedback"])
            for option in body["options"]
        )
        return Choices(False, tuple(answers), body["shuffle"])
