"""Faults of the notification of waste, where it lies on the counter beside the movement document.

None turns on the number or title of blocks 16 to 21, which the reference has not verified: what consents
have to be there is laid down in Article 6.
"""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from exercises.consignments.clean.papers import name_of_party, party, plain
from exercises.consignments.faults.basel import (
    CONSENT_OF_IMPORT,
    DATES_OF_MOVEMENT,
    DESCRIPTION_OF_WASTE,
    NOT_AS_DOCUMENTED,
    other_wastes,
    waste_of,
    with_consent,
)
from exercises.consignments.faults.cites import alteration
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.stock.basel import other_bodies, wastes
from exercises.consignments.stock.trade import trade
from exercises.consignments.wording import marked as _
from exercises.documents.model import Value
from exercises.inspections.scoring import Decision

NOTIFIED = ("basel-notification",)
WITHOUT_CONSENT = Basis("basel-S-ART6", _("Article 6(3): no movement before the written consent is there"))


def block(where: str) -> Basis:
    """A block of the form."""
    return Basis("basel-S-FORM1", where)


def on_both(keys: Sequence[str]) -> tuple[str, ...]:
    """These fields of the notification and of the movement document."""
    return tuple(f"{document}:{key}" for document in ("notification", "permit") for key in keys)


@fault(
    "basel-notified-other-exporter",
    title=_("The notification names another exporter"),
    shows=_("Who notified the movement is not the exporter on the movement document and the invoice."),
    matters=_("The consents were given to someone else; they cannot be handed on."),
    basis=NOT_AS_DOCUMENTED,
    action=Decision.CONSULT,
    entries=("notification:exporter.name", "permit:exporter"),
    trips=("basel-notified-exporter",),
    templates=NOTIFIED,
)
def notified_other_exporter(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name = name_of_party(rng, "seller", unlike=given.text("notification:exporter.name"))
    return given.write({"notification:exporter.name": name})


@fault(
    "basel-notified-other-importer",
    title=_("The notification names another importer"),
    shows=_("The consignee notified is not the importer on the movement document and the invoice."),
    matters=_("The State of import consented to a movement to someone else."),
    basis=NOT_AS_DOCUMENTED,
    action=Decision.CONSULT,
    entries=("notification:importer.name", "permit:importer"),
    trips=("basel-notified-importer",),
    templates=NOTIFIED,
)
def notified_other_importer(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name = name_of_party(rng, "buyer", unlike=given.text("notification:importer.name"))
    return given.write({"notification:importer.name": name})


@fault(
    "basel-notified-other-facility",
    title=_("The waste goes to another facility than notified"),
    shows=_("Name and site of the facility are others in the notification than in the movement document."),
    matters=_(
        "The contract and the consents are for the facility notified; elsewhere nobody answers for it."
    ),
    basis=NOT_AS_DOCUMENTED,
    action=Decision.DETAIN,
    entries=on_both(("facility.name", "facility.address", "facility.site")),
    trips=("basel-notified-facility",),
    templates=NOTIFIED,
)
def notified_other_facility(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    country = trade().named(given.facts.destination)
    other = party(rng, "buyer", country)
    name = name_of_party(rng, "buyer", unlike=given.text("notification:facility.name"))
    return given.write(
        {
            "notification:facility.name": name,
            "notification:facility.address": other.address,
            "notification:facility.site": f"{other.address[0]}, {country.city}",
        }
    )


@fault(
    "basel-notified-other-waste",
    title=_("Other waste was notified"),
    shows=_("The notification names other waste, with its codes, than the movement document."),
    matters=_("Nobody consented to the waste that moves."),
    basis=NOT_AS_DOCUMENTED,
    action=Decision.DETAIN,
    entries=(
        *DESCRIPTION_OF_WASTE,
        *on_both(("operation", "waste.un_class", "waste.un_shipping_name", "special_handling")),
    ),
    trips=("basel-notified-waste",),
    templates=NOTIFIED,
    needs=("recovery:yes",),
)
def notified_other_waste(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = rng.choice([one for one in other_wastes(given) if one.operation.startswith("R")])
    written: dict[str, Value] = {
        "designation": (other.name, other.constituents),
        "physical": other.physical,
        "packaging_types": other.package[2],
        "special_handling": "yes" if other.un_number else "no",
        "operation": other.operation,
        "waste.basel": other.code,
        "waste.y_code": other.y_codes[0],
        "waste.h_code": other.h_codes[0] if other.h_codes else "",
        "waste.un_class": other.un_class,
        "waste.un_number": f"UN {other.un_number}" if other.un_number else "",
        "waste.un_shipping_name": other.un_name,
        "waste.customs_code": other.hs_code,
    }
    return given.write({f"notification:{key}": value for key, value in written.items()})


@fault(
    "basel-notified-code-of-other-waste",
    title=_("The notification has the code of another waste"),
    shows=_("The entry in block 14 (i) of the notification does not belong to the waste in its block 12."),
    matters=_("The States consented to something that is not described, or were misled about it."),
    basis=Basis("basel-S-LISTS", _("Annex VIII and Annex II; notification, block 14 (i)")),
    action=Decision.CONSULT,
    entries=("notification:waste.basel", "notification:designation", "permit:waste.basel"),
    trips=("basel-notified-code",),
    templates=NOTIFIED,
)
def notified_code_of_other_waste(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    codes = sorted({one.code for one in other_wastes(given)})
    return given.write({"notification:waste.basel": rng.choice(codes)})


@fault(
    "basel-notified-deleted-code",
    title=_("The notification has a code that no longer exists"),
    shows=_("Block 14 (i) of the notification has A1180 or B1110 for electronic waste."),
    matters=_("The consents were given to a form that is old or false."),
    basis=Basis("basel-S-EWFAQ", _("Decision BC-15/18, in effect from 1 January 2025")),
    action=Decision.CONSULT,
    entries=("notification:waste.basel", "permit:waste.basel"),
    trips=("basel-notified-code-in-force",),
    templates=NOTIFIED,
    needs=("e-waste:yes", "un:no"),
)
def notified_deleted_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"notification:waste.basel": rng.choice(("A1180", "B1110"))})


@fault(
    "basel-notified-other-y-code",
    title=_("The Y-code in the notification does not belong to the waste"),
    shows=_("Block 14 (vii) of the notification has a Y-code of other waste than its block 12."),
    matters=_("The form was put together without knowledge of the waste, or copied."),
    basis=block(_("Notification, block 14 (vii)")),
    action=Decision.ASK,
    entries=("notification:waste.y_code", "permit:waste.y_code"),
    trips=("basel-notified-y-code",),
    templates=NOTIFIED,
)
def notified_other_y_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    codes = sorted({one.y_codes[0] for one in wastes()} - set(waste_of(given).y_codes))
    return given.write({"notification:waste.y_code": rng.choice(codes)})


@fault(
    "basel-notified-as-goods",
    title=_("The notification has the HS code of usable goods"),
    shows=_("Block 14 (xii) of the notification has the HS code of usable goods in place of that of waste."),
    matters=_("Under that code the load can later pass as goods that need no consent."),
    basis=block(_("Notification, block 14 (xii)")),
    action=Decision.ASK,
    entries=("notification:waste.customs_code", "permit:waste.customs_code"),
    trips=("basel-notified-tariff-code",),
    templates=NOTIFIED,
    needs=("sold-as:yes",),
)
def notified_as_goods(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"notification:waste.customs_code": waste_of(given).sold_as})


@fault(
    "basel-notified-individual",
    title=_("One shipment is ticked, several are intended"),
    shows=_("Block 3 A has an individual shipment, block 4 more than one."),
    matters=_("The consent may be for one shipment only; every further one would have none."),
    basis=block(_("Notification, blocks 3 A and 4")),
    action=Decision.CONSULT,
    entries=("notification:shipment_kind", "notification:total_shipments"),
    trips=("basel-notified-individual",),
    templates=NOTIFIED,
)
def notified_individual(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"notification:shipment_kind": "individual"})


@fault(
    "basel-notified-other-operation",
    title=_("Disposal and recovery contradict each other"),
    shows=_("What is ticked in block 3 B is not what the code in block 11 and the tick in block 10 say."),
    matters=_("The consent is for another operation; disposal may be passed off as recovery."),
    basis=block(_("Notification, blocks 3 B, 10 and 11")),
    action=Decision.CONSULT,
    entries=("notification:operation_kind", "notification:operation", "notification:facility.type"),
    trips=("basel-notified-operation",),
    templates=NOTIFIED,
)
def notified_other_operation(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    ticked = given.text("notification:operation_kind")
    return given.write({"notification:operation_kind": "disposal" if ticked == "recovery" else "recovery"})


@fault(
    "basel-shipment-above-notified",
    title=_("One shipment has more than was notified for all"),
    shows=_("The tonnes of this shipment are more than block 5 of the notification has in total."),
    matters=_("What is above the quantity notified has no consent."),
    basis=block(_("Notification, block 5; Article 9(1)(d)")),
    action=Decision.DETAIN,
    entries=(
        "notification:total_tonnes",
        "permit:quantity_tonnes",
        "packing-list:total_net_kg",
        "packing-list:line1.net_kg",
        "packing-list:line1.quantity",
    ),
    trips=("basel-notified-quantity",),
    templates=NOTIFIED,
)
def shipment_above_notified(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    tonnes = given.number("permit:quantity_tonnes") or 0
    return given.write({"notification:total_tonnes": plain(int(tonnes * rng.randrange(50, 90) / 100))})


@fault(
    "basel-outside-period",
    title=_("The shipment left outside the period notified"),
    shows=_("The date of shipment lies after the last departure in block 6 of the notification."),
    matters=_("The States consented to movements within that period."),
    basis=block(_("Notification, block 6; Article 9(1)(d)")),
    action=Decision.DETAIN,
    entries=("notification:first_departure", "notification:last_departure", *DATES_OF_MOVEMENT),
    trips=("basel-notified-period",),
    templates=NOTIFIED,
)
def outside_period(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    last = given.day("permit:shipment_date") - timedelta(days=rng.randrange(4, 25))
    first = last - timedelta(days=rng.randrange(200, 300))
    return given.write({"notification:first_departure": str(first), "notification:last_departure": str(last)})


@fault(
    "basel-notified-other-route",
    title=_("Another State of transit was notified"),
    shows=_("Block 15 of the notification has another State of transit than the movement document."),
    matters=_("Every State on the way has to be named: a port of transhipment is transit."),
    basis=block(_("Notification, block 15; Article 9(1)(d)")),
    action=Decision.CONSULT,
    entries=(
        "notification:transit1.country",
        "notification:transit1.authority",
        "notification:transit1.entry",
        "notification:transit1.exit",
        "notification:consent2.country",
        "permit:transit1.country",
        "waybill:transhipment",
    ),
    trips=("basel-notified-route",),
    templates=NOTIFIED,
)
def notified_other_route(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    part = {given.facts.departs_from, given.facts.destination, given.text("permit:transit1.country")}
    country = rng.choice([one for one in trade().countries.values() if one.name not in part])
    code = given.text("notification:transit1.authority").partition(" ")[2]
    return given.write(
        {
            "notification:transit1.country": country.name,
            "notification:transit1.authority": f"{country.iso} {code}",
            "notification:transit1.entry": country.port,
            "notification:transit1.exit": country.port,
        }
    )


@fault(
    "basel-import-without-consent",
    title=_("The State of import did not consent"),
    shows=_("The notification has the consent of the State of transit, and none of the State of import."),
    matters=_("An acknowledgement is no consent: without a written one the movement is illegal traffic."),
    basis=WITHOUT_CONSENT,
    action=Decision.DETAIN,
    entries=CONSENT_OF_IMPORT,
    trips=("basel-import-consent",),
    templates=NOTIFIED,
)
def import_without_consent(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return with_consent(given, "consent1", None)


@fault(
    "basel-consent-of-other-body",
    title=_("Someone else than the authority consented"),
    shows=_("The consent for the State of import has name and stamp of a chamber, a council or a ministry."),
    matters=_("Only the competent authority of a State can consent to waste."),
    basis=Basis("basel-S-ART6", _("Article 6(1): the competent authority of the States concerned")),
    action=Decision.CONSULT,
    entries=(
        "notification:consent1.authority",
        "notification:consent1.stamp",
        "notification:consent1.signature",
    ),
    trips=("basel-consenting-authority",),
    templates=NOTIFIED,
)
def consent_of_other_body(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    body = f"{rng.choice(other_bodies())}, {given.text('notification:consent1.country')}"
    changed = given.write({"notification:consent1.authority": body})
    return changed.reletter("notification:consent1.stamp", body.upper())


@fault(
    "basel-altered-consent",
    title=_("The consent was altered"),
    shows=_("The last day of a consent is erased, overwritten or retyped, and nobody has validated that."),
    matters=_("A consent got or stretched by falsification is none."),
    basis=Basis("basel-S-ART9", _("Article 9(1)(c): by falsification, misrepresentation or fraud")),
    action=Decision.DETAIN,
    entries=("notification:consent1.valid_until",),
    trips=("basel-notification-unaltered",),
    templates=NOTIFIED,
)
def altered_consent(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    old = given.day("notification:consent1.valid_until") - timedelta(days=rng.choice((60, 90, 120)))
    return given.mark("notification", alteration("consent1.valid_until", str(old), rng))
