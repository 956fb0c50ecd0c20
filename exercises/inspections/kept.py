"""An inspection as plain data that a paper keeps.

What was drawn for a paper must not change when the catalogue or the stock does. So a paper keeps the
documents themselves, with what is wrong in them and why, and not only the seed that they were made from.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from exercises.consignments.faults.registry import Basis, Fault
from exercises.consignments.mixing import Inspection, key_of
from exercises.consignments.model import Consent, ConsignmentSet, Entry, Facts, Found, Notification
from exercises.documents.model import Document, Mark, MarkKind
from exercises.documents.registry import template
from exercises.inspections.scoring import Decision

Data = Mapping[str, Any]
"""What JSON can hold: texts, numbers, lists, objects."""


def name_of(entry: Entry) -> str:
    """An entry as one text, `document:entry`."""
    return ":".join(entry)


def entry_of(name: str) -> Entry:
    slug, _, key = name.partition(":")
    return slug, key


def data_of(made: Inspection) -> dict[str, Any]:
    """Everything of an inspection that `inspection_of` needs to give it back."""
    given = made.given
    # Entries that a fault has made blank can be flagged as well.
    blank = made.key.entries.difference(given.entries(), *(signal.entries for signal in made.key.signals))
    return {
        "template": made.template,
        "seed": made.seed,
        "documents": {slug: _document_data(document) for slug, document in given.documents.items()},
        "facts": _facts_data(given.facts),
        "found": {
            "goods": given.found.goods,
            "packages": given.found.packages,
            "package_kind": given.found.package_kind,
            "signs": list(given.found.signs),
            "seal": given.found.seal,
        },
        "goods": given.goods,
        "traits": sorted(given.traits),
        "blank": sorted(name_of(entry) for entry in blank),
        "faults": [_fault_data(fault, made) for fault in made.faults],
    }


def inspection_of(data: Data) -> Inspection:
    """The inspection that `data_of` wrote down."""
    given = ConsignmentSet(
        template=data["template"],
        documents={slug: _document(slug, one) for slug, one in data["documents"].items()},
        facts=_facts(data["facts"]),
        found=Found(**{**data["found"], "signs": tuple(data["found"]["signs"])}),
        goods=data["goods"],
        traits=frozenset(data["traits"]),
    )
    faults = tuple(_fault(one, data["template"]) for one in data["faults"])
    entries = given.entries() | {entry_of(name) for name in data["blank"]}
    return Inspection(data["template"], data["seed"], given, faults, key_of(given, faults, entries))


def _document_data(document: Document) -> dict[str, Any]:
    values = {key: one if isinstance(one, str) else list(one) for key, one in document.values.items()}
    return {"seed": document.seed, "values": values, "marks": [_mark_data(mark) for mark in document.marks]}


def _document(slug: str, data: Data) -> Document:
    values = {key: one if isinstance(one, str) else tuple(one) for key, one in data["values"].items()}
    marks = tuple(Mark(**{**mark, "kind": MarkKind(mark["kind"])}) for mark in data["marks"])
    return Document(template(slug), values, marks, data["seed"])


def _mark_data(mark: Mark) -> dict[str, Any]:
    told = {"text": mark.text, "state": mark.state, "date": mark.date, "validated": mark.validated}
    return {"kind": str(mark.kind), "at": mark.at} | {name: one for name, one in told.items() if one}


def _facts_data(facts: Facts) -> dict[str, Any]:
    said = {
        "presented_on": facts.presented_on.isoformat(),
        "goods": facts.goods,
        "departs_from": facts.departs_from,
        "destination": facts.destination,
        "office": facts.office,
    }
    on_file = facts.notification
    if on_file is None:
        return said
    return said | {
        "notification": {
            "number": on_file.number,
            "shipments": on_file.shipments,
            "tonnes": str(on_file.tonnes),
            "consents": [
                {
                    "state": one.state,
                    "role": one.role,
                    "given_on": one.given_on.isoformat(),
                    "valid_from": one.valid_from.isoformat(),
                    "valid_until": one.valid_until.isoformat(),
                }
                for one in on_file.consents
            ],
        }
    }


def _facts(data: Data) -> Facts:
    on_file = data.get("notification")
    return Facts(
        presented_on=date.fromisoformat(data["presented_on"]),
        goods=data["goods"],
        departs_from=data["departs_from"],
        destination=data["destination"],
        office=data["office"],
        notification=_notification(on_file) if on_file else None,
    )


def _notification(data: Data) -> Notification:
    days = ("given_on", "valid_from", "valid_until")
    consents = (
        Consent(one["state"], one["role"], **{day: date.fromisoformat(one[day]) for day in days})
        for one in data["consents"]
    )
    return Notification(data["number"], data["shipments"], Decimal(data["tonnes"]), tuple(consents))


def _fault_data(fault: Fault, made: Inspection) -> dict[str, Any]:
    basis = fault.basis[made.template]
    return {
        "kind": fault.slug,
        "title": fault.title,
        "shows": fault.shows,
        "matters": fault.matters,
        "source": basis.source,
        "where": basis.where,
        "action": str(fault.action),
        "entries": sorted(name_of(entry) for entry in fault.entries_in(made.given)),
        "reasons": sorted(fault.reasons),
    }


def _fault(data: Data, slug: str) -> Fault:
    return Fault(
        slug=data["kind"],
        title=data["title"],
        shows=data["shows"],
        matters=data["matters"],
        basis={slug: Basis(data["source"], data["where"])},
        action=Decision(data["action"]),
        entries=tuple(data["entries"]),
        trips=frozenset(),
        needs=frozenset(),
        touches=(),
        also=frozenset(data["reasons"]),
        inject=_injected,
    )


def _injected(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    """A fault that is in the documents already."""
    return given
