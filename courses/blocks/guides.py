"""The vocabulary of an identification guide, and the lists of an entry."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from reference.formats.fields import SLUG_PATTERN


class PermanentNameBlock(blocks.RegexBlock):
    """A name that addresses and entries refer to."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Permanent name"))
        kwargs.setdefault(
            "help_text",
            _("Small letters, figures and hyphens. Addresses and entries use it: do not change it."),
        )
        super().__init__(regex=SLUG_PATTERN, max_length=50, **kwargs)


class StateBlock(blocks.StructBlock):
    """One way in which a character can be seen."""

    id = PermanentNameBlock()
    text = blocks.CharBlock(label=_("What is seen"), max_length=200)
    picture = ImageChooserBlock(label=_("Drawing"), required=False, help_text=_("Where words fail."))

    class Meta:
        icon = "radio-empty"
        label = _("State")


class CharacterBlock(blocks.StructBlock):
    """Something that can be observed, and its states."""

    id = PermanentNameBlock()
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    observe = blocks.TextBlock(
        label=_("How to observe it"), required=False, help_text=_("One or two plain sentences.")
    )
    picture = ImageChooserBlock(label=_("Drawing"), required=False)
    states = blocks.ListBlock(StateBlock(), label=_("States"), min_num=1, help_text=_("Two to seven."))

    class Meta:
        icon = "view"
        label = _("Character")


class GroupBlock(blocks.StructBlock):
    """Entries that are told apart by one vocabulary."""

    id = PermanentNameBlock()
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    introduction = blocks.TextBlock(label=_("Introduction"), required=False)
    characters = blocks.ListBlock(
        CharacterBlock(),
        label=_("Characters"),
        default=[],
        help_text=_("At most twelve, most telling first."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Group")


class DiagnosticBlock(blocks.StructBlock):
    """What only one entry shows."""

    text = blocks.TextBlock(label=_("What only this shows"))
    picture = ImageChooserBlock(label=_("Drawing"), required=False)

    class Meta:
        icon = "pick"
        label = _("Feature")


class LookAlikeBlock(blocks.StructBlock):
    """What an entry is mistaken for: an entry of the guide, or a name."""

    entry = blocks.CharBlock(
        label=_("Entry of this guide"),
        required=False,
        max_length=100,
        help_text=_("Its permanent name; leave it empty for what has no entry here."),
    )
    name = blocks.CharBlock(label=_("Or a name"), required=False, max_length=200)
    tell_apart = blocks.TextBlock(label=_("How to tell them apart"))

    class Meta:
        icon = "duplicate"
        label = _("Look-alike")
