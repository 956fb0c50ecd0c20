"""The editor of a question in which to fill the gaps of a text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import QuestionEditor, html_of, list_of, register_editor, rich_line, rich_text
from quizzes.blocks.typed_answers import NumberAnswerBlock, TextAnswerBlock, body_rows, raw_rows


class GapOptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300, label=_("Option"))
    right = blocks.BooleanBlock(label=_("This is the right one"), required=False)
    feedback = rich_line(label=_("Feedback to who chooses it"), required=False)


class GapBlock(blocks.StructBlock):
    """What all gaps have."""

    id = blocks.RegexBlock(
        regex=r"^[A-Za-z0-9_-]{1,40}$",
        label=_("Name"),
        help_text=_("Its place in the text is this name in double brackets: [[1]] for the name 1."),
        error_messages={"invalid": _("Use letters, digits and hyphens.")},
    )
    weight = blocks.IntegerBlock(min_value=1, max_value=100, default=1, label=_("Weight"))


class ChoiceGapBlock(GapBlock):
    options = list_of(GapOptionBlock(), label=_("Options"), max_num=12)

    class Meta:
        label = _("Gap with a choice")


class TextGapBlock(GapBlock):
    answers = blocks.ListBlock(TextAnswerBlock(), label=_("Accepted texts"), min_num=1, max_num=20)
    case_matters = blocks.BooleanBlock(label=_("Capital and small letters differ"), required=False)
    accents_matter = blocks.BooleanBlock(label=_("Accents count"), required=False)

    class Meta:
        label = _("Gap for a text")


class NumberGapBlock(GapBlock):
    answers = blocks.ListBlock(NumberAnswerBlock(), label=_("Accepted numbers"), min_num=1, max_num=10)

    class Meta:
        label = _("Gap for a number")


# The field that holds the rows of a gap, the block of a row, and what tells rows apart.
ROWS = {
    "choice": ("options", GapOptionBlock, "text"),
    "text": ("answers", TextAnswerBlock, "pattern"),
    "number": ("answers", NumberAnswerBlock, "value"),
}


@register_editor
class ClozeEditor(QuestionEditor):
    """A text with gaps, and below it what each gap takes."""

    kind = "cloze"

    stem = rich_text(label=_("Question"))
    text = rich_text(label=_("Text with gaps"), help_text=_("A name in double brackets is a gap: [[1]]."))
    gaps = blocks.StreamBlock(
        [("choice", ChoiceGapBlock()), ("text", TextGapBlock()), ("number", NumberGapBlock())],
        label=_("Gaps"),
        min_num=1,
        max_num=20,
    )
    shuffle = blocks.BooleanBlock(label=_("Shuffle the options"), required=False, default=True)
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Text with gaps")

    def to_raw(self, body):
        kept = ("stem", "text", "shuffle", "explanation")
        return {name: body[name] for name in kept} | {"gaps": [_raw_gap(gap) for gap in body["gaps"]]}

    def to_body(self, value, earlier):
        before = {(gap["id"], gap["kind"]): gap for gap in earlier["gaps"]} if earlier else {}
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "text": html_of(value["text"].source),
            "shuffle": value["shuffle"],
            "gaps": [_gap(child.block_type, child.value, before) for child in value["gaps"]],
        }


def _raw_gap(gap):
    field, block, _by = ROWS[gap["kind"]]
    own = {name: content for name, content in gap.items() if name != "kind"}
    return {"type": gap["kind"], "value": own | {field: raw_rows(block, gap[field])}}


def _gap(kind, value, before):
    field, _block, by = ROWS[kind]
    rows = before.get((value["id"], kind), {field: []})[field]
    return {"kind": kind} | dict(value) | {field: body_rows(value[field], rows, by)}
