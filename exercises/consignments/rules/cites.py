"""Rules for the CITES permit or certificate."""

from exercises.consignments.clean.cites import MONTHS, months_after
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.registry import Names, altered, not_before, not_enough, past, rule, unlike
from exercises.consignments.stock.cites import Specimen, specimens
from exercises.documents.model import MarkKind

CITES = "cites-permit"
ANIMAL_SOURCES = frozenset("RC")
PLANT_SOURCES = frozenset("A")
COMMERCIAL = "T"


def species_named(given: ConsignmentSet) -> Specimen | None:
    """The species in box 7, where the stock has it."""
    name = given.text("permit:a.scientific_name")
    return next((one for one in specimens() if one.scientific_name == name), None)


@rule("cites-validity-limit", CITES)
def validity_limit(given: ConsignmentSet) -> Names:
    """Six months at most from issue."""
    issued, until = given.when("permit:issue_date"), given.when("permit:valid_until")
    too_long = issued and until and until > months_after(issued, MONTHS)
    return ("permit:valid_until",) if too_long else ()


@rule("cites-in-force", CITES)
def in_force(given: ConsignmentSet) -> Names:
    """Valid on the day of presentation."""
    return past(given, "permit:valid_until")


@rule("cites-endorsed", CITES)
def endorsed(given: ConsignmentSet) -> Names:
    """Box 14 is filled in."""
    names = ("permit:a.endorsed_quantity", "permit:endorsement_port", "permit:endorsement_date")
    return tuple(name for name in names if not given.text(name))


@rule("cites-endorsed-quantity", CITES)
def endorsed_quantity(given: ConsignmentSet) -> Names:
    """As much was endorsed as was packed."""
    return unlike(given, "permit:a.endorsed_quantity", "packing-list:line1.quantity")


@rule("cites-permitted-quantity", CITES)
def permitted_quantity(given: ConsignmentSet) -> Names:
    """No more was packed than was permitted."""
    same_unit = given.text("permit:a.unit") == given.text("packing-list:line1.unit")
    return not_enough(given, "permit:a.quantity", "packing-list:line1.quantity") if same_unit else ()


@rule("cites-unit", CITES)
def same_unit(given: ConsignmentSet) -> Names:
    """Box 11 counts in the unit of the packing list."""
    return unlike(given, "permit:a.unit", "packing-list:line1.unit")


@rule("cites-stamp", CITES)
def stamp_in_place(given: ConsignmentSet) -> Names:
    """A permit that gives the number of a security stamp bears one."""
    if given.text("permit:security_stamp_number") and not _stamps(given):
        return ("permit:security_stamp",)
    return ()


@rule("cites-stamp-number", CITES)
def stamp_number(given: ConsignmentSet) -> Names:
    """The number of the stamp stands in box 5b."""
    number = given.text("permit:security_stamp_number")
    return ("permit:security_stamp_number",) if any(text != number for text, _ in _stamps(given)) else ()


@rule("cites-stamp-cancelled", CITES)
def stamp_cancelled(given: ConsignmentSet) -> Names:
    """Seal and signature cross the stamp."""
    return ("permit:security_stamp",) if any(state != "cancelled" for _, state in _stamps(given)) else ()


def _stamps(given: ConsignmentSet) -> list[tuple[str, str]]:
    return [(mark.text, mark.state) for mark in given.marks("permit") if mark.kind == MarkKind.SECURITY_STAMP]


@rule("cites-original", CITES)
def original(given: ConsignmentSet) -> Names:
    """The original is presented."""
    copied = any(mark.kind == MarkKind.PHOTOCOPY for mark in given.marks("permit"))
    copied = copied or given.text("permit:original_or_copy") != "original"
    return ("permit:original_or_copy",) if copied else ()


@rule("cites-unaltered", CITES)
def unaltered(given: ConsignmentSet) -> Names:
    """No entry is altered without the stamp and initials of the authority."""
    return altered(given, "permit")


@rule("cites-appendix", CITES)
def appendix(given: ConsignmentSet) -> Names:
    """Box 10 has the Appendix of the species."""
    named = species_named(given)
    return ("permit:a.appendix",) if named and given.text("permit:a.appendix") != named.appendix else ()


@rule("cites-names", CITES)
def names_agree(given: ConsignmentSet) -> Names:
    """The common name belongs to the scientific name."""
    named = species_named(given)
    wrong = named and given.text("permit:a.common_name") != named.common_name
    return ("permit:a.scientific_name", "permit:a.common_name") if wrong else ()


@rule("cites-species-sold", CITES)
def species_sold(given: ConsignmentSet) -> Names:
    """The invoice sells the species of box 7."""
    name = given.text("permit:a.scientific_name")
    sold = given.text("commercial-invoice:line1.description")
    return ("permit:a.scientific_name", "commercial-invoice:line1.description") if name not in sold else ()


@rule("cites-species-found", CITES)
def species_found(given: ConsignmentSet) -> Names:
    """The goods are those that the invoice sells."""
    found = next((one for one in specimens() if one.slug == given.found.goods), None)
    sold = given.text("commercial-invoice:line1.description")
    return () if found and found.scientific_name in sold else ("permit:a.scientific_name",)


@rule("cites-tariff-code", CITES)
def tariff_code(given: ConsignmentSet) -> Names:
    """The HS code is one under which goods of this species and form go."""
    codes = {one.hs_code for one in specimens() if one.trade in given.text("packing-list:line1.description")}
    return (
        ("commercial-invoice:line1.hs_code",)
        if given.text("commercial-invoice:line1.hs_code") not in codes
        else ()
    )


@rule("cites-purpose", CITES)
def purpose(given: ConsignmentSet) -> Names:
    """What is sold by one firm to another moves for trade."""
    sold = given.number("commercial-invoice:total")
    return ("permit:purpose",) if sold and given.text("permit:purpose") != COMMERCIAL else ()


@rule("cites-source-of-kind", CITES)
def source_of_kind(given: ConsignmentSet) -> Names:
    """Codes for bred animals stand at animals, those for propagated plants at plants."""
    named = species_named(given)
    wrong = PLANT_SOURCES if named and named.kind == "animal" else ANIMAL_SOURCES
    return ("permit:a.source",) if named and given.text("permit:a.source") in wrong else ()


@rule("cites-registered-operation", CITES)
def registered_operation(given: ConsignmentSet) -> Names:
    """Source D has the number of the registered operation in box 12b."""
    missing = given.text("permit:a.source") == "D" and not given.text("permit:a.operation")
    return ("permit:a.source", "permit:a.operation") if missing else ()


@rule("cites-same-origin", CITES)
def same_origin(given: ConsignmentSet) -> Names:
    """Box 12 and the invoice name the same country of origin."""
    return unlike(given, "permit:a.origin_country", "commercial-invoice:line1.origin")


@rule("cites-export-from-origin", CITES)
def export_from_origin(given: ConsignmentSet) -> Names:
    """What is exported originates where it leaves; anything else is a re-export."""
    if given.text("permit:type") != "export":
        return ()
    differ = unlike(given, "permit:a.origin_country", "commercial-invoice:export_country")
    return ("permit:type", "permit:a.origin_country") if differ else ()


@rule("cites-first-export", CITES)
def first_export(given: ConsignmentSet) -> Names:
    """A re-export certificate gives number and date of the first permit."""
    if given.text("permit:type") != "re-export":
        return ()
    names = ("permit:a.origin_permit", "permit:a.origin_date")
    return tuple(name for name in names if not given.text(name))


@rule("cites-first-export-earlier", CITES)
def first_export_earlier(given: ConsignmentSet) -> Names:
    """The first permit is older than the certificate."""
    return not_before(given, "permit:a.origin_date", "permit:issue_date")


@rule("cites-quota", CITES)
def quota(given: ConsignmentSet) -> Names:
    """The year's exports stay within the quota."""
    total, limit = given.number("permit:a.total_exported"), given.number("permit:a.quota")
    over = total is not None and limit is not None and total > limit
    return ("permit:a.total_exported", "permit:a.quota") if over else ()


@rule("cites-transport-document", CITES)
def transport_document(given: ConsignmentSet) -> Names:
    """Box 15 has the number of the waybill in hand."""
    return unlike(given, "permit:transport_document", "waybill:number")


@rule("cites-issued-before-departure", CITES)
def issued_before_departure(given: ConsignmentSet) -> Names:
    """The permit was there before the goods left."""
    return not_before(given, "permit:issue_date", "waybill:departed")


@rule("cites-endorsed-before-departure", CITES)
def endorsed_before_departure(given: ConsignmentSet) -> Names:
    """Box 14 was filled in before the goods left."""
    return not_before(given, "permit:endorsement_date", "waybill:departed")
