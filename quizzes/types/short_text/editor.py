"""The editor of a question in which to give a short text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import QuestionEditor, html_of, register_editor, rich_text
from quizzes.blocks.typed_answers import TextAnswerBlock, body_rows, raw_rows


@register_editor
class ShortTextEditor(QuestionEditor):
    """The first accepted text that the answer fits counts."""

    kind = "short_text"

    stem = rich_text(label=_("Question"))
    answers = blocks.ListBlock(TextAnswerBlock(), label=_("Accepted texts"), min_num=1, max_num=20)
    case_matters = blocks.BooleanBlock(label=_("Capital and small letters differ"), required=False)
    accents_matter = blocks.BooleanBlock(label=_("Accents count"), required=False)
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Short text")

    def to_raw(self, body):
        kept = ("stem", "case_matters", "accents_matter", "explanation")
        return {name: body[name] for name in kept} | {"answers": raw_rows(TextAnswerBlock, body["answers"])}

    def to_body(self, value, earlier):
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "answers": body_rows(value["answers"], earlier["answers"] if earlier else [], by="pattern"),
            "case_matters": value["case_matters"],
            "accents_matter": value["accents_matter"],
        }
