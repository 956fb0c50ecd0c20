"""Choose one, in exchange formats."""

from fractions import Fraction

from quizzes.formats.exchange import Exchange, kept, register_exchange, with_ids
from quizzes.formats.neutral import Answer, CannotHold, Choices, Faulty


@register_exchange
class SingleChoiceExchange(Exchange):
    """One option earns the whole mark, the others nothing."""

    kind = "single_choice"
    shape = Choices

    def takes(self, content):
        return isinstance(content, Choices) and content.single

    def to_body(self, content, earlier):
        earned = [answer.fraction for answer in content.answers]
        if any(fraction not in (0, 1) for fraction in earned):
            raise CannotHold(
                "One of its options earns or costs a part of the mark; where one is chosen, none can."
            )
        if not any(earned):
            raise Faulty("None of its options is right.")
        if sum(earned) > 1:
            raise CannotHold("Several of its options earn the whole mark; where one is chosen, one can.")
        options = [
            {"text": answer.text, "right": answer.fraction == 1, "feedback": answer.feedback}
            for answer in content.answers
        ]
        return {
            "shuffle": kept(earlier, "shuffle", content.shuffle, True),
            "options": with_ids(options, earlier.get("options", [])),
        }

    def from_body(self, body, lost):
        answers = (
            Answer(option["text"], Fraction(option["right"]), option["feedback"])
            for option in body["options"]
        )
        return Choices(True, tuple(answers), body["shuffle"])
