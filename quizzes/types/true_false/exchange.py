"""Judge a statement, in exchange formats."""

from quizzes.formats.exchange import Exchange, register_exchange
from quizzes.formats.neutral import TrueFalse


@register_exchange
class TrueFalseExchange(Exchange):
    """A statement, and what is said to either answer."""

    kind = "true_false"
    shape = TrueFalse

    def to_body(self, content, earlier):
        return {
            "answer": content.answer,
            "feedback": {"true": content.if_true, "false": content.if_false},
        }

    def from_body(self, body, lost):
        return TrueFalse(body["answer"], body["feedback"]["true"], body["feedback"]["false"])
