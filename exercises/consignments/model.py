"""A set of documents with what the officer knows beside them.

An entry is named `document:field`, where the field can be a place for marks. The templates share
much, so `permit` stands for the document that travels because the convention asks for it, `notification` for
the one that waste was notified with, `decision` for that of the authority of the country of import, `label`
and `sheet` for those of the goods, `plate` for that of equipment, `check` for what was read online, and
`waybill` for the bill of lading or air waybill, and fields that differ in name only have one name in `NAMES`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from exercises.documents.model import Document, Mark, Value

Entry = tuple[str, str]
"""The slug of a document and the key of a field or a place on it."""

LMO = ("cartagena-ffp", "cartagena-contained-use", "cartagena-introduction")
"""The documents of Article 18 of the Cartagena Protocol."""
PERMITS = (
    "cites-permit",
    "basel-notification",
    "basel-movement",
    "ods-cylinder-label",
    "ods-licence",
    "rotterdam-notification",
    "rotterdam-import-response",
    "stockholm-declaration",
    "stockholm-nameplate",
    *LMO,
)
WAYBILLS = ("bill-of-lading", "air-waybill")
ACCOMPANIED: Mapping[str, tuple[str, ...]] = {
    "basel-notification": ("basel-movement",),
    "ods-cylinder-label": ("ods-safety-data-sheet", "ods-licence"),
    "rotterdam-notification": ("rotterdam-label", "rotterdam-safety-data-sheet"),
    "rotterdam-import-response": ("rotterdam-label", "rotterdam-safety-data-sheet"),
    "stockholm-declaration": ("stockholm-register-check",),
    "stockholm-nameplate": ("stockholm-equipment-declaration",),
    "bwm-certificate": ("bwm-record-book", "bwm-report"),
    "bwm-sampling-result": ("bwm-certificate", "bwm-record-book", "bwm-report"),
    **dict.fromkeys(LMO, ("cartagena-decision",)),
}
"""What comes beside a document: a set named after it has all of them."""
SHIPS = ("bwm-sampling-result", "bwm-certificate")
"""Documents of a ship. Their sets have neither goods nor papers of the trade."""
LABELLED_GOODS = ("rotterdam-notification", "rotterdam-import-response")
"""Sets for chemicals with label and safety data sheet."""
LEADING = (*LABELLED_GOODS, *LMO, "stockholm-declaration")
"""Sets whose permit is the first of their documents; in the others it is the last."""
ALIASES: Mapping[str, tuple[str, ...]] = {
    "notification": ("basel-notification",),
    "label": ("ods-cylinder-label", "rotterdam-label"),
    "sheet": ("ods-safety-data-sheet", "rotterdam-safety-data-sheet"),
    "plate": ("stockholm-nameplate",),
    "decision": ("cartagena-decision",),
    "check": ("stockholm-register-check",),
    "waybill": WAYBILLS,
}
"""Names for what is another document in each set."""
NAMES: Mapping[str, Mapping[str, str]] = {
    "permit:number": {
        "cites-permit": "permit_number",
        "basel-movement": "notification_number",
        "ods-licence": "licence_number",
        "rotterdam-notification": "number",
        "stockholm-declaration": "reference",
        "stockholm-equipment-declaration": "number",
        **dict.fromkeys(LMO, "decision_number"),
    },
    "permit:importer": {
        "cites-permit": "importer",
        "basel-movement": "importer.name",
        "ods-licence": "importer.name",
        "rotterdam-notification": "importer.name",
        "stockholm-equipment-declaration": "importer.name",
        **dict.fromkeys(LMO, "importer.name"),
    },
    "permit:exporter": {
        "cites-permit": "exporter",
        "basel-movement": "exporter.name",
        "ods-licence": "exporter.name",
        "stockholm-equipment-declaration": "exporter.name",
        **dict.fromkeys(LMO, "exporter.name"),
    },
    "waybill:departed": {"bill-of-lading": "on_board_date", "air-waybill": "flight_date"},
    "waybill:loading": {"bill-of-lading": "port_of_loading", "air-waybill": "departure_airport"},
    "waybill:discharge": {"bill-of-lading": "port_of_discharge", "air-waybill": "destination_airport"},
}


def permits_of(template: str) -> tuple[str, ...]:
    """The documents beside the papers of the trade, in a set of this name."""
    return (template, *ACCOMPANIED.get(template, ()))


def permit_of(template: str) -> str:
    """The document that travels because the convention asks for it."""
    return permits_of(template)[0 if template in LEADING else -1]


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
    """What is declared, and the day on which the officer looks at it. For a ship, `goods` is the ship."""

    presented_on: date
    goods: str
    departs_from: str
    destination: str
    office: str
    notification: Notification | None = None

    @property
    def leaving(self) -> bool:
        """Whether the goods lie at an office of the country that they depart from."""
        return self.office.rpartition(", ")[2] == self.departs_from


@dataclass(frozen=True)
class Found:
    """The goods as found. `goods` names a row of the stock, `signs` say what can be seen of it. On a ship
    that is its treatment system, and nothing is packed.
    """

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
    def of_ship(self) -> bool:
        return self.template in SHIPS

    @property
    def waybill(self) -> str:
        """The carrier's paper, or nothing where there are no goods."""
        return next((slug for slug in WAYBILLS if slug in self.documents), "")

    def entry(self, name: str) -> Entry:
        """The document and the key of what is named, in this set."""
        document, _, key = name.partition(":")
        if document == "permit":
            slug = permit_of(self.template)
        else:
            known = ALIASES.get(document, ())
            slug = next((one for one in known if one in self.documents), document)
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

    def marked(self, name: str) -> bool:
        """Whether there is a mark at a place."""
        slug, key = self.entry(name)
        return any(mark.at == key for mark in self.documents[slug].marks)

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
        return self._with_marks(slug, (*self.marks(slug), *marks))

    def remark(self, name: str, change: Callable[[Mark], Mark]) -> "ConsignmentSet":
        """The same set with the marks at a place changed."""
        slug, key = self.entry(name)
        return self._with_marks(slug, (change(one) if one.at == key else one for one in self.marks(slug)))

    def reletter(self, name: str, text: str) -> "ConsignmentSet":
        """The same set with other words in the marks at a place."""
        return self.remark(name, lambda mark: replace(mark, text=text))

    def unmark(self, *names: str) -> "ConsignmentSet":
        """The same set without the marks at these places."""
        changed = self
        for name in names:
            slug, key = self.entry(name)
            changed = changed._with_marks(slug, (one for one in changed.marks(slug) if one.at != key))
        return changed

    def _with_marks(self, slug: str, marks: Iterable[Mark]) -> "ConsignmentSet":
        changed = replace(self.documents[slug], marks=tuple(marks))
        return replace(self, documents={**self.documents, slug: changed})

    def entries(self) -> frozenset[Entry]:
        """Every field with something in it and every place with a mark."""
        found: set[Entry] = set()
        for slug, document in self.documents.items():
            places = {place.key for place in document.template.places}
            found |= {(slug, key) for key, value in document.values.items() if value}
            found |= {(slug, mark.at) for mark in document.marks if mark.at in places}
        return frozenset(found)
