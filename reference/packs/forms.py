"""Rows of the reference tables as data: one form a table, in the order in which they refer to each other."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, model_validator

from reference import codes
from reference.formats.fields import Form, NeededWords, Slug, Words
from reference.formats.problems import Problem

SOURCE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"

ShortSlug = Annotated[Slug, Field(max_length=50)]
SourceId = Annotated[str, Field(pattern=SOURCE_PATTERN, max_length=40)]
RowSlug = Annotated[Slug, Field(max_length=80)]


def _differ(values):
    if len(set(values)) != len(values):
        raise ValueError("A value stands here twice.")
    return values


def _number(value):
    """A number exactly as it was written: in quotation marks, or whole."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ValueError("Write a number here.")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{value} is no number: write it as 0.055.") from None
    if not number.is_finite() or abs(number) >= 1_000_000:
        raise ValueError(f"{value} is no number that can stand here.")
    return number


def _plain_number(number):
    """A number as text, without zeros that say nothing."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _places(most):
    def check(number):
        if -number.as_tuple().exponent > most and number != round(number, most):
            raise ValueError(f"Write at most {most} decimal places.")
        return Decimal(_plain_number(number))

    return check


def _spelling(rule):
    return Annotated[str, AfterValidator(rule)]


def _number_with(places):
    return Annotated[
        Decimal, BeforeValidator(_number), AfterValidator(_places(places)), PlainSerializer(_plain_number)
    ]


def _list_of(rule):
    return Annotated[list[_spelling(rule)], AfterValidator(_differ)]


HsCodes = _list_of(codes.hs_code)
CasNumbers = _list_of(codes.cas_number)
UnNumbers = _list_of(codes.un_number)
WasteCodes = _list_of(codes.basel_code)


class SourceForm(Form):
    id: SourceId
    title: Annotated[NeededWords, Field(max_length=300)]
    publisher: Annotated[Words, Field(max_length=200)] = ""
    year: Annotated[int, Field(ge=1, le=9999)] | None
    location: Annotated[Words, Field(max_length=500)] = ""


class HeadForm(Form):
    """tables.yaml: what these tables are, and of which day."""

    title: Annotated[NeededWords, Field(max_length=200)]
    facts_as_of: date


class RowForm(Form):
    """What every row has after its own fields."""

    natural: ClassVar[tuple[str, ...]] = ("slug",)

    effective_from: date | None = None
    effective_to: date | None = None
    pending: bool = False
    source: SourceId | None = None
    where: Annotated[Words, Field(max_length=200)] = ""
    verified: bool = False
    unverified: Annotated[list[str], AfterValidator(_differ)] = []

    @property
    def key(self):
        """The name of the row among those of its table and edition."""
        return "/".join(getattr(self, name) for name in self.natural)

    @model_validator(mode="after")
    def _dates_and_trust(self):
        if self.effective_from and self.effective_to and self.effective_from > self.effective_to:
            raise ValueError("effective_to lies before effective_from.")
        if self.pending and self.effective_from:
            raise ValueError("A row with a date is not pending: take one of them away.")
        if self.verified and self.source is None:
            raise ValueError("A verified row names its source.")
        unknown = sorted(set(self.unverified) - set(type(self).model_fields))
        if unknown:
            raise ValueError(f"unverified names fields of this row; there is no field {unknown[0]}.")
        return self


class AnnexForm(RowForm):
    slug: RowSlug
    convention: ShortSlug
    title: Annotated[NeededWords, Field(max_length=100)]
    meaning: Annotated[Words, Field(max_length=500)] = ""


class SubstanceForm(RowForm):
    slug: RowSlug
    name: Annotated[NeededWords, Field(max_length=200)]
    chemical_name: Annotated[Words, Field(max_length=300)] = ""
    cas: CasNumbers = []
    un_numbers: UnNumbers = []
    ashrae: Annotated[Words, Field(max_length=20)] = ""
    odp: _number_with(4) | None = None
    gwp: _number_with(2) | None = None
    gwp_basis: Annotated[Words, Field(max_length=120)] = ""
    safety_class: Annotated[Words, Field(max_length=5)] = ""
    boiling_point: _number_with(1) | None = None
    composition: _list_of(codes.part_of_a_blend) = []
    hs_codes: HsCodes = []
    note: Annotated[Words, Field(max_length=400)] = ""

    @model_validator(mode="after")
    def _parts_make_the_whole(self):
        if self.composition and sum(map(codes.share_of, self.composition)) != 100:
            raise ValueError("The parts of a blend sum to 100 per cent.")
        return self


class SpeciesForm(RowForm):
    slug: RowSlug
    scientific_name: Annotated[NeededWords, Field(max_length=200)]
    name: Annotated[NeededWords, Field(max_length=200)]
    specimens: Annotated[Words, Field(max_length=200)] = ""
    hs_codes: HsCodes = []
    note: Annotated[Words, Field(max_length=400)] = ""


class ListingForm(RowForm):
    slug: Annotated[Slug, Field(max_length=120)]
    annex: RowSlug
    substance: RowSlug | None = None
    species: RowSlug | None = None
    scope: Annotated[Words, Field(max_length=400)] = ""
    annotation: Annotated[Words, Field(max_length=400)] = ""

    @model_validator(mode="after")
    def _lists_one_thing(self):
        if (self.substance is None) == (self.species is None):
            raise ValueError("Name a substance or a species: one of the two.")
        return self


class WasteCodeForm(RowForm):
    natural = ("code",)

    code: _spelling(codes.basel_code)
    annex: RowSlug | None = None
    meaning: Annotated[NeededWords, Field(max_length=400)]


class WasteForm(RowForm):
    slug: RowSlug
    name: Annotated[NeededWords, Field(max_length=200)]
    entries: WasteCodes = []
    y_codes: WasteCodes = []
    h_codes: WasteCodes = []
    oecd_codes: WasteCodes = []
    un_numbers: UnNumbers = []
    un_class: Annotated[Words, Field(max_length=120)] = ""
    cas: CasNumbers = []
    hs_codes: HsCodes = []
    note: Annotated[Words, Field(max_length=500)] = ""


class OrganismForm(RowForm):
    slug: RowSlug
    convention: ShortSlug
    name: Annotated[NeededWords, Field(max_length=200)]
    scientific_name: Annotated[Words, Field(max_length=200)] = ""
    native_to: Annotated[Words, Field(max_length=200)] = ""
    introduced_to: Annotated[Words, Field(max_length=300)] = ""
    un_numbers: UnNumbers = []
    hs_codes: HsCodes = []
    control: Annotated[Words, Field(max_length=500)] = ""


class LmoEventForm(RowForm):
    natural = ("identifier",)

    identifier: _spelling(codes.unique_identifier)
    organism: RowSlug
    event: Annotated[NeededWords, Field(max_length=120)]


class HsCodeForm(RowForm):
    natural = ("code",)

    code: _spelling(codes.hs_subheading)
    description: Annotated[NeededWords, Field(max_length=300)]


class MatrixRowForm(RowForm):
    natural = ("hs", "convention")

    hs: _spelling(codes.hs_subheading)
    convention: ShortSlug
    goods: Annotated[NeededWords, Field(max_length=400)]
    control: Annotated[NeededWords, Field(max_length=400)]
    document: Annotated[NeededWords, Field(max_length=500)]
    note: Annotated[Words, Field(max_length=500)] = ""
    look_alikes: HsCodes = []


@dataclass(frozen=True)
class Table:
    """A table: its folder, its form, its model, and which fields name rows of which other table."""

    name: str
    form: type[RowForm]
    model: str
    links: dict[str, str] = field(default_factory=dict)


TABLES = {
    table.name: table
    for table in (
        Table("annexes", AnnexForm, "Annex"),
        Table("hs-codes", HsCodeForm, "HsCode"),
        Table("matrix", MatrixRowForm, "MatrixRow", {"hs": "hs-codes"}),
        Table("substances", SubstanceForm, "Substance"),
        Table("species", SpeciesForm, "Species"),
        Table(
            "listings",
            ListingForm,
            "Listing",
            {"annex": "annexes", "substance": "substances", "species": "species"},
        ),
        Table("waste-codes", WasteCodeForm, "WasteCode", {"annex": "annexes"}),
        Table("wastes", WasteForm, "Waste"),
        Table("organisms", OrganismForm, "Organism"),
        Table("lmo-events", LmoEventForm, "LmoEvent", {"organism": "organisms"}),
    )
}


@dataclass(frozen=True)
class Row:
    """One row: its table, its edition, what it says."""

    table: Table
    edition: str
    form: RowForm

    @property
    def item(self):
        """The row's name in its pack."""
        return item_name(self.table.name, self.form.key, self.edition)


def item_name(table, key, edition):
    return f"{table}/{key} ({edition})"


@dataclass
class Tables:
    """The reference tables as a folder holds them, and what is wrong. With problems they are incomplete."""

    folder: Path | None = None
    head: HeadForm | None = None
    sources: list[SourceForm] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)

    def items(self):
        """Everything that is remembered, compared and retired one by one, by its name."""
        return {f"sources/{source.id}": source for source in self.sources} | {
            row.item: row.form for row in self.rows
        }

    def content(self):
        """What the folder says, in one order: two folders say the same when this is equal."""
        return self.head, self.items()


def digest(form: Any) -> str:
    """A digest of what a row or source says. Those that say the same have the same."""
    return hashlib.sha256(json.dumps(form.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()
