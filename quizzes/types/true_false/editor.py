"""The editor of a question in which to judge a statement."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import QuestionEditor, html_of, register_editor, rich_line, rich_text


@register_editor
class TrueFalseEditor(QuestionEditor):
    """A statement to be judged."""

    kind = "true_false"

    stem = rich_text(label=_("Statement"))
    answer = blocks.ChoiceBlock(
        label=_("The statement is"), choices=[("true", _("True")), ("false", _("False"))]
    )
    feedback_true = rich_line(label=_("Feedback to who says true"))
    feedback_false = rich_line(label=_("Feedback to who says false"))
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("True or false")

    def to_raw(self, body):
        return {
            "stem": body["stem"],
            "answer": "true" if body["answer"] else "false",
            "feedback_true": body["feedback"]["true"],
            "feedback_false": body["feedback"]["false"],
            "explanation": body["explanation"],
        }

    def to_body(self, value, earlier):
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "answer": value["answer"] == "true",
            "feedback": {
                "true": html_of(value["feedback_true"].source),
                "false": html_of(value["feedback_false"].source),
            },
        }
