"""Rows of the editors for what an officer types: accepted numbers and accepted texts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import html_of, rich_line, with_ids


def share_block(**kwargs):
    """A block for a part of the mark."""
    return blocks.RegexBlock(
        regex=r"^\d{1,4}(/\d{1,4})?$",
        default="1",
        help_text=_("A part of the mark: 1 for the whole, 1/2 for half of it, 0 for nothing."),
        error_messages={"invalid": _("Write a fraction from 0 to 1, such as 1/2.")},
        **kwargs,
    )


class NumberAnswerBlock(blocks.StructBlock):
    value = blocks.RegexBlock(
        regex=r"^(\*|-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?)$",
        label=_("Number"),
        help_text=_("With a point for decimals: 12.5. An asterisk in the last row takes any number."),
        error_messages={"invalid": _("Write a number such as 12.5, or an asterisk.")},
    )
    tolerance = blocks.RegexBlock(
        regex=r"^\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?$",
        label=_("Tolerance"),
        default="0",
        error_messages={"invalid": _("Write a number such as 0.5.")},
    )
    tolerance_kind = blocks.ChoiceBlock(
        choices=[
            ("nominal", _("As it stands: 0.5 is half a unit more or less")),
            ("relative", _("As a part of the number: 0.05 is 5 per cent more or less")),
        ],
        default="nominal",
        label=_("What the tolerance means"),
    )
    fraction = share_block(label=_("Worth"))
    feedback = rich_line(label=_("Feedback to who gives it"), required=False)


class TextAnswerBlock(blocks.StructBlock):
    pattern = blocks.CharBlock(
        max_length=200,
        label=_("Text"),
        help_text=_("An asterisk stands for anything: *turtle*. Write \\* for an asterisk itself."),
    )
    fraction = share_block(label=_("Worth"))
    feedback = rich_line(label=_("Feedback to who gives it"), required=False)


def raw_rows(block, rows):
    """Rows of a body as raw values of a block: the fields that the block has."""
    return [{name: row[name] for name in block.base_blocks} for row in rows]


def body_rows(rows, earlier, by):
    """Cleaned rows as they stand in a body, with the ids that rows of the same content had before."""
    plain = [dict(row) | {"feedback": html_of(row["feedback"].source)} for row in rows]
    return with_ids(plain, earlier, by)
