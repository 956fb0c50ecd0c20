"""Faults of the CITES permit or certificate."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.cites import MONTHS, months_after, relatives
from exercises.consignments.clean.papers import plain
from exercises.consignments.faults.common import declared_under, last_figures_changed
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.stock.cites import Specimen, specimens
from exercises.consignments.stock.trade import trade
from exercises.consignments.wording import marked as _
from exercises.documents.model import Mark, MarkKind
from exercises.inspections.scoring import Decision

CITES = ("cites-permit",)
EXPORT = ("document:export",)
REEXPORT = ("document:re-export",)


def box(where: str) -> Basis:
    return Basis("cites-S-ONERECORD", where)


def kind_of(given: ConsignmentSet) -> Specimen:
    return next(one for one in specimens() if one.slug == given.goods)


@fault(
    "cites-validity-too-long",
    title=_("Valid for too long"),
    shows=_("Box 2 lies more than six months after the date in box 13."),
    matters=_(
        "Six months is the limit for an export permit or re-export certificate; more points to forgery."
    ),
    basis=Basis("cites-S-50CFR54", _("Validity: six months at most; Article VI(2)")),
    action=Decision.DETAIN,
    entries=("permit:valid_until", "permit:issue_date"),
    trips=("cites-validity-limit",),
    templates=CITES,
)
def validity_too_long(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    issued = given.day("permit:issue_date")
    return given.write({"permit:valid_until": str(months_after(issued, MONTHS + rng.choice((2, 3, 6))))})


@fault(
    "cites-expired",
    title=_("Expired"),
    shows=_("The goods are presented after the date in box 2."),
    matters=_("The permit is void, so the specimens have no document."),
    basis=Basis("cites-S-50CFR54", _("Validity: to be presented for import up to the date in box 2")),
    action=Decision.REFUSE,
    entries=("permit:valid_until",),
    trips=("cites-in-force",),
    templates=CITES,
)
def expired(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    last = given.facts.presented_on - timedelta(days=rng.randrange(1, 3))
    return given.write({"permit:valid_until": str(last)})


@fault(
    "cites-not-endorsed",
    title=_("No export endorsement"),
    shows=_("Box 14 is blank."),
    matters=_("Nobody confirmed what really left, and the quantity can be used again."),
    basis=Basis("cites-S-ONERECORD", _("Box 14: filled in by the official who inspects at export")),
    action=Decision.CONSULT,
    entries=(
        "permit:a.endorsed_quantity",
        "permit:a.endorsed_unit",
        "permit:endorsement_port",
        "permit:endorsement_date",
        "permit:endorsement_title",
        "permit:endorsement_signature",
        "permit:endorsement_stamp",
    ),
    trips=("cites-endorsed",),
    templates=CITES,
)
def not_endorsed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    keys = (
        "a.endorsed_quantity",
        "a.endorsed_unit",
        "endorsement_port",
        "endorsement_date",
        "endorsement_title",
    )
    blank = given.write({f"permit:{key}": "" for key in keys})
    return blank.unmark("permit:endorsement_signature", "permit:endorsement_stamp")


@fault(
    "cites-endorsed-other-quantity",
    title=_("Another quantity endorsed than shipped"),
    shows=_("Box 14 has a lower quantity than the packing list."),
    matters=_("Goods were added after the inspection at export."),
    basis=box(_("Standard form, box 14: the quantity really exported")),
    action=Decision.DETAIN,
    entries=("permit:a.endorsed_quantity", "packing-list:line1.quantity"),
    trips=("cites-endorsed-quantity",),
    templates=CITES,
)
def endorsed_other_quantity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:a.endorsed_quantity": less(given, "permit:a.endorsed_quantity", rng)})


def less(given: ConsignmentSet, name: str, rng: Random) -> str:
    """A whole number of a tenth to a third less, and at least one less."""
    number = given.number(name) or Decimal(0)
    return plain(min(number - 1, (number * rng.randrange(67, 91) / 100).quantize(Decimal(1))))


@fault(
    "cites-over-permitted",
    title=_("More shipped than permitted"),
    shows=_("The packing list has a higher quantity than box 11."),
    matters=_("What is above the permitted quantity has no document."),
    basis=box(_("Standard form, box 11 and box 14: the permitted and the exported quantity")),
    action=Decision.DETAIN,
    entries=("permit:a.quantity", "permit:a.endorsed_quantity", "packing-list:line1.quantity"),
    trips=("cites-permitted-quantity",),
    templates=CITES,
)
def over_permitted(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:a.quantity": less(given, "packing-list:line1.quantity", rng)})


@fault(
    "cites-other-unit",
    title=_("The units differ"),
    shows=_("Box 11 counts in another unit than the packing list."),
    matters=_("A thousand pieces are not a thousand kilograms: the quantity cannot be compared."),
    basis=box(_("Standard form, box 11: quantity, with its unit")),
    action=Decision.CONSULT,
    entries=("permit:a.unit", "permit:a.endorsed_unit", "packing-list:line1.unit"),
    trips=("cites-unit",),
    templates=CITES,
    touches=("permit:a.quantity",),
)
def other_unit(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    unit = given.text("permit:a.unit")
    return given.write(
        {"permit:a.unit": rng.choice([one for one in ("kg", "pieces", "m³", "g") if one != unit])}
    )


@fault(
    "cites-stamp-missing",
    title=_("The security stamp is missing"),
    shows=_("Box 5b gives the number of a stamp, and none is stuck in box 13."),
    matters=_("The stamp was lifted for another permit, or the form never had one."),
    basis=box(_("Standard form, box 5b: the number of the security stamp in box 13")),
    action=Decision.DETAIN,
    entries=("permit:security_stamp", "permit:security_stamp_number"),
    trips=("cites-stamp",),
    templates=CITES,
)
def stamp_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.unmark("permit:security_stamp")


@fault(
    "cites-other-stamp",
    title=_("The security stamp has another number"),
    shows=_("The number in box 5b is not the one on the stamp."),
    matters=_("The stamp comes from another permit."),
    basis=box(_("Standard form, box 5b: the number of the security stamp in box 13")),
    action=Decision.DETAIN,
    entries=("permit:security_stamp_number", "permit:security_stamp"),
    trips=("cites-stamp-number",),
    templates=CITES,
)
def other_stamp(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    number = last_figures_changed(given.text("permit:security_stamp_number"), rng)
    return given.write({"permit:security_stamp_number": number})


@fault(
    "cites-stamp-lifted",
    title=_("The security stamp was stuck on afterwards"),
    shows=_("Seal and signature do not cross the stamp, or break off at its edge."),
    matters=_("The stamp was taken from another permit."),
    basis=Basis("cites-S-ONERECORD", _("Standard form: security stamp cancelled by signature and seal")),
    action=Decision.DETAIN,
    entries=("permit:security_stamp", "permit:issuer_seal", "permit:issuer_signature"),
    trips=("cites-stamp-cancelled",),
    templates=CITES,
)
def stamp_lifted(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    state = rng.choice(("lifted", "uncancelled"))
    return given.remark("permit:security_stamp", lambda mark: replace(mark, state=state))


@fault(
    "cites-photocopy",
    title=_("A photocopy presented as the original"),
    shows=_("The paper is a photocopy, or is ticked as a copy."),
    matters=_("With copies one permit serves several consignments; a copy cannot stand for the original."),
    basis=Basis("cites-S-CONV", _("Article VI(4): a copy may not be used in place of an original")),
    action=Decision.ASK,
    entries=(
        "permit:original_or_copy",
        "permit:issuer_seal",
        "permit:issuer_signature",
        "permit:security_stamp",
    ),
    trips=("cites-original",),
    templates=CITES,
)
def photocopy(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    if rng.random() < 0.5:
        return given.write({"permit:original_or_copy": "copy"})
    return given.mark("permit", Mark(MarkKind.PHOTOCOPY, "page1"))


@fault(
    "cites-altered-quantity",
    title=_("The quantity was altered"),
    shows=_(
        "The figure in box 11 is erased, overwritten or retyped, with no stamp of the authority beside it."
    ),
    matters=_("An alteration that the issuing authority has not validated makes the permit invalid."),
    basis=box(_("Standard form, box 13: what is issued stands under signature and seal of the authority")),
    action=Decision.DETAIN,
    entries=("permit:a.quantity",),
    trips=("cites-unaltered",),
    templates=CITES,
)
def altered_quantity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    old = less(given, "permit:a.quantity", rng)
    return given.mark("permit", alteration("a.quantity", old, rng))


def alteration(at: str, old: str, rng: Random) -> Mark:
    """An alteration that nobody validated; of what was rubbed away nothing can be read."""
    state = rng.choice(("erased", "overwritten", "retyped"))
    return Mark(MarkKind.ALTERATION, at, "" if state == "erased" else old, state=state)


@fault(
    "cites-altered-validity",
    title=_("The date of validity was altered"),
    shows=_("The date in box 2 is erased, overwritten or retyped, with no stamp of the authority beside it."),
    matters=_("An expired permit may have been given a new life."),
    basis=box(_("Standard form, box 13: what is issued stands under signature and seal of the authority")),
    action=Decision.DETAIN,
    entries=("permit:valid_until",),
    trips=("cites-unaltered",),
    templates=CITES,
)
def altered_validity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    until = given.day("permit:valid_until")
    old = until - timedelta(days=rng.choice((60, 90, 120)))
    return given.mark("permit", alteration("valid_until", str(old), rng))


@fault(
    "cites-wrong-appendix",
    title=_("The wrong Appendix"),
    shows=_("Box 10 does not have the Appendix in which the species is listed."),
    matters=_("Each Appendix asks for other documents."),
    basis=Basis("cites-S-LAWREF", _("Articles III to V: documents by Appendix; box 10")),
    action=Decision.CONSULT,
    entries=("permit:a.appendix",),
    trips=("cites-appendix",),
    templates=CITES,
)
def wrong_appendix(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    right = given.text("permit:a.appendix")
    return given.write({"permit:a.appendix": "III" if right == "II" else "II"})


@fault(
    "cites-other-common-name",
    title=_("Common and scientific name do not belong together"),
    shows=_("Box 8 names another animal or plant than box 7."),
    matters=_("Nobody can tell which species the authority permitted."),
    basis=box(_("Standard form, box 7 and box 8: scientific and common name")),
    action=Decision.CONSULT,
    entries=("permit:a.common_name", "permit:a.scientific_name"),
    trips=("cites-names",),
    templates=CITES,
)
def other_common_name(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    kind = kind_of(given)
    names = [one.common_name for one in specimens() if one.slug != kind.slug and one.kind == kind.kind]
    return given.write({"permit:a.common_name": rng.choice(names)})


@fault(
    "cites-permit-for-other-species",
    title=_("The permit is for another species than the invoice"),
    shows=_("Boxes 7 and 8 name a species that the invoice does not sell."),
    matters=_("The goods have no document: the permit covers others."),
    basis=Basis("cites-S-LAWREF", _("Article IV(2) and (4): a permit for each specimen in Appendix II")),
    action=Decision.DETAIN,
    entries=(
        "permit:a.scientific_name",
        "permit:a.common_name",
        "permit:a.origin_country",
        "commercial-invoice:line1.description",
    ),
    trips=("cites-species-sold",),
    templates=CITES,
    needs=("relative:yes",),
    also=("cites-other-species-found",),
)
def permit_for_other_species(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = rng.choice(relatives(kind_of(given)))
    return given.write(
        {"permit:a.scientific_name": other.scientific_name, "permit:a.common_name": other.common_name}
    )


@fault(
    "cites-other-species-found",
    title=_("The goods are of another species"),
    shows=_("What is seen on the goods does not fit the species in box 7."),
    matters=_("The permit covers other goods; these have no document."),
    basis=Basis("cites-S-LAWREF", _("Article IV(2) and (4): a permit for each specimen in Appendix II")),
    templates=CITES,
    action=Decision.DETAIN,
    entries=("permit:a.scientific_name", "permit:a.common_name", "permit:a.description"),
    trips=("cites-species-found",),
    needs=("look-alike:yes",),
    also=("cites-permit-for-other-species",),
)
def other_species_found(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    instead = kind_of(given).instead
    if instead is None:
        raise ValueError("These goods have no look-alike in the stock.")
    return replace(given, found=replace(given.found, goods=instead.slug, signs=instead.signs))


@fault(
    "cites-other-tariff-code",
    title=_("The HS code is one of other goods"),
    shows=_("Invoice and waybill have an HS code under which such goods do not go."),
    matters=_("Under a wrong code no risk filter asks for a permit."),
    basis=Basis("cites-S-HSDATA", _("Harmonized System 2022")),
    action=Decision.ASK,
    entries=("commercial-invoice:line1.hs_code", "waybill:line1.hs_code"),
    trips=("cites-tariff-code",),
    templates=CITES,
)
def other_tariff_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = given.text("commercial-invoice:line1.hs_code")
    # Codes of one chapter lie so close that which is right may depend on how far the goods are worked.
    code = rng.choice(sorted({one.hs_code for one in specimens() if one.hs_code[:2] != mine[:2]}))
    return declared_under(given, code)


@fault(
    "cites-other-purpose",
    title=_("The purpose does not fit a sale"),
    shows=_("Box 5a has the code for a private or scientific purpose, and the invoice sells to a trader."),
    matters=_("A purpose without trade may have opened a permit that trade would not have got."),
    basis=Basis("cites-S-CITESPURP", _("Purpose codes: T for commercial trade")),
    action=Decision.CONSULT,
    entries=("permit:purpose",),
    trips=("cites-purpose",),
    templates=CITES,
)
def other_purpose(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:purpose": rng.choice("PSEZH")})


@fault(
    "cites-source-of-other-kind",
    title=_("A source code that the goods cannot have"),
    shows=_("Box 10 has a code for bred animals at a plant, or one for propagated plants at an animal."),
    matters=_("A code for bred or propagated specimens hides those taken from the wild."),
    basis=Basis("cites-S-EU865", _("Source codes: A for plants, C for animals; box 10")),
    action=Decision.CONSULT,
    entries=("permit:a.source",),
    trips=("cites-source-of-kind",),
    templates=CITES,
)
def source_of_other_kind(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:a.source": "A" if kind_of(given).kind == "animal" else "C"})


@fault(
    "cites-operation-missing",
    title=_("Source D without a registered operation"),
    shows=_("Box 10 has D, and box 12b is blank."),
    matters=_("D at an animal claims Appendix I and breeding for trade in a registered operation."),
    basis=Basis("cites-S-EU865", _("Source code D; box 12b")),
    action=Decision.CONSULT,
    entries=("permit:a.source", "permit:a.operation", "permit:a.appendix"),
    trips=("cites-registered-operation",),
    templates=CITES,
    needs=("kind:animal",),
)
def operation_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:a.source": "D"})


@fault(
    "cites-origins-differ",
    title=_("Permit and invoice name different origins"),
    shows=_("The country of origin on the invoice is not the one in box 12."),
    matters=_("The permit may stand for specimens from somewhere else."),
    basis=box(_("Standard form, box 12: country of origin")),
    action=Decision.CONSULT,
    entries=("commercial-invoice:line1.origin", "permit:a.origin_country"),
    trips=("cites-same-origin",),
    templates=CITES,
)
def origins_differ(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"commercial-invoice:line1.origin": other_country(given, rng)})


def other_country(given: ConsignmentSet, rng: Random) -> str:
    """A country that has no part in this consignment."""
    part = {given.facts.departs_from, given.facts.destination, given.text("permit:a.origin_country")}
    return rng.choice([one.name for one in trade().countries.values() if one.name not in part])


@fault(
    "cites-re-export-as-export",
    title=_("A re-export that calls itself an export"),
    shows=_("EXPORT is ticked, and box 12 names another country than the one that exports."),
    matters=_("What comes from a third country needs a re-export certificate that tells its origin."),
    basis=Basis("cites-S-LAWREF", _("Article IV(5): re-export certificate")),
    action=Decision.CONSULT,
    entries=(
        "permit:type",
        "permit:a.origin_country",
        "permit:a.origin_permit",
        "permit:a.origin_date",
        "commercial-invoice:line1.origin",
    ),
    trips=("cites-export-from-origin",),
    templates=CITES,
    needs=EXPORT,
)
def reexport_as_export(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    country = other_country(given, rng)
    return given.write({"permit:a.origin_country": country, "commercial-invoice:line1.origin": country})


@fault(
    "cites-first-export-missing",
    title=_("The first export is not told"),
    shows=_("Box 12 of a re-export certificate has no number and date of the permit of origin."),
    matters=_("Nothing shows that the specimens left their country lawfully."),
    basis=Basis("cites-S-LAWREF", _("Article IV(5): re-export certificate; box 12")),
    action=Decision.REFUSE,
    entries=("permit:a.origin_permit", "permit:a.origin_date"),
    trips=("cites-first-export",),
    templates=CITES,
    needs=REEXPORT,
)
def first_export_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:a.origin_permit": "", "permit:a.origin_date": ""})


@fault(
    "cites-first-export-later",
    title=_("The first export is younger than the re-export"),
    shows=_("The date in box 12 lies after the date in box 13."),
    matters=_("Specimens cannot be re-exported before they were exported."),
    basis=Basis("cites-S-LAWREF", _("Article IV(5): re-export certificate; boxes 12 and 13")),
    action=Decision.CONSULT,
    entries=("permit:a.origin_date", "permit:issue_date"),
    trips=("cites-first-export-earlier",),
    templates=CITES,
    needs=REEXPORT,
)
def first_export_later(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    issued = given.day("permit:issue_date")
    return given.write({"permit:a.origin_date": str(issued + timedelta(days=rng.randrange(2, 20)))})


@fault(
    "cites-quota-exceeded",
    title=_("The quota is exceeded"),
    shows=_("The first figure in box 11a is larger than the second."),
    matters=_("More leaves the country in a year than its own limit allows."),
    basis=box(_("Standard form, box 11a: total exported in the year against the quota")),
    action=Decision.CONSULT,
    entries=("permit:a.total_exported", "permit:a.quota"),
    trips=("cites-quota",),
    templates=CITES,
    needs=("quota:yes", *EXPORT),
)
def quota_exceeded(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    quota = given.number("permit:a.quota") or Decimal(0)
    over = (quota * rng.randrange(105, 131) / 100).quantize(Decimal(1)) + 1
    return given.write({"permit:a.total_exported": plain(over)})


@fault(
    "cites-other-waybill",
    title=_("Box 15 names another waybill"),
    shows=_("The number in box 15 is not that of the transport document."),
    matters=_("The permit was used for another consignment, or the goods were swapped."),
    basis=box(_("Standard form, box 15: bill of lading or air waybill number")),
    action=Decision.CONSULT,
    entries=("permit:transport_document", "waybill:number"),
    trips=("cites-transport-document",),
    templates=CITES,
)
def other_waybill(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    number = last_figures_changed(given.text("permit:transport_document"), rng)
    return given.write({"permit:transport_document": number})


@fault(
    "cites-issued-after-departure",
    title=_("Issued after the goods had left"),
    shows=_("The date in box 13 lies after the departure on the waybill."),
    matters=_("The permit has to be granted and presented before the export."),
    basis=Basis("cites-S-LAWREF", _("Article IV(2): prior grant and presentation of an export permit")),
    action=Decision.CONSULT,
    entries=(
        "permit:issue_date",
        "permit:endorsement_date",
        "permit:endorsement_stamp",
        "waybill:departed",
    ),
    trips=("cites-issued-before-departure",),
    templates=CITES,
    touches=("permit:a.origin_date",),
)
def issued_after_departure(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    departed = given.day("waybill:departed")
    days = (given.facts.presented_on - departed).days
    return given.write({"permit:issue_date": str(departed + timedelta(days=rng.randrange(1, days)))})


@fault(
    "cites-endorsed-after-departure",
    title=_("Endorsed after the goods had left"),
    shows=_("The date in box 14 lies after the departure on the waybill."),
    matters=_("Nobody can inspect at export what is already gone."),
    basis=Basis("cites-S-ONERECORD", _("Box 14: filled in by the official who inspects at export")),
    action=Decision.CONSULT,
    entries=("permit:endorsement_date", "permit:endorsement_stamp", "waybill:departed"),
    trips=("cites-endorsed-before-departure",),
    templates=CITES,
)
def endorsed_after_departure(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    departed = given.day("waybill:departed")
    day = str(departed + timedelta(days=rng.randrange(1, 3)))
    changed = given.write({"permit:endorsement_date": day})
    return changed.remark("permit:endorsement_stamp", lambda mark: replace(mark, date=day))
