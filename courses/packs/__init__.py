"""Content packs: a module as a folder of text that an expert can review. See docs/authors/pack-format.md."""

from courses.packs.forms import ClassNote, Lesson, Pack, PackedInspection, PackedScenario, Picture
from courses.packs.reading import check_together, read_pack
from courses.packs.rendering import render_pack

__all__ = [
    "ClassNote",
    "Lesson",
    "Pack",
    "PackedInspection",
    "PackedScenario",
    "Picture",
    "check_together",
    "read_pack",
    "render_pack",
]
