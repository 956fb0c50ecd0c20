"""Give a short text, in exchange formats."""

from fractions import Fraction

from quizzes.formats.exchange import Exchange, kept, register_exchange, with_ids
from quizzes.formats.neutral import Answer, Texts


def patterns_of(answers):
    """Accepted patterns of a body as a shape has them."""
    return tuple(
        Answer(answer["pattern"], Fraction(answer["fraction"]), answer["feedback"]) for answer in answers
    )


def accepted_patterns(answers, earlier):
    """Accepted patterns of a shape as a body has them."""
    rows = [
        {"pattern": answer.text, "fraction": str(answer.fraction), "feedback": answer.feedback}
        for answer in answers
    ]
    return with_ids(rows, earlier, "pattern")


@register_exchange
class ShortTextExchange(Exchange):
    """Patterns with the part of the mark that each earns."""

    kind = "short_text"
    shape = Texts

    def to_body(self, content, earlier):
        return {
            "answers": accepted_patterns(content.answers, earlier.get("answers", [])),
            "case_matters": kept(earlier, "case_matters", content.case_matters, False),
            "accents_matter": kept(earlier, "accents_matter", content.accents_matter, False),
        }

    def from_body(self, body, lost):
        return Texts(patterns_of(body["answers"]), body["case_matters"], body["accents_matter"])
