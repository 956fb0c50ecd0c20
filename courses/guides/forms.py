"""An identification guide as data: what a person writes in guide.yaml, and what key and drill are made of.

What the parts mean together is asked in `checking`, whether the vocabulary is a good one in `vocabulary`.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from reference.formats.fields import Form, NeededWords, Slug, Words
from reference.uses import row_name

NOT_CONFIRMED = " (not confirmed)"
"""How an identifier ends that the reference does not confirm."""
GUIDE_ORDER = 800
"""Where a guide stands among the units of its module: behind lessons and scenarios, before the quizzes."""

ShortSlug = Annotated[Slug, Field(max_length=50)]
Title = Annotated[NeededWords, Field(max_length=200)]
Picture = Annotated[Slug | Literal[""], Field()]


def each_once(names: Iterable[str]) -> list[str]:
    """Names that must differ. Raises ValueError."""
    listed = list(names)
    twice = sorted({name for name in listed if listed.count(name) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} stands here twice.")
    return listed


Names = Annotated[list[NeededWords], AfterValidator(each_once)]
RowName = Annotated[str, AfterValidator(row_name)]
Shown = Annotated[list[ShortSlug], Field(min_length=1), AfterValidator(each_once)]


class StateForm(Form):
    """One way in which a character can be seen."""

    id: ShortSlug
    text: Title
    picture: Picture = ""


def _ids_differ(rows: list[Any]) -> list[Any]:
    each_once(row.id for row in rows)
    return rows


class CharacterForm(Form):
    """Something that can be observed on the goods, the label or the paper, and how."""

    id: ShortSlug
    title: Title
    observe: Words = ""
    picture: Picture = ""
    states: Annotated[list[StateForm], Field(min_length=1), AfterValidator(_ids_differ)]


class GroupForm(Form):
    """Entries that are told apart by one vocabulary."""

    id: ShortSlug
    title: Title
    introduction: Words = ""
    characters: Annotated[list[CharacterForm], AfterValidator(_ids_differ)] = []


class DiagnosticForm(Form):
    """What only one entry shows: no choice of the key, but said on the entry."""

    text: NeededWords
    picture: Picture = ""


class LookAlikeForm(Form):
    """What an entry is mistaken for: an entry of the guide, or a name."""

    entry: Slug | Literal[""] = ""
    name: Words = ""
    tell_apart: NeededWords

    @model_validator(mode="after")
    def _one_of_both(self) -> "LookAlikeForm":
        if bool(self.entry) == bool(self.name):
            raise ValueError("A look-alike has either an entry or a name.")
        return self


class IdentifiersForm(Form):
    """Codes under which goods travel. One that is not confirmed ends with NOT_CONFIRMED."""

    hs: Names = []
    cas: Names = []
    un: Names = []
    ashrae: Names = []
    appendix: Names = []
    oecd: Names = []
    waste: Names = []
    other: Names = []


class EntryForm(Form):
    """One thing that an officer may have before them."""

    id: Annotated[Slug, Field(max_length=100)]
    group: ShortSlug
    title: Title
    also: Names = []
    latin: Names = []
    summary: Words = ""
    picture: Picture = ""
    caption: Annotated[Words, Field(max_length=400)] = ""
    states: dict[ShortSlug, Shown] = {}
    diagnostic: list[DiagnosticForm] = []
    identifiers: IdentifiersForm = IdentifiersForm()
    controlled: Literal["yes", "depends", "no", ""] = ""
    control: Words = ""
    document: Words = ""
    action: Words = ""
    handling: Words = ""
    found_in: Names = []
    concealment: Names = []
    look_alikes: list[LookAlikeForm] = []
    unconfirmed: Names = []
    sources: Names = []
    reference: Annotated[list[RowName], AfterValidator(each_once)] = []

    def pictures(self) -> list[tuple[str, tuple[str | int, ...]]]:
        """(drawing, place of its name in the entry) of all that are named."""
        found: list[tuple[str, tuple[str | int, ...]]] = [(self.picture, ("picture",))]
        found += [(row.picture, ("diagnostic", at, "picture")) for at, row in enumerate(self.diagnostic)]
        return [(name, path) for name, path in found if name]


class GuideHeadForm(Form):
    """What stands before the entries: title, introduction, and a vocabulary for each group."""

    title: Title
    introduction: Words = ""
    order: Annotated[int, Field(ge=0, le=32767)] = GUIDE_ORDER
    groups: Annotated[list[GroupForm], AfterValidator(_ids_differ)]

    def pictures(self) -> list[tuple[str, tuple[str | int, ...]]]:
        """(drawing, place of its name in the guide) of all that the vocabulary names."""
        found: list[tuple[str, tuple[str | int, ...]]] = []
        for one, group in enumerate(self.groups):
            for two, character in enumerate(group.characters):
                path = ("groups", one, "characters", two)
                found.append((character.picture, (*path, "picture")))
                found += [
                    (state.picture, (*path, "states", three, "picture"))
                    for three, state in enumerate(character.states)
                ]
        return [(name, path) for name, path in found if name]


class GuideForm(GuideHeadForm):
    """A whole guide."""

    entries: Annotated[list[EntryForm], AfterValidator(_ids_differ)] = []

    def pictures(self) -> list[tuple[str, tuple[str | int, ...]]]:
        """The same of the vocabulary and of all entries."""
        found = super().pictures()
        for place, entry in enumerate(self.entries):
            found += [(name, ("entries", place, *path)) for name, path in entry.pictures()]
        return found

    def head(self) -> GuideHeadForm:
        """What stands before the entries."""
        fields = {name: getattr(self, name) for name in GuideHeadForm.model_fields}
        return GuideHeadForm.model_construct(**fields)

    def members(self, group: str) -> list[EntryForm]:
        """The entries of a group, in the order of the guide."""
        return [entry for entry in self.entries if entry.group == group]
