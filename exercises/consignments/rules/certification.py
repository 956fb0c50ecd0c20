"""Rules for the certification by a State not party, and for what was read online beside it."""

from exercises.consignments.clean.stockholm import UNTIL_WITHDRAWN
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.registry import (
    Names,
    blank,
    not_before,
    other_than,
    past,
    rule,
    to_come,
    unlike,
    unmarked,
)
from exercises.consignments.stock.stockholm import (
    AnnexBChemical,
    annex_a_chemicals,
    annex_b_chemicals,
    stockholm_words,
)

CERTIFIED = "stockholm-declaration"


def chemical_sold(given: ConsignmentSet) -> AnnexBChemical | None:
    """The chemical that the invoice sells."""
    words = given.text("commercial-invoice:line1.description")
    return next((one for one in annex_b_chemicals() if one.traded_as == words), None)


def cas_of(name: str) -> str:
    """The CAS number of the chemical of this name, where the stock has it."""
    known = {one.name: one.cas for one in annex_b_chemicals()} | {
        one.name: one.cas for one in annex_a_chemicals()
    }
    return known.get(name, "")


@rule("stockholm-certified-chemical", CERTIFIED)
def certified_chemical(given: ConsignmentSet) -> Names:
    """The invoice sells the chemical that is certified."""
    sold = chemical_sold(given)
    return other_than(given, "permit:chemical", sold.name) if sold else ()


@rule("stockholm-certified-cas", CERTIFIED)
def certified_cas(given: ConsignmentSet) -> Names:
    """The CAS number belongs to the chemical that is named."""
    known = cas_of(given.text("permit:chemical"))
    return other_than(given, "permit:cas", known) if known else ()


@rule("stockholm-chemical-found", CERTIFIED)
def chemical_found(given: ConsignmentSet) -> Names:
    """The packages hold what the invoice sells."""
    sold = chemical_sold(given)
    return ("permit:chemical",) if sold and given.found.goods not in {"", sold.slug} else ()


@rule("stockholm-chemical-code", CERTIFIED)
def chemical_code(given: ConsignmentSet) -> Names:
    """The HS code of the invoice is that of the chemical, where the tables have verified it."""
    sold = chemical_sold(given)
    if not sold or not sold.declared_as:
        return ()
    return other_than(given, "commercial-invoice:line1.hs_code", sold.hs_code)


@rule("stockholm-use-stated", CERTIFIED)
def use_stated(given: ConsignmentSet) -> Names:
    """The certification says for what use the chemical is."""
    return blank(given, "permit:use")


@rule("stockholm-use-registered", CERTIFIED)
def use_registered(given: ConsignmentSet) -> Names:
    """The use is the purpose in the register."""
    return unlike(given, "permit:use", "check:purpose")


@rule("stockholm-commitment-releases", CERTIFIED)
def commitment_releases(given: ConsignmentSet) -> Names:
    """The State commits itself to protect health and environment from releases."""
    return blank(given, "permit:releases")


@rule("stockholm-commitment-wastes", CERTIFIED)
def commitment_wastes(given: ConsignmentSet) -> Names:
    """The State commits itself to Article 6.1."""
    return blank(given, "permit:wastes")


@rule("stockholm-commitment-ddt", CERTIFIED)
def commitment_ddt(given: ConsignmentSet) -> Names:
    """For DDT the State commits itself to Part II of Annex B."""
    sold = chemical_sold(given)
    return blank(given, "permit:ddt") if sold and sold.row == "ddt" else ()


@rule("stockholm-supported", CERTIFIED)
def supported(given: ConsignmentSet) -> Names:
    """Laws, rules or policy are attached."""
    return blank(given, "permit:documents")


@rule("stockholm-issued-by-state", CERTIFIED)
def issued_by_state(given: ConsignmentSet) -> Names:
    """The government of the State issues the certification."""
    issuer = given.text("permit:authority")
    return ("permit:authority",) if issuer and issuer not in stockholm_words("ministries") else ()


@rule("stockholm-signed", CERTIFIED)
def signed(given: ConsignmentSet) -> Names:
    """The certification is signed."""
    return unmarked(given, "permit:signature")


@rule("stockholm-stamped", CERTIFIED)
def stamped(given: ConsignmentSet) -> Names:
    """The certification is stamped."""
    return unmarked(given, "permit:stamp")


@rule("stockholm-stamp-of-state", CERTIFIED)
def stamp_of_state(given: ConsignmentSet) -> Names:
    """The stamp is of the State that certifies."""
    stamps = [mark.text for mark in given.marks("permit") if mark.at == "stamp"]
    state = given.text("permit:state").upper()
    return ("permit:stamp",) if any(state not in text.upper() for text in stamps) else ()


@rule("stockholm-this-year", CERTIFIED)
def this_year(given: ConsignmentSet) -> Names:
    """The certification is of the year of the export."""
    signed_on = given.when("permit:signed_on")
    return ("permit:signed_on",) if signed_on and signed_on.year != given.facts.presented_on.year else ()


@rule("stockholm-certified-before", CERTIFIED)
def certified_before(given: ConsignmentSet) -> Names:
    """The certification is there before the export."""
    return to_come(given, "permit:signed_on")


@rule("stockholm-sent-afterwards", CERTIFIED)
def sent_afterwards(given: ConsignmentSet) -> Names:
    """The certification was signed before it was sent on."""
    return not_before(given, "permit:signed_on", "permit:sent_on")


@rule("stockholm-same-state", CERTIFIED)
def same_state(given: ConsignmentSet) -> Names:
    """The State that certifies is the country of destination."""
    return unlike(given, "permit:state", "commercial-invoice:destination_country")


@rule("stockholm-same-exporting-party", CERTIFIED)
def same_exporting_party(given: ConsignmentSet) -> Names:
    """The certification is for exports from this country."""
    return unlike(given, "permit:exporting_party", "commercial-invoice:export_country")


@rule("stockholm-unloaded-there", CERTIFIED)
def unloaded_there(given: ConsignmentSet) -> Names:
    """The carrier unloads the goods in the country of destination."""
    port, country = given.text("waybill:discharge"), given.text("commercial-invoice:destination_country")
    elsewhere = port and country and port.rpartition(", ")[2] != country
    return ("waybill:discharge",) if elsewhere else ()


@rule("stockholm-state-not-party", CERTIFIED)
def state_not_party(given: ConsignmentSet) -> Names:
    """The State of import is not a Party for the chemical."""
    return ("check:status",) if given.text("check:status") == "party" else ()


@rule("stockholm-register-chemical", CERTIFIED)
def register_chemical(given: ConsignmentSet) -> Names:
    """The register was read for the chemical that is sold."""
    sold = chemical_sold(given)
    return other_than(given, "check:chemical", sold.name) if sold else ()


@rule("stockholm-register-party", CERTIFIED)
def register_party(given: ConsignmentSet) -> Names:
    """The entry in the register is that of the exporting Party."""
    return unlike(given, "check:party", "commercial-invoice:export_country")


@rule("stockholm-register-today", CERTIFIED)
def register_today(given: ConsignmentSet) -> Names:
    """The register was read on the day."""
    return past(given, "check:read_on")


@rule("stockholm-register-holds", CERTIFIED)
def register_holds(given: ConsignmentSet) -> Names:
    """The acceptable purpose has not been withdrawn."""
    return ("check:expiry",) if given.text("check:expiry") not in {"", UNTIL_WITHDRAWN} else ()
