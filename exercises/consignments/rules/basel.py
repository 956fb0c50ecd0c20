"""Rules for the movement document, against the notification.

The notification is on file with the competent authority, or it lies on the counter as a document.
"""

from decimal import Decimal

from exercises.consignments.model import Consent, ConsignmentSet
from exercises.consignments.rules.registry import Names, altered, not_enough, rule, unlike
from exercises.consignments.stock.basel import Waste, other_bodies, wastes

BASEL = ("basel-movement", "basel-notification")
NOTIFIED = "basel-notification"
GONE = frozenset({"A1180", "B1110", "B4030", "B3010"})
"""Entries that were deleted before any day on which goods are presented here."""
NO_CHARACTERISTIC = frozenset({"H2", "H7", "H9"})
"""Annex III has none of these."""
ROWS_OF_CONSENT = ("consent1", "consent2", "consent3")
DAYS_OF_CONSENT = ("given_on", "valid_from", "valid_until")


def waste_named(given: ConsignmentSet, document: str = "permit") -> Waste | None:
    """The waste in block 12, where the stock has it."""
    name = given.text(f"{document}:designation")
    return next((one for one in wastes() if one.name == name), None)


def number_notified(given: ConsignmentSet) -> str:
    """The number of the notification, or nothing where there is none."""
    if given.facts.notification:
        return given.facts.notification.number
    return given.text("notification:number") if given.has("notification:number") else ""


def shipments_notified(given: ConsignmentSet) -> Decimal | None:
    if given.facts.notification:
        return Decimal(given.facts.notification.shipments)
    return given.number("notification:total_shipments") if given.has("notification:total_shipments") else None


def consents(given: ConsignmentSet) -> tuple[Consent, ...]:
    """The consents on file, or those that are filled in on the notification presented."""
    if given.facts.notification:
        return given.facts.notification.consents
    if not given.has("notification:number"):
        return ()
    rows = (consent_in(given, row) for row in ROWS_OF_CONSENT)
    return tuple(one for one in rows if one)


def consent_in(given: ConsignmentSet, row: str) -> Consent | None:
    """The consent in this row of the notification presented, if it is filled in."""
    state = given.text(f"notification:{row}.country")
    days = [given.when(f"notification:{row}.{key}") for key in DAYS_OF_CONSENT]
    known = [day for day in days if day]
    if not state or len(known) < len(days):
        return None
    return Consent(state, "import" if state == given.facts.destination else "transit", *known)


def consent_of(given: ConsignmentSet, role: str) -> Consent | None:
    return next((one for one in consents(given) if one.role == role), None)


@rule("basel-notification-number", *BASEL)
def notification(given: ConsignmentSet) -> Names:
    """Block 1 has the number of the notification."""
    number = number_notified(given)
    other = number and given.text("permit:number") != number
    return ("permit:number",) if other else ()


@rule("basel-serial", *BASEL)
def serial(given: ConsignmentSet) -> Names:
    """The shipment is one of those notified."""
    shipments, number = shipments_notified(given), given.number("permit:serial_number")
    over = shipments is not None and number is not None and number > shipments
    return ("permit:serial_number",) if over else ()


@rule("basel-total", *BASEL)
def total(given: ConsignmentSet) -> Names:
    """Block 2 gives as many shipments as were notified."""
    shipments = shipments_notified(given)
    other = shipments is not None and given.number("permit:total_shipments") != shipments
    return ("permit:total_shipments",) if other else ()


@rule("basel-consent-first", *BASEL)
def consent_first(given: ConsignmentSet) -> Names:
    """The State of import consented before the movement began."""
    consent, shipped = consent_of(given, "import"), given.when("permit:shipment_date")
    early = consent and shipped and shipped < consent.given_on
    return ("permit:shipment_date",) if early else ()


@rule("basel-consent-in-force", *BASEL)
def consent_in_force(given: ConsignmentSet) -> Names:
    """The consent still held when the movement began."""
    consent, shipped = consent_of(given, "import"), given.when("permit:shipment_date")
    late = consent and shipped and shipped > consent.valid_until
    return ("permit:shipment_date",) if late else ()


@rule("basel-transit-consent", *BASEL)
def transit_consent(given: ConsignmentSet) -> Names:
    """Each State of transit consented."""
    consented = {one.state for one in consents(given)}
    country = given.text("permit:transit1.country")
    return ("permit:transit1.country",) if country and country not in consented else ()


@rule("basel-route", *BASEL)
def route(given: ConsignmentSet) -> Names:
    """The ship calls where the movement document says."""
    country, port = given.text("permit:transit1.country"), given.text("waybill:transhipment")
    other = country and port and not port.endswith(f", {country}")
    return ("permit:transit1.country", "waybill:transhipment") if other else ()


@rule("basel-quantity", *BASEL)
def quantity(given: ConsignmentSet) -> Names:
    """Block 5 has the weight that was packed."""
    tonnes, packed = given.number("permit:quantity_tonnes"), given.number("packing-list:total_net_kg")
    other = tonnes is not None and packed is not None and tonnes * 1000 != packed
    return ("permit:quantity_tonnes", "packing-list:total_net_kg") if other else ()


@rule("basel-packages", *BASEL)
def packages(given: ConsignmentSet) -> Names:
    """Block 7 has the packages that were packed."""
    return unlike(given, "permit:packages", "packing-list:total_packages")


@rule("basel-unaltered", *BASEL)
def unaltered(given: ConsignmentSet) -> Names:
    """No entry is altered without the stamp and initials of the authority."""
    return altered(given, "permit")


@rule("basel-code-in-force", *BASEL)
def code_in_force(given: ConsignmentSet) -> Names:
    """The entry in block 14 exists."""
    return ("permit:waste.basel",) if given.text("permit:waste.basel") in GONE else ()


@rule("basel-code", *BASEL)
def code(given: ConsignmentSet) -> Names:
    """The entry in block 14 is that of the waste in block 12."""
    named, entry = waste_named(given), given.text("permit:waste.basel")
    other = named and entry not in GONE and entry != named.code
    return ("permit:waste.basel", "permit:designation") if other else ()


@rule("basel-y-code", *BASEL)
def y_code(given: ConsignmentSet) -> Names:
    """The Y-code belongs to the waste."""
    named = waste_named(given)
    other = named and given.text("permit:waste.y_code") not in named.y_codes
    return ("permit:waste.y_code",) if other else ()


@rule("basel-h-code", *BASEL)
def h_code(given: ConsignmentSet) -> Names:
    """The H-code exists."""
    return ("permit:waste.h_code",) if given.text("permit:waste.h_code") in NO_CHARACTERISTIC else ()


@rule("basel-un-number", *BASEL)
def un_number(given: ConsignmentSet) -> Names:
    """The UN number belongs to the waste."""
    named, number = waste_named(given), given.text("permit:waste.un_number").removeprefix("UN ")
    return ("permit:waste.un_number",) if named and number and number != named.un_number else ()


@rule("basel-tariff-code", *BASEL)
def tariff_code(given: ConsignmentSet) -> Names:
    """The goods are declared under the code of block 14 (xii)."""
    return unlike(given, "permit:waste.customs_code", "commercial-invoice:line1.hs_code")


@rule("basel-waste-found", *BASEL)
def waste_found(given: ConsignmentSet) -> Names:
    """The waste is that of block 12."""
    named = waste_named(given)
    return ("permit:designation",) if named and named.slug != given.found.goods else ()


@rule("basel-notified-exporter", NOTIFIED)
def notified_exporter(given: ConsignmentSet) -> Names:
    """Who sends the waste is who notified."""
    return unlike(given, "notification:exporter.name", "permit:exporter")


@rule("basel-notified-importer", NOTIFIED)
def notified_importer(given: ConsignmentSet) -> Names:
    """Who receives the waste is the consignee notified."""
    return unlike(given, "notification:importer.name", "permit:importer")


@rule("basel-notified-facility", NOTIFIED)
def notified_facility(given: ConsignmentSet) -> Names:
    """The waste goes to the facility notified."""
    return unlike(given, "notification:facility.name", "permit:facility.name")


@rule("basel-notified-waste", NOTIFIED)
def notified_waste(given: ConsignmentSet) -> Names:
    """The waste that moves is the waste notified."""
    return unlike(given, "notification:designation", "permit:designation")


@rule("basel-notified-code-in-force", NOTIFIED)
def notified_code_in_force(given: ConsignmentSet) -> Names:
    """The entry in block 14 of the notification exists."""
    return ("notification:waste.basel",) if given.text("notification:waste.basel") in GONE else ()


@rule("basel-notified-code", NOTIFIED)
def notified_code(given: ConsignmentSet) -> Names:
    """The entry in block 14 of the notification is that of the waste in its block 12."""
    named, entry = waste_named(given, "notification"), given.text("notification:waste.basel")
    other = named and entry not in GONE and entry != named.code
    return ("notification:waste.basel", "notification:designation") if other else ()


@rule("basel-notified-y-code", NOTIFIED)
def notified_y_code(given: ConsignmentSet) -> Names:
    """The Y-code in the notification belongs to the waste in its block 12."""
    named = waste_named(given, "notification")
    other = named and given.text("notification:waste.y_code") not in named.y_codes
    return ("notification:waste.y_code",) if other else ()


@rule("basel-notified-tariff-code", NOTIFIED)
def notified_tariff_code(given: ConsignmentSet) -> Names:
    """The HS code in the notification is one of waste, not that under which usable goods are sold."""
    named = waste_named(given, "notification")
    other = named and named.sold_as and given.text("notification:waste.customs_code") == named.sold_as
    return ("notification:waste.customs_code",) if other else ()


@rule("basel-notified-individual", NOTIFIED)
def notified_individual(given: ConsignmentSet) -> Names:
    """A notification of an individual shipment is for one."""
    shipments = given.number("notification:total_shipments")
    several = shipments is not None and shipments > 1
    other = several and given.text("notification:shipment_kind") == "individual"
    return ("notification:shipment_kind", "notification:total_shipments") if other else ()


@rule("basel-notified-operation", NOTIFIED)
def notified_operation(given: ConsignmentSet) -> Names:
    """What is ticked in block 3 B is what the code in block 11 begins with."""
    ticked, code = given.text("notification:operation_kind"), given.text("notification:operation")
    meant = {"D": "disposal", "R": "recovery"}.get(code[:1])
    other = ticked and meant and ticked != meant
    return ("notification:operation_kind", "notification:operation") if other else ()


@rule("basel-notified-quantity", NOTIFIED)
def notified_quantity(given: ConsignmentSet) -> Names:
    """No one shipment has more than the notification has for all of them."""
    return not_enough(given, "notification:total_tonnes", "permit:quantity_tonnes")


@rule("basel-notified-period", NOTIFIED)
def notified_period(given: ConsignmentSet) -> Names:
    """The shipment left within the period notified."""
    shipped = given.when("permit:shipment_date")
    first, last = given.when("notification:first_departure"), given.when("notification:last_departure")
    if shipped and first and shipped < first:
        return ("notification:first_departure", "permit:shipment_date")
    if shipped and last and shipped > last:
        return ("notification:last_departure", "permit:shipment_date")
    return ()


@rule("basel-notified-route", NOTIFIED)
def notified_route(given: ConsignmentSet) -> Names:
    """The State of transit is one of those notified."""
    country = given.text("permit:transit1.country")
    notified = {given.text(f"notification:{state}.country") for state in ("transit1", "transit2")} - {""}
    other = country and country not in notified
    return ("notification:transit1.country", "permit:transit1.country") if other else ()


@rule("basel-import-consent", NOTIFIED)
def import_consent(given: ConsignmentSet) -> Names:
    """The State of import consented."""
    return () if consent_of(given, "import") else ("notification:consent1.country",)


@rule("basel-consenting-authority", NOTIFIED)
def consenting_authority(given: ConsignmentSet) -> Names:
    """Who consents for a State is no body that has nothing to consent to."""
    rows = (f"notification:{row}.authority" for row in ROWS_OF_CONSENT)
    return tuple(name for name in rows if given.text(name).startswith(other_bodies()))


@rule("basel-notification-unaltered", NOTIFIED)
def notification_unaltered(given: ConsignmentSet) -> Names:
    """No entry of the notification is altered without the stamp and initials of the authority."""
    return altered(given, "notification")
