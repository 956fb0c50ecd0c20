"""What a document is: a template with numbered boxes, the values in them, the marks on the paper.

Keys of fields
    One value a box: its name, `valid_until`. Several fields of one box have several keys and one box
    number: `permit_number` and `original_or_copy` both stand in box 1.
    A goods line begins with the name of the line and a dot: `a.scientific_name` to `d.…` on the CITES
    permit (its continuation page: `e.…` to `h.…`), `line1.description` to `line6.…` on invoices, packing
    lists and transport documents.
    Someone or something that is named several times over is written the same way: `carrier1.name`,
    `generator.address`, `waste.un_number`, `transit1.country`.

Values
    A value is a text, or a tuple of texts where the kind says so. A key that is left out is a blank box.
    TEXT      as it shall stand there.
    LINES     a tuple, one text for each line: an address.
    DATE      ISO, "2026-11-18"; shown written out, "18 November 2026".
    NUMBER    digits with a point for decimals and nothing else, "2720.5"; shown grouped, "2,720.5".
    CODE      one text, or a tuple of them; shown side by side.
    TICKS     the names of the ticked squares, one text or a tuple; the field's `choices` has them all.

Places and marks
    A place is where a mark can be: a square for a stamp, a line for a signature, a page. A mark names its
    place or, if it is an alteration, its field. Text in a mark is what can be read on the paper.

    kind              at              text                      state
    INK_STAMP         place           lettering round the ring  -
    EMBOSSED_SEAL     place           lettering                 -
    SIGNATURE         place           the name as signed        -
    SECURITY_STAMP    place           number on the stamp       cancelled: seal and signature cross its edge
                                                                uncancelled: nothing crosses it
                                                                lifted: what crosses it breaks off at its
                                                                edge, with glue beside it
    ENDORSEMENT       place           office; `date` is ISO     -
    ALTERATION        field           what can still be read    erased: the background is rubbed away under it
                                      of the former entry,      overwritten: new figures over old ones
                                      or nothing                retyped: in another type and ink
    STRUCK_OUT        field or line   -                         -
    PHOTOCOPY         page            -                         -
    PERFORATION       page            figures punched through   -

    An alteration or a struck-out line can be `validated`: the issuing authority's small stamp and initials
    stand beside it. A struck-out mark at the name of a line (`a`, `line2`) goes through all of that line.
    Pages are the places `page1`, `page2`, ….
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Value = str | tuple[str, ...]


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    NUMBER = "number"
    CODE = "code"
    TICKS = "ticks"


class Hand(StrEnum):
    """How an entry comes onto the paper: with the form itself, by machine, by pen."""

    PRINTED = "printed"
    TYPED = "typed"
    WRITTEN = "written"


class MarkKind(StrEnum):
    INK_STAMP = "ink-stamp"
    EMBOSSED_SEAL = "embossed-seal"
    SIGNATURE = "signature"
    SECURITY_STAMP = "security-stamp"
    ENDORSEMENT = "endorsement"
    ALTERATION = "alteration"
    STRUCK_OUT = "struck-out"
    PHOTOCOPY = "photocopy"
    PERFORATION = "perforation"


STATES: Mapping[MarkKind, tuple[str, ...]] = {
    MarkKind.SECURITY_STAMP: ("cancelled", "uncancelled", "lifted"),
    MarkKind.ALTERATION: ("erased", "overwritten", "retyped"),
}
GOODS_LINE = re.compile(r"[b-h]|line[2-9]")
"""Goods lines after the first."""
ON_FIELDS = frozenset({MarkKind.ALTERATION, MarkKind.STRUCK_OUT})
ON_PAGES = frozenset({MarkKind.PHOTOCOPY, MarkKind.PERFORATION})


@dataclass(frozen=True)
class Field:
    """One entry of a form. `group` is the part of the form whose writing is described together."""

    key: str
    box: str
    label: str
    kind: Kind = Kind.TEXT
    group: str = ""
    page: int = 1
    hand: Hand = Hand.TYPED
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str:
        """The goods line or party it belongs to, or nothing."""
        return self.key.rpartition(".")[0]


@dataclass(frozen=True)
class Place:
    """Where marks of these kinds can be."""

    key: str
    box: str
    label: str
    kinds: tuple[MarkKind, ...]
    page: int = 1


@dataclass(frozen=True)
class Template:
    """A form: its title, its fields in the order of the boxes, the places for marks."""

    slug: str
    title: str
    fields: tuple[Field, ...]
    places: tuple[Place, ...]
    pages: int = 1

    def field(self, key: str) -> Field:
        for one in self.fields:
            if one.key == key:
                return one
        raise ValueError(f"A {self.slug} has no field {key!r}.")

    def lines(self) -> tuple[str, ...]:
        """The names of what has several fields, in order."""
        return tuple(dict.fromkeys(one.line for one in self.fields if one.line))


@dataclass(frozen=True)
class Mark:
    """Something stamped, sealed, signed, stuck, punched, copied or altered on the paper."""

    kind: MarkKind
    at: str
    text: str = ""
    state: str = ""
    date: str = ""
    validated: bool = False


@dataclass(frozen=True)
class Document:
    """A filled-in form. `seed` varies how stamps and signatures lie; it says nothing about them."""

    template: Template
    values: Mapping[str, Value]
    marks: Sequence[Mark] = field(default=())
    seed: int = 0

    def __post_init__(self) -> None:
        problems = self._problems()
        if problems:
            raise ValueError(" ".join(problems))

    def value(self, key: str) -> Value:
        return self.values.get(key, "")

    def pages(self) -> tuple[int, ...]:
        """The first page, and each other page on which something stands."""
        used = {self.template.field(key).page for key, value in self.values.items() if value}
        marked = {mark.at for mark in self.marks}
        used |= {place.page for place in self.template.places if place.key in marked}
        return tuple(page for page in range(1, self.template.pages + 1) if page == 1 or page in used)

    def _problems(self) -> list[str]:
        slug = self.template.slug
        fields = {one.key: one for one in self.template.fields}
        places = {one.key: one for one in self.template.places}
        pages = {f"page{page}" for page in range(1, self.template.pages + 1)}
        found = [f"A {slug} has no field {key!r}." for key in self.values if key not in fields]
        for key, value in self.values.items():
            if key in fields:
                found += _faults_of_value(fields[key], value)
        for mark in self.marks:
            states = STATES.get(mark.kind, ("",))
            if mark.state not in states:
                known = ", ".join(states) if mark.kind in STATES else "none"
                found.append(f"A mark {mark.kind} has no state {mark.state!r}, but: {known}.")
            if mark.kind in ON_PAGES:
                fits = mark.at in pages
            elif mark.kind == MarkKind.ALTERATION:
                fits = mark.at in fields
            elif mark.kind == MarkKind.STRUCK_OUT:
                fits = mark.at in fields or mark.at in self.template.lines()
            else:
                fits = mark.at in places and mark.kind in places[mark.at].kinds
            if not fits:
                found.append(f"A {slug} has no place {mark.at!r} for a mark {mark.kind}.")
        return found


def _faults_of_value(entry: Field, value: Value) -> list[str]:
    given = (value,) if isinstance(value, str) else value
    if entry.kind in {Kind.TEXT, Kind.DATE, Kind.NUMBER} and not isinstance(value, str):
        return [f"{entry.key} holds one text, not several."]
    if entry.kind == Kind.TICKS:
        known = [name for name, _ in entry.choices]
        return [f"{entry.key} has no square {one!r}." for one in given if one and one not in known]
    return []


def unused_lines(document: Document) -> frozenset[str]:
    """Goods lines after the first in which nothing stands."""
    used = {key.rpartition(".")[0] for key, value in document.values.items() if value}
    used |= {mark.at.rpartition(".")[0] or mark.at for mark in document.marks}
    return frozenset(
        line for line in document.template.lines() if GOODS_LINE.fullmatch(line) and line not in used
    )
