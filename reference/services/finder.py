"""The HS finder: a code, a number or a word leads to conventions, control and document.

Everything is held in memory in the form in which it is shown, since it is small and seldom changes: a search
asks the database one question, whether it is still so.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from reference.codes import hs_covers
from reference.finder.index import Index, Match, Thing
from reference.finder.queries import HsAsked, cas_fault, hs_asked
from reference.models import (
    FinderState,
    HsCode,
    Listing,
    LmoEvent,
    MatrixRow,
    Organism,
    Species,
    Substance,
    Waste,
    WasteCode,
)

MOST_CODES = 20
MOST_SUBJECTS = 12
MOST_OTHERS = 12


@dataclass(frozen=True)
class Mea:
    """A convention as pages name it."""

    slug: str
    name: str


@dataclass(frozen=True)
class Lead:
    """Where a code leads: a convention, for which goods, under what control, with which document."""

    mea: Mea
    goods: str
    control: str
    document: str
    note: str
    look_alikes: tuple[str, ...]
    confirmed: bool
    doubtful: frozenset[str]


@dataclass(frozen=True)
class Code:
    """A subheading with all its leads."""

    code: str
    description: str
    edition: str
    leads: tuple[Lead, ...]

    @property
    def heading(self):
        return self.code[:4]

    @property
    def anchor(self):
        """The name of its place on the page of its heading."""
        return f"hs-{self.code.replace('.', '')}"

    @property
    def digits(self):
        return self.code.replace(".", "")


@dataclass(frozen=True)
class Listed:
    """Where something is listed, of what, and from when."""

    mea: Mea
    annex: str
    meaning: str
    scope: str
    since: date | None
    pending: bool
    confirmed: bool


@dataclass(frozen=True)
class Identifier:
    """Numbers or codes under one label. `confirmed`: they were found in the source."""

    label: str
    values: tuple[str, ...]
    confirmed: bool


class Asked(NamedTuple):
    """What is asked for the same thing under several codes."""

    mea: Mea
    control: str
    document: str
    confirmed: bool
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class Subject:
    """A substance, species, waste, code of wastes, organism or modification, as the finder shows it."""

    kind: str
    title: str
    latin: str = ""
    lead: str = ""
    note: str = ""
    identifiers: tuple[Identifier, ...] = ()
    listed: tuple[Listed, ...] = ()
    meas: tuple[Mea, ...] = ()
    confirmed: bool = True
    codes: tuple[Code, ...] = ()

    @cached_property
    def asked(self):
        """Control and document, once for all codes under which they are the same."""
        found = defaultdict(list)
        for code in self.codes:
            for lead in code.leads:
                confirmed = lead.confirmed and not {"control", "document"} & lead.doubtful
                found[lead.mea, lead.control, lead.document, confirmed].append(code)
        return [Asked(*said, tuple(codes)) for said, codes in found.items()]


@dataclass(frozen=True)
class Other:
    """What another app adds to what can be found, such as an entry of a guide."""

    title: str
    excerpt: str
    url: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    mea: str = ""


Source = Callable[[], Iterable[Other]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add fn() -> [Other]: what anybody may find. Adding twice adds once.

    Who adds calls FinderState.changed() whenever that answer changes.
    """
    if source not in _sources:
        _sources.append(source)
    return source


@dataclass(frozen=True)
class Answer:
    """What was found for a query.

    `neighbours`: the codes of the same heading, where the code that was asked for is in no table.
    `more`: how many finds are left out.
    """

    query: str
    hs: HsAsked | None = None
    fault: str = ""
    codes: tuple[Code, ...] = ()
    subjects: tuple[Subject, ...] = ()
    others: tuple[Other, ...] = ()
    neighbours: tuple[Code, ...] = ()
    nearly: bool = False
    more: int = 0

    @property
    def found(self):
        return bool(self.codes or self.subjects or self.others)


@dataclass
class Catalogue:
    """All that can be found on a day, with its index."""

    token: UUID | None
    day: date
    codes: dict[str, Code] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    others: dict[str, Other] = field(default_factory=dict)
    index: Index = field(default_factory=lambda: Index(()))

    def heading(self, heading):
        """The codes of a heading in their order."""
        return tuple(code for code in self.codes.values() if code.heading == heading)

    def find(self, query):
        """The Answer to a query."""
        asked = hs_asked(query)
        # The country's own figures are not in the tables: six are common to all.
        wanted = asked.digits if asked and asked.cut else query
        finds = self.index.find(wanted)
        codes = [self.codes[one.key] for one in finds if one.key in self.codes]
        subjects = [self.subjects[one.key] for one in finds if one.key in self.subjects]
        others = [self.others[one.key] for one in finds if one.key in self.others]
        left = sum(
            max(len(found) - most, 0)
            for found, most in ((codes, MOST_CODES), (subjects, MOST_SUBJECTS), (others, MOST_OTHERS))
        )
        return Answer(
            query=query,
            hs=asked,
            fault=cas_fault(query),
            codes=tuple(codes[:MOST_CODES]),
            subjects=tuple(subjects[:MOST_SUBJECTS]),
            others=tuple(others[:MOST_OTHERS]),
            neighbours=self._neighbours(asked, codes),
            nearly=bool(finds) and all(one.match >= Match.NEARLY for one in finds),
            more=left,
        )

    def _neighbours(self, asked, codes):
        if asked is None or codes or len(asked.digits) <= len("0000"):
            return ()
        return self.heading(asked.heading)


_kept: list[Catalogue] = []


def catalogue(on):
    """What can be found on a day. One query where it is held already."""
    token = FinderState.now()
    if not _kept or (_kept[0].token, _kept[0].day) != (token, on):
        _kept[:] = [_gathered(token, on)]
    return _kept[0]


def find(query, *, on):
    """The Answer to a query on a day. One query to the database."""
    return catalogue(on).find(query)


def _gathered(token, on):
    made = Catalogue(token, on)
    things = [*_codes(made, on), *_subjects(made, on), *_others(made)]
    made.index = Index(things)
    return made


def _mea(convention):
    return Mea(convention.slug, convention.short_name)


def _codes(made, on):
    leads = defaultdict(list)
    rows = MatrixRow.objects.in_force(on).select_related("convention").order_by("convention__order")
    for row in rows:
        leads[row.hs_id].append(
            Lead(
                mea=_mea(row.convention),
                goods=row.goods,
                control=row.control,
                document=row.document,
                note=row.note,
                look_alikes=tuple(row.look_alikes),
                confirmed=row.verified,
                doubtful=frozenset(row.unverified),
            )
        )
    for row in HsCode.objects.in_force(on).order_by("code", "edition"):
        key = f"hs:{row.code}"
        made.codes[key] = Code(row.code, row.description, row.edition, tuple(leads[row.pk]))
        goods = [lead.goods for lead in leads[row.pk]]
        yield Thing(key, (row.description, *goods), (row.code,))


def _subjects(made, on):
    listed = _listings(on)
    for gather in (_substances, _species, _waste_codes, _wastes, _events, _organisms):
        for key, subject, names, codes, hs_codes in gather(on, listed):
            meas = {one.mea.slug for one in subject.listed} | {mea.slug for mea in subject.meas}
            made.subjects[key] = _with_codes(subject, made.codes.values(), hs_codes, meas)
            yield Thing(key, tuple(name for name in names if name), tuple(codes))


def _with_codes(subject, codes, hs_codes, meas):
    """The subject with the codes under which it is declared, of their leads those that concern it."""
    own = []
    for code in codes:
        if any(hs_covers(wide, code.code) for wide in hs_codes):
            leads = tuple(lead for lead in code.leads if not meas or lead.mea.slug in meas)
            own.append(Code(code.code, code.description, code.edition, leads))
    return replace(subject, codes=tuple(own))


def _listings(on):
    """What is listed, and will be, by the row that it lists."""
    found = defaultdict(list)
    rows = Listing.objects.in_use().exclude(effective_to__lt=on)
    for row in rows.select_related("annex__convention").order_by("annex__convention__order", "slug"):
        found[("substance", row.substance_id) if row.substance_id else ("species", row.species_id)].append(
            Listed(
                mea=_mea(row.annex.convention),
                annex=row.annex.title,
                meaning=row.annex.meaning,
                scope=row.scope,
                since=row.effective_from,
                pending=row.pending,
                confirmed=row.verified,
            )
        )
    return found


def _identifiers(row, **labels):
    """The identifiers of a row that has any: label by name of the field."""
    found = []
    for name, label in labels.items():
        value: Any = getattr(row, name)
        if isinstance(value, Decimal):
            value = f"{value.normalize():f}"
        values = tuple(value) if isinstance(value, list) else (value,) if value else ()
        if values:
            found.append(Identifier(label, values, name not in row.unverified))
    return tuple(found)


def _substances(on, listed):
    for row in Substance.objects.in_force(on):
        subject = Subject(
            kind=_("Substance"),
            title=row.name,
            lead=row.chemical_name if row.chemical_name != row.name else "",
            note=row.note,
            identifiers=_identifiers(
                row,
                cas=_("CAS"),
                un_numbers=_("UN"),
                ashrae=_("Refrigerant number"),
                composition=_("Composition, per cent by mass"),
                odp=_("Ozone-depleting potential"),
                gwp=_("Global warming potential, 100 years"),
                safety_class=_("ASHRAE 34 safety class"),
                hs_codes=_("HS"),
            ),
            listed=tuple(listed["substance", row.pk]),
            confirmed=row.verified,
        )
        codes = [*row.cas, *_un(row.un_numbers), *([row.ashrae] if row.ashrae else [])]
        names = [row.name, row.chemical_name, row.ashrae]
        yield f"substance:{row.slug}", subject, names, codes, row.hs_codes


def _un(numbers):
    return [spelt for number in numbers for spelt in (number, f"UN{number}")]


def _species(on, listed):
    for row in Species.objects.in_force(on):
        subject = Subject(
            kind=_("Species"),
            title=row.name,
            latin=row.scientific_name,
            lead=row.specimens,
            note=row.note,
            identifiers=_identifiers(row, hs_codes=_("HS")),
            listed=tuple(listed["species", row.pk]),
            confirmed=row.verified,
        )
        yield f"species:{row.slug}", subject, [row.name, row.scientific_name, row.specimens], [], row.hs_codes


def _wastes(on, listed):
    basel = _basel()
    for row in Waste.objects.in_force(on):
        subject = Subject(
            kind=_("Waste"),
            title=row.name,
            note=row.note,
            identifiers=_identifiers(
                row,
                entries=_("Annex II, VIII or IX"),
                y_codes=_("Y code"),
                h_codes=_("H code"),
                oecd_codes=_("OECD code"),
                un_numbers=_("UN"),
                un_class=_("Transport class"),
                cas=_("CAS"),
                hs_codes=_("HS"),
            ),
            meas=basel,
            confirmed=row.verified,
        )
        codes = [*row.entries, *row.y_codes, *row.oecd_codes, *row.cas, *_un(row.un_numbers)]
        yield f"waste:{row.slug}", subject, [row.name], codes, row.hs_codes


def _basel():
    """The convention on wastes, once it is there."""
    row = WasteCode.objects.exclude(annex=None).select_related("annex__convention").first()
    return (_mea(row.annex.convention),) if row else ()


def _waste_codes(on, listed):
    for row in WasteCode.objects.in_force(on).select_related("annex__convention"):
        mea = (_mea(row.annex.convention),) if row.annex else ()
        subject = Subject(
            kind=_("Code of wastes"),
            title=row.code,
            lead=row.meaning,
            note=f"{row.annex.title}. {row.annex.meaning}".strip() if row.annex else "",
            meas=mea,
            confirmed=row.verified,
        )
        yield f"waste-code:{row.code}", subject, [row.meaning], [row.code], []


def _organisms(on, listed):
    for row in Organism.objects.in_force(on).select_related("convention"):
        subject = Subject(
            kind=_("Organism"),
            title=row.name,
            latin=row.scientific_name,
            note=row.control,
            identifiers=_identifiers(row, un_numbers=_("UN"), hs_codes=_("HS")),
            meas=(_mea(row.convention),),
            confirmed=row.verified,
        )
        yield (
            f"organism:{row.slug}",
            subject,
            [row.name, row.scientific_name],
            _un(row.un_numbers),
            row.hs_codes,
        )


def _events(on, listed):
    for row in LmoEvent.objects.in_force(on).select_related("organism__convention"):
        subject = Subject(
            kind=_("Modified plant"),
            title=row.event,
            lead=row.organism.name,
            note=row.organism.control,
            identifiers=_identifiers(row, identifier=_("OECD unique identifier")),
            meas=(_mea(row.organism.convention),),
            confirmed=row.verified,
        )
        hs_codes = row.organism.hs_codes
        yield (
            f"lmo:{row.identifier}",
            subject,
            [row.event, row.organism.name],
            [row.identifier, row.event],
            hs_codes,
        )


def _others(made):
    for source in _sources:
        for other in source():
            key = f"other:{other.url}"
            made.others[key] = other
            yield Thing(key, (other.title, *other.names), other.codes, other.texts)
