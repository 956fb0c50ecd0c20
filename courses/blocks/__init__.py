"""What a lesson is made of."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.cases import CaseBlock, SummaryBlock
from courses.blocks.checks import CheckBlock
from courses.blocks.figures import FigureBlock
from courses.blocks.prose import CalloutBlock, CalloutKind, HeadingBlock, ProseBlock
from courses.blocks.reading import ReadingBlock
from courses.blocks.tables import ComparisonBlock, HSTableBlock, StepsBlock

__all__ = [
    "CalloutBlock",
    "CalloutKind",
    "CaseBlock",
    "CheckBlock",
    "ClassNoteBody",
    "ComparisonBlock",
    "FigureBlock",
    "HSTableBlock",
    "HeadingBlock",
    "LessonBody",
    "ProseBlock",
    "ReadingBlock",
    "StepsBlock",
    "SummaryBlock",
]


class ClassNoteBody(blocks.StreamBlock):
    """How to teach a module to a class."""

    prose = ProseBlock()
    heading = HeadingBlock()
    callout = CalloutBlock()
    figure = FigureBlock()
    comparison = ComparisonBlock()
    steps = StepsBlock()


class LessonBody(blocks.StreamBlock):
    """The body of a lesson, in reading order."""

    prose = ProseBlock()
    heading = HeadingBlock()
    callout = CalloutBlock()
    figure = FigureBlock()
    comparison = ComparisonBlock()
    steps = StepsBlock()
    check = CheckBlock()
    hs_table = HSTableBlock()
    case = CaseBlock()
    summary = SummaryBlock()

    def clean(self, value):
        value = super().clean(value)
        seen, errors = set(), {}
        for place, block in enumerate(value):
            if block.block_type == "check":
                name = block.value["name"]
                if name in seen:
                    again = ValidationError(_("Another check of this lesson has this short name."))
                    errors[place] = blocks.StructBlockValidationError({"name": again})
                seen.add(name)
        if errors:
            raise blocks.StreamBlockValidationError(errors)
        return value
