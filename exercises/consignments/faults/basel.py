"""Faults of the movement document of waste, and between it and the notification on file or on the counter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.papers import plain
from exercises.consignments.faults.cites import alteration, less
from exercises.consignments.faults.common import declared_under, last_figures_changed, other_number
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import Consent, ConsignmentSet
from exercises.consignments.rules.basel import (
    DAYS_OF_CONSENT,
    NO_CHARACTERISTIC,
    ROWS_OF_CONSENT,
    consent_in,
    shipments_notified,
)
from exercises.consignments.stock.basel import Waste, wastes
from exercises.consignments.stock.trade import trade
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

BASEL = ("basel-movement", "basel-notification")
NO_CONSENT = Basis("basel-S-ART9", _("Article 9(1)(b): without the consent of a State concerned"))
NOT_AS_DOCUMENTED = Basis("basel-S-ART9", _("Article 9(1)(d): not in accord with the documents"))


DATES_OF_MOVEMENT = (
    "permit:shipment_date",
    "permit:declaration_date",
    "permit:carrier1.transfer_date",
    "permit:carrier2.transfer_date",
    "permit:exit_date",
    "permit:exit_stamp",
    "waybill:departed",
    "waybill:issue_date",
)
CONSENT_OF_IMPORT, CONSENT_OF_TRANSIT = (
    tuple(
        f"notification:consent{number}.{key}"
        for key in ("country", "given_on", "valid_from", "valid_until", "authority", "stamp", "signature")
    )
    for number in (1, 2)
)
"""The consents as clean notifications have them."""
DESCRIPTION_OF_WASTE = tuple(
    f"{document}:{key}"
    for document in ("permit", "notification")
    for key in (
        *("designation", "physical", "packaging_types", "waste.basel", "waste.y_code", "waste.h_code"),
        *("waste.un_number", "waste.customs_code"),
    )
)


def waste_of(given: ConsignmentSet) -> Waste:
    return next(one for one in wastes() if one.slug == given.goods)


def other_wastes(given: ConsignmentSet) -> list[Waste]:
    """Wastes with another entry than this one, and with no Y-code that this one can have."""
    mine = waste_of(given)
    return [one for one in wastes() if one.code != mine.code and not set(one.y_codes) & set(mine.y_codes)]


def shipments(given: ConsignmentSet) -> int:
    return int(shipments_notified(given) or 0)


def with_consents(given: ConsignmentSet, change: Callable[[Consent], Consent | None]) -> ConsignmentSet:
    """The same set with its consents changed, or gone where the change gives nothing."""
    on_file = given.facts.notification
    if on_file:
        kept = tuple(one for one in map(change, on_file.consents) if one)
        return replace(given, facts=replace(given.facts, notification=replace(on_file, consents=kept)))
    for row in ROWS_OF_CONSENT:
        if consent := consent_in(given, row):
            given = with_consent(given, row, change(consent))
    return given


def with_consent(given: ConsignmentSet, row: str, consent: Consent | None) -> ConsignmentSet:
    """The same set with a consent of the notification presented written over, or taken out."""
    if consent:
        days = {key: str(getattr(consent, key)) for key in DAYS_OF_CONSENT}
        return given.write({f"notification:{row}.{key}": day for key, day in days.items()})
    filled = [key for key in given.documents["basel-notification"].values if key.startswith(f"{row}.")]
    blank = given.write({f"notification:{key}": "" for key in filled})
    return blank.unmark(f"notification:{row}.stamp", f"notification:{row}.signature")


@fault(
    "basel-other-notification",
    title=_("Another notification number"),
    shows=_("The movement document and the invoice have a number that is not that of the notification."),
    matters=_("The consents were given to another movement; this one has none."),
    basis=Basis("basel-S-FORM1", _("Notification, block 3; Article 9(1)(a)")),
    action=Decision.DETAIN,
    entries=("permit:number", "commercial-invoice:licence_number", "notification:number"),
    trips=("basel-notification-number",),
    templates=BASEL,
    also=("other-permit-on-invoice",),
)
def other_notification(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    number = last_figures_changed(given.text("permit:number"), rng)
    return given.write({"permit:number": number, "commercial-invoice:licence_number": number})


@fault(
    "basel-serial-above-total",
    title=_("More shipments than were notified"),
    shows=_("The serial number in block 2 is higher than the total notified."),
    matters=_("The consent is used up; this shipment has none."),
    basis=Basis("basel-S-FORM1", _("Notification, block 4; Article 9(1)(b)")),
    action=Decision.DETAIN,
    entries=("permit:serial_number", "permit:total_shipments", "notification:total_shipments"),
    trips=("basel-serial",),
    templates=BASEL,
    also=("basel-other-total",),
)
def serial_above_total(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:serial_number": str(shipments(given) + rng.randrange(1, 4))})


@fault(
    "basel-other-total",
    title=_("Another number of shipments than notified"),
    shows=_("Block 2 gives a higher total than the notification."),
    matters=_("More shipments are made room for than the States consented to."),
    basis=Basis("basel-S-FORM1", _("Notification, block 4; Article 9(1)(d)")),
    action=Decision.CONSULT,
    entries=("permit:total_shipments", "permit:serial_number", "notification:total_shipments"),
    trips=("basel-total",),
    templates=BASEL,
    also=("basel-serial-above-total",),
)
def other_total(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:total_shipments": str(shipments(given) + rng.randrange(2, 9))})


@fault(
    "basel-before-consent",
    title=_("The movement began before the consent"),
    shows=_("The date in block 6 lies before the State of import consented."),
    matters=_("No movement may begin before the written consent is there; one given later cures nothing."),
    basis=Basis("basel-S-ART6", _("Article 6(3)")),
    action=Decision.DETAIN,
    entries=(*DATES_OF_MOVEMENT, *CONSENT_OF_IMPORT),
    trips=("basel-consent-first",),
    templates=BASEL,
)
def before_consent(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    shipped = given.day("permit:shipment_date")
    late = timedelta(days=rng.randrange(2, 16))

    def later(consent: Consent) -> Consent:
        if consent.role != "import":
            return consent
        return replace(consent, given_on=shipped + late, valid_from=shipped + late)

    return with_consents(given, later)


@fault(
    "basel-consent-expired",
    title=_("The consent had expired"),
    shows=_("The date in block 6 lies after the last day of the consent of the State of import."),
    matters=_("A movement after that day has no consent."),
    basis=NO_CONSENT,
    action=Decision.DETAIN,
    entries=(*DATES_OF_MOVEMENT, *CONSENT_OF_IMPORT),
    trips=("basel-consent-in-force",),
    templates=BASEL,
)
def consent_expired(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    shipped = given.day("permit:shipment_date")
    last = shipped - timedelta(days=rng.randrange(3, 20))

    def over(consent: Consent) -> Consent:
        if consent.role != "import":
            return consent
        first = last - timedelta(days=300)
        return replace(consent, valid_until=last, valid_from=first, given_on=first - timedelta(days=10))

    return with_consents(given, over)


@fault(
    "basel-transit-without-consent",
    title=_("A State of transit did not consent"),
    shows=_("The ship calls at a State whose consent is neither on file nor in the notification."),
    matters=_("Every State concerned has to consent, one of transit too unless it has waived that."),
    basis=Basis("basel-S-ART6", _("Article 6(4); Article 9(1)(b)")),
    action=Decision.DETAIN,
    entries=(
        "permit:transit1.country",
        "permit:transit1.entry",
        "permit:transit1.exit",
        "permit:transit1.entry_stamp",
        "waybill:transhipment",
        "notification:transit1.country",
        *CONSENT_OF_TRANSIT,
    ),
    trips=("basel-transit-consent",),
    templates=BASEL,
)
def transit_without_consent(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return with_consents(given, lambda consent: consent if consent.role == "import" else None)


@fault(
    "basel-other-route",
    title=_("The ship calls elsewhere"),
    shows=_("The port of transhipment lies in another State than block 22 says."),
    matters=_("A State on the real route was never asked."),
    basis=NOT_AS_DOCUMENTED,
    action=Decision.CONSULT,
    entries=("waybill:transhipment", "permit:transit1.country", "notification:transit1.country"),
    trips=("basel-route",),
    templates=BASEL,
)
def other_route(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    part = {given.facts.departs_from, given.facts.destination, given.text("permit:transit1.country")}
    country = rng.choice([one for one in trade().countries.values() if one.name not in part])
    return given.write({"waybill:transhipment": f"{country.port}, {country.name}"})


@fault(
    "basel-other-quantity",
    title=_("Another weight than documented"),
    shows=_("The tonnes in block 5 are fewer than the net weight on the packing list."),
    matters=_("More waste moves than the document says."),
    basis=NOT_AS_DOCUMENTED,
    action=Decision.DETAIN,
    entries=(
        "permit:quantity_tonnes",
        "packing-list:total_net_kg",
        "packing-list:line1.net_kg",
        "packing-list:line1.quantity",
        "commercial-invoice:net_kg",
        "commercial-invoice:line1.quantity",
    ),
    trips=("basel-quantity",),
    templates=BASEL,
)
def other_quantity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    tonnes = given.number("permit:quantity_tonnes") or Decimal(0)
    lower = (tonnes * rng.randrange(75, 93) / 100).quantize(Decimal("0.01"))
    return given.write({"permit:quantity_tonnes": plain(lower)})


@fault(
    "basel-other-packages",
    title=_("Another number of packages than documented"),
    shows=_("Block 7 has another number of packages than the packing list."),
    matters=_("The load is not the one that was documented."),
    basis=NOT_AS_DOCUMENTED,
    action=Decision.CONSULT,
    entries=("permit:packages", "packing-list:total_packages", "packing-list:line1.packages"),
    trips=("basel-packages",),
    templates=BASEL,
    also=(
        "packages-differ",
        "packages-not-as-counted",
    ),
)
def other_packages(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:packages": str(other_number(given, "permit:packages", rng))})


@fault(
    "basel-altered-quantity",
    title=_("The quantity was altered"),
    shows=_("The figure in block 5 is erased, overwritten or retyped, and nobody has validated that."),
    matters=_("A consent got or stretched by falsification is none."),
    basis=Basis("basel-S-ART9", _("Article 9(1)(c): by falsification, misrepresentation or fraud")),
    action=Decision.DETAIN,
    entries=("permit:quantity_tonnes",),
    trips=("basel-unaltered",),
    templates=BASEL,
)
def altered_quantity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.mark(
        "permit", alteration("quantity_tonnes", less(given, "permit:quantity_tonnes", rng), rng)
    )


@fault(
    "basel-code-of-other-waste",
    title=_("The code is one of another waste"),
    shows=_("The entry in block 14 (i) does not belong to the waste in block 12."),
    matters=_("The States consented to something else, or the waste is made to look harmless."),
    basis=Basis("basel-S-LISTS", _("Annex VIII and Annex II; notification, block 14 (i)")),
    action=Decision.CONSULT,
    entries=(
        "permit:waste.basel",
        "permit:designation",
        "notification:waste.basel",
        "notification:designation",
    ),
    trips=("basel-code",),
    templates=BASEL,
)
def code_of_other_waste(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:waste.basel": rng.choice(sorted({one.code for one in other_wastes(given)}))})


@fault(
    "basel-deleted-code",
    title=_("A code that no longer exists"),
    shows=_("Block 14 (i) has A1180 or B1110 for electronic waste."),
    matters=_("A1181 replaced A1180, and B1110 was deleted, on 1 January 2025: the form is old or false."),
    basis=Basis("basel-S-EWFAQ", _("Decision BC-15/18, in effect from 1 January 2025")),
    action=Decision.CONSULT,
    entries=("permit:waste.basel", "notification:waste.basel"),
    trips=("basel-code-in-force",),
    templates=BASEL,
    needs=("e-waste:yes", "un:no"),
)
def deleted_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:waste.basel": rng.choice(("A1180", "B1110"))})


@fault(
    "basel-other-y-code",
    title=_("The Y-code does not belong to the waste"),
    shows=_("Block 14 (vii) has a Y-code of other waste than block 12."),
    matters=_("Whoever filled in the form did not know the waste, or copied another form."),
    basis=Basis("basel-S-FORM1", _("Notification, block 14 (vii)")),
    action=Decision.ASK,
    entries=("permit:waste.y_code", "notification:waste.y_code"),
    trips=("basel-y-code",),
    templates=BASEL,
)
def other_y_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = waste_of(given)
    codes = sorted({one.y_codes[0] for one in wastes()} - set(mine.y_codes))
    return given.write({"permit:waste.y_code": rng.choice(codes)})


@fault(
    "basel-unknown-h-code",
    title=_("An H-code that does not exist"),
    shows=_("Block 14 (viii) has H2, H7 or H9."),
    matters=_("Annex III has none of these: the hazard of the load is not stated."),
    basis=Basis("basel-S-LISTS", _("Annex III")),
    action=Decision.ASK,
    entries=("permit:waste.h_code", "notification:waste.h_code"),
    trips=("basel-h-code",),
    templates=BASEL,
    needs=("hazardous:yes",),
)
def unknown_h_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:waste.h_code": rng.choice(sorted(NO_CHARACTERISTIC))})


@fault(
    "basel-other-un-number",
    title=_("The UN number belongs to other goods"),
    shows=_("Block 14 (x) has a UN number that does not fit the waste."),
    matters=_("Packing, stowing and help in an accident go by this number."),
    basis=Basis("basel-S-ADR", _("List of UN numbers; notification, block 14 (x)")),
    action=Decision.CONSULT,
    entries=(
        "permit:waste.un_number",
        "permit:waste.un_shipping_name",
        "permit:waste.un_class",
        "notification:waste.un_number",
    ),
    trips=("basel-un-number",),
    templates=BASEL,
    needs=("un:yes",),
)
def other_un_number(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    numbers = sorted({one.un_number for one in wastes() if one.un_number} - {waste_of(given).un_number})
    return given.write({"permit:waste.un_number": f"UN {rng.choice(numbers)}"})


@fault(
    "basel-declared-as-goods",
    title=_("Declared under the code of goods"),
    shows=_("Invoice and bill of lading have the HS code of usable goods, block 14 (xii) that of waste."),
    matters=_("Under the code of goods nobody asks for a consent."),
    basis=Basis("basel-S-FORM1", _("Notification, block 14 (xii); Article 9(1)(d)")),
    action=Decision.CONSULT,
    entries=(
        "commercial-invoice:line1.hs_code",
        "waybill:line1.hs_code",
        "permit:waste.customs_code",
        "notification:waste.customs_code",
    ),
    trips=("basel-tariff-code",),
    templates=BASEL,
    needs=("sold-as:yes",),
)
def declared_as_goods(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    code = waste_of(given).sold_as
    return declared_under(given, code)


@fault(
    "basel-other-waste-found",
    title=_("Other waste than documented"),
    shows=_("What is found in the container is not the waste in block 12."),
    matters=_("Nobody consented to this waste, and it may be dangerous in another way."),
    basis=NOT_AS_DOCUMENTED,
    action=Decision.DETAIN,
    entries=(
        *DESCRIPTION_OF_WASTE,
        "packing-list:line1.description",
        "waybill:line1.description",
    ),
    trips=("basel-waste-found",),
    templates=BASEL,
)
def other_waste_found(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    kind = given.found.package_kind
    others = [one for one in other_wastes(given) if one.package[1] == kind] or other_wastes(given)
    other = rng.choice(others)
    found = replace(given.found, goods=other.slug, signs=other.signs, package_kind=other.package[1])
    return replace(given, found=found)
