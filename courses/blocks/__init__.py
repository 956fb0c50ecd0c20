"""What a lesson is made of."""

from wagtail import blocks

from courses.blocks.checks import CheckBlock
from courses.blocks.figures import FigureBlock
from courses.blocks.prose import CalloutBlock, CalloutKind, HeadingBlock, ProseBlock
from courses.blocks.tables import ComparisonBlock, HSTableBlock, StepsBlock

__all__ = [
    "CalloutBlock",
    "CalloutKind",
    "CheckBlock",
    "ComparisonBlock",
    "FigureBlock",
    "HSTableBlock",
    "HeadingBlock",
    "LessonBody",
    "ProseBlock",
    "StepsBlock",
]


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
