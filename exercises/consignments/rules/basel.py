"""Rules for the movement document, against what the competent authority has on file."""

from exercises.consignments.model import Consent, ConsignmentSet
from exercises.consignments.rules.registry import Names, rule, unlike
from exercises.consignments.stock import Waste, wastes
from exercises.documents.model import MarkKind

BASEL = "basel-movement"
GONE = frozenset({"A1180", "B1110", "B4030", "B3010"})
"""Entries that were deleted before any day on which goods are presented here."""
NO_CHARACTERISTIC = frozenset({"H2", "H7", "H9"})
"""Annex III has none of these."""


def waste_named(given: ConsignmentSet) -> Waste | None:
    """The waste in block 12, where the stock has it."""
    name = given.text("permit:designation")
    return next((one for one in wastes() if one.name == name), None)


def consent_of(given: ConsignmentSet, role: str) -> Consent | None:
    on_file = given.facts.notification.consents if given.facts.notification else ()
    return next((one for one in on_file if one.role == role), None)


@rule("basel-notification", BASEL)
def notification(given: ConsignmentSet) -> Names:
    """Block 1 has the number of the notification on file."""
    on_file = given.facts.notification
    other = on_file and given.text("permit:number") != on_file.number
    return ("permit:number",) if other else ()


@rule("basel-serial", BASEL)
def serial(given: ConsignmentSet) -> Names:
    """The shipment is one of those notified."""
    on_file, number = given.facts.notification, given.number("permit:serial_number")
    over = on_file and number is not None and number > on_file.shipments
    return ("permit:serial_number",) if over else ()


@rule("basel-total", BASEL)
def total(given: ConsignmentSet) -> Names:
    """Block 2 gives as many shipments as were notified."""
    on_file = given.facts.notification
    other = on_file and given.number("permit:total_shipments") != on_file.shipments
    return ("permit:total_shipments",) if other else ()


@rule("basel-consent-first", BASEL)
def consent_first(given: ConsignmentSet) -> Names:
    """The State of import consented before the movement began."""
    consent, shipped = consent_of(given, "import"), given.when("permit:shipment_date")
    early = consent and shipped and shipped < consent.given_on
    return ("permit:shipment_date",) if early else ()


@rule("basel-consent-in-force", BASEL)
def consent_in_force(given: ConsignmentSet) -> Names:
    """The consent still held when the movement began."""
    consent, shipped = consent_of(given, "import"), given.when("permit:shipment_date")
    late = consent and shipped and shipped > consent.valid_until
    return ("permit:shipment_date",) if late else ()


@rule("basel-transit-consent", BASEL)
def transit_consent(given: ConsignmentSet) -> Names:
    """Each State of transit consented."""
    on_file = given.facts.notification.consents if given.facts.notification else ()
    country = given.text("permit:transit1.country")
    return ("permit:transit1.country",) if country and country not in {one.state for one in on_file} else ()


@rule("basel-route", BASEL)
def route(given: ConsignmentSet) -> Names:
    """The ship calls where the movement document says."""
    country, port = given.text("permit:transit1.country"), given.text("waybill:transhipment")
    other = country and port and not port.endswith(f", {country}")
    return ("permit:transit1.country", "waybill:transhipment") if other else ()


@rule("basel-quantity", BASEL)
def quantity(given: ConsignmentSet) -> Names:
    """Block 5 has the weight that was packed."""
    tonnes, packed = given.number("permit:quantity_tonnes"), given.number("packing-list:total_net_kg")
    other = tonnes is not None and packed is not None and tonnes * 1000 != packed
    return ("permit:quantity_tonnes", "packing-list:total_net_kg") if other else ()


@rule("basel-packages", BASEL)
def packages(given: ConsignmentSet) -> Names:
    """Block 7 has the packages that were packed."""
    return unlike(given, "permit:packages", "packing-list:total_packages")


@rule("basel-unaltered", BASEL)
def unaltered(given: ConsignmentSet) -> Names:
    """No entry is altered without the stamp and initials of the authority."""
    return tuple(
        f"permit:{mark.at}"
        for mark in given.marks("permit")
        if mark.kind == MarkKind.ALTERATION and not mark.validated
    )


@rule("basel-code-in-force", BASEL)
def code_in_force(given: ConsignmentSet) -> Names:
    """The entry in block 14 exists."""
    return ("permit:waste.basel",) if given.text("permit:waste.basel") in GONE else ()


@rule("basel-code", BASEL)
def code(given: ConsignmentSet) -> Names:
    """The entry in block 14 is that of the waste in block 12."""
    named, entry = waste_named(given), given.text("permit:waste.basel")
    other = named and entry not in GONE and entry != named.code
    return ("permit:waste.basel", "permit:designation") if other else ()


@rule("basel-y-code", BASEL)
def y_code(given: ConsignmentSet) -> Names:
    """The Y-code belongs to the waste."""
    named = waste_named(given)
    other = named and given.text("permit:waste.y_code") not in named.y_codes
    return ("permit:waste.y_code",) if other else ()


@rule("basel-h-code", BASEL)
def h_code(given: ConsignmentSet) -> Names:
    """The H-code exists."""
    return ("permit:waste.h_code",) if given.text("permit:waste.h_code") in NO_CHARACTERISTIC else ()


@rule("basel-un-number", BASEL)
def un_number(given: ConsignmentSet) -> Names:
    """The UN number belongs to the waste."""
    named, number = waste_named(given), given.text("permit:waste.un_number").removeprefix("UN ")
    return ("permit:waste.un_number",) if named and number and number != named.un_number else ()


@rule("basel-tariff-code", BASEL)
def tariff_code(given: ConsignmentSet) -> Names:
    """The goods are declared under the code of block 14 (xii)."""
    return unlike(given, "permit:waste.customs_code", "commercial-invoice:line1.hs_code")


@rule("basel-waste-found", BASEL)
def waste_found(given: ConsignmentSet) -> Names:
    """The waste is that of block 12."""
    named = waste_named(given)
    return ("permit:designation",) if named and named.slug != given.found.goods else ()
