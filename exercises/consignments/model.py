"""A set of documents with what the officer knows beside them.

An entry is named `document:field`, where the field can be a place for marks. The templates share
much, so `permit` stands for the document that travels because the convention asks for it, `notification` for
the one that it was notified with, `label` and `sheet` for those of a gas, and `waybill` for the bill of
lading or air waybill, and fields that differ in name only have one name in `NAMES`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from exercises.documents.model import Document, Mark, Value

Entry = tuple[str, str]
"""The slug of a document and the key of a field or a place on it."""

PERMITS = ("cites-permit", "basel-notification", "basel-movement", "ods-cylinder-label", "ods-licence")
ACCOMPANIED: Mapping[str, tuple[str, ...]] = {
    "basel-notification": ("basel-movement",),
    "ods-cylinder-label": ("ods-safety-data-sheet", "ods-licence"),
}
"""What comes beside a document: a set named after it has all of them."""
WAYBILLS = ("bill-of-lading", "air-waybill")

NAMES: Mapping[str, Mapping[str, str]] = {
    "permit:number": {
        "cites-permit": "permit_number",
        "basel-movement": "notification_number",
        "ods-licence": "licence_number",
    },
    "permit:importer": {
        "cites-permit": "importer",
        "basel-movement": "importer.name",
        "ods-licence": "importer.name",
    },
    "permit:exporter": {
        "cites-permit": "exporter",
        "basel-movement": "exporter.name",
        "ods-licence": "exporter.name",
    },
    "waybill:departed": {"bill-of-lading": "on_board_date", "air-waybill": "flight_date"},
    "waybill:loading": {"bill-of-lading": "port_of_loading", "air-waybill": "departure_airport"},
    "waybill:discharge": {"bill-of-lading": "port_of_discharge", "air-waybill": "destination_airport"},
}


def permits_of(template: str) -> tuple[str, ...]:
    """The documents beside the papers of the trade, in a set of this name; the last is the permit."""
    return (template, *ACCOMPANIED.get(template, ()))


@dataclass(frozen=True)
class Consent:
    """A written consent to a movement of waste, on file or in the notification presented."""

    state: str
    role: str
    given_on: date
    valid_from: date
    valid_until: date


@dataclass(frozen=True)
class Notification:
    """What the competent authority has on file: the notification and the consents to it."""

    number: str
    shipments: int
    tonnes: Decimal
    consents: tuple[Consent, ...]


@dataclass(frozen=True)
class Facts:
    """What is declared, and the day on which the officer looks at it."""

    presented_on: date
    goods: str
    departs_from: str
    destination: str
    office: str
    notification: Notification | None = None


@dataclass(frozen=True)
class Found:
    """The goods as found. `goods` names a row of the stock, `signs` say what can be seen of it."""

    goods: str
    packages: int
    package_kind: str
    signs: tuple[str, ...]
    seal: str = ""


@dataclass(frozen=True)
class ConsignmentSet:
    """Documents of one consignment. `traits` say of which sort it is, such as `journey:sea`."""

    template: str
    documents: Mapping[str, Document]
    facts: Facts
    found: Found
    goods: str
    traits: frozenset[str]

    @property
    def waybill(self) -> str:
        return next(slug for slug in WAYBILLS if slug in self.documents)

    def entry(self, name: str) -> Entry:
        """The document and the key of what is named, in this set."""
        document, _, key = name.partition(":")
        aliases = {
            "permit": permits_of(self.template)[-1],
            "notification": "basel-notification",
            "label": "ods-cylinder-label",
            "sheet": "ods-safety-data-sheet",
            "waybill": self.waybill,
        }
        slug = aliases.get(document, document)
        return slug, NAMES.get(name, {}).get(slug, key)

    def has(self, name: str) -> bool:
        """Whether the set has the form, and the form such a field or place."""
        slug, key = self.entry(name)
        if slug not in self.documents:
            return False
        form = self.documents[slug].template
        return key in {one.key for one in form.fields} | {one.key for one in form.places}

    def value(self, name: str) -> Value:
        slug, key = self.entry(name)
        return self.documents[slug].value(key)

    def text(self, name: str) -> str:
        """The value in one piece; of an address the first line, which is the name."""
        value = self.value(name)
        return value if isinstance(value, str) else next(iter(value), "")

    def when(self, name: str) -> date | None:
        """The date of a field, if it is filled in."""
        text = self.text(name)
        return date.fromisoformat(text) if text else None

    def day(self, name: str) -> date:
        """The date of a field that is filled in."""
        return date.fromisoformat(self.text(name))

    def number(self, name: str) -> Decimal | None:
        text = self.text(name)
        return Decimal(text) if text else None

    def marks(self, document: str) -> tuple[Mark, ...]:
        slug, _ = self.entry(document)
        return tuple(self.documents[slug].marks)

    def write(self, changes: Mapping[str, Value]) -> "ConsignmentSet":
        """The same set with other entries; an empty text leaves the box blank."""
        documents = dict(self.documents)
        for name, value in changes.items():
            slug, key = self.entry(name)
            values = {**documents[slug].values, key: value}
            if not value:
                del values[key]
            documents[slug] = replace(documents[slug], values=values)
        return replace(self, documents=documents)

    def mark(self, document: str, *marks: Mark) -> "ConsignmentSet":
        """The same set with further marks on a document."""
        slug, _ = self.entry(document)
        changed = replace(self.documents[slug], marks=(*self.documents[slug].marks, *marks))
        return replace(self, documents={**self.documents, slug: changed})

    def remark(self, document: str, at: str, change: Callable[[Mark], Mark | None]) -> "ConsignmentSet":
        """The same set with the marks at a place changed, or gone where the change gives nothing."""
        slug, _ = self.entry(document)
        marks = (change(one) if one.at == at else one for one in self.documents[slug].marks)
        changed = replace(self.documents[slug], marks=tuple(one for one in marks if one))
        return replace(self, documents={**self.documents, slug: changed})

    def entries(self) -> frozenset[Entry]:
        """Every field with something in it and every place with a mark."""
        found: set[Entry] = set()
        for slug, document in self.documents.items():
            places = {place.key for place in document.template.places}
            found |= {(slug, key) for key, value in document.values.items() if value}
            found |= {(slug, mark.at) for mark in document.marks if mark.at in places}
        return frozenset(found)
