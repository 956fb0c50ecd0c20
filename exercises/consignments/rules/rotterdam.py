"""Rules for the export notification and the import response."""

from datetime import timedelta

from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.chemicals import chemical_sold, not_of_its_name, of_another
from exercises.consignments.rules.registry import (
    Names,
    blank,
    not_before,
    not_enough,
    other_than,
    rule,
    unlike,
    unmarked,
)
from exercises.consignments.stock.rotterdam import other_chemical_bodies

NOTIFIED = "rotterdam-notification"
ANSWERED = "rotterdam-import-response"
ACKNOWLEDGED_WITHIN = timedelta(days=30)
OLDEST_CIRCULAR = timedelta(days=366)
"""A new one comes every six months, so a page that is older than two of them is not the last word."""


def stamped(given: ConsignmentSet, place: str) -> str:
    """What a stamp of the notification says, in small letters."""
    return next((mark.text.lower() for mark in given.marks("permit") if mark.at == place), "")


@rule("rotterdam-notified-year", NOTIFIED)
def notified_year(given: ConsignmentSet) -> Names:
    """The notification is of the year in which the goods left."""
    year, left = given.text("permit:year"), given.when("waybill:departed")
    return ("permit:year",) if year and left and year != str(left.year) else ()


@rule("rotterdam-importing-party", NOTIFIED)
def importing_party(given: ConsignmentSet) -> Names:
    """The goods go to the Party that was notified."""
    return other_than(given, "permit:importing_party", given.facts.destination)


@rule("rotterdam-notified-substance", NOTIFIED)
def notified_substance(given: ConsignmentSet) -> Names:
    """The invoice sells what was notified."""
    return of_another(given, "permit:common_name")


@rule("rotterdam-notified-cas", NOTIFIED)
def notified_cas(given: ConsignmentSet) -> Names:
    """The CAS number in section 1 belongs to the name there."""
    return not_of_its_name(given, "permit:common_name", "permit:cas")


@rule("rotterdam-notified-code", NOTIFIED)
def notified_code(given: ConsignmentSet) -> Names:
    """Notification and invoice have the same HS code."""
    return unlike(given, "permit:hs_code", "commercial-invoice:line1.hs_code")


@rule("rotterdam-notified-category", NOTIFIED)
def notified_category(given: ConsignmentSet) -> Names:
    """Sections 1 and 3 have the same category."""
    return unlike(given, "permit:category", "permit:foreseen_category")


@rule("rotterdam-notified-use", NOTIFIED)
def notified_use(given: ConsignmentSet) -> Names:
    """The use foreseen is that of the safety data sheet."""
    return unlike(given, "permit:foreseen_use", "sheet:use")


@rule("rotterdam-notified-first", NOTIFIED)
def notified_first(given: ConsignmentSet) -> Names:
    """The export was notified before the goods left."""
    return not_before(given, "permit:signed_on", "waybill:departed")


@rule("rotterdam-notified-ahead", NOTIFIED)
def notified_ahead(given: ConsignmentSet) -> Names:
    """The export was still expected when it was notified."""
    return not_before(given, "permit:signed_on", "permit:export_date")


@rule("rotterdam-notification-stamped", NOTIFIED)
def notification_stamped(given: ConsignmentSet) -> Names:
    """The authority of the exporting Party stamped and signed."""
    return unmarked(given, "permit:exporting.signature", "permit:exporting.stamp")


@rule("rotterdam-stamp-of-authority", NOTIFIED)
def stamp_of_authority(given: ConsignmentSet) -> Names:
    """The stamp is that of the authority in section 7."""
    stamp, named = stamped(given, "exporting.stamp"), given.text("permit:exporting.authority").lower()
    return ("permit:exporting.stamp",) if stamp and named and stamp != named else ()


@rule("rotterdam-exporting-party", NOTIFIED)
def exporting_party(given: ConsignmentSet) -> Names:
    """The authority that notified is of the country that the goods left."""
    named = given.text("permit:exporting.authority")
    other = named and not named.endswith(given.facts.departs_from)
    return ("permit:exporting.authority",) if other else ()


@rule("rotterdam-acknowledged", NOTIFIED)
def acknowledged(given: ConsignmentSet) -> Names:
    """The importing Party acknowledged receipt."""
    return unmarked(given, "permit:acknowledged.signature")


@rule("rotterdam-acknowledged-in-time", NOTIFIED)
def acknowledged_in_time(given: ConsignmentSet) -> Names:
    """It did so within thirty days."""
    received, signed = given.when("permit:acknowledged.received"), given.when("permit:acknowledged.signed_on")
    late = received and signed and signed - received > ACKNOWLEDGED_WITHIN
    return ("permit:acknowledged.signed_on",) if late else ()


@rule("rotterdam-acknowledged-number", NOTIFIED)
def acknowledged_number(given: ConsignmentSet) -> Names:
    """What was acknowledged is this notification."""
    return unlike(given, "permit:acknowledged.number", "permit:number")


@rule("rotterdam-acknowledging-authority", NOTIFIED)
def acknowledging_authority(given: ConsignmentSet) -> Names:
    """No other body acknowledged."""
    name = given.text("permit:acknowledged.authority")
    other = any(name.startswith(body) for body in other_chemical_bodies())
    return ("permit:acknowledged.authority",) if other else ()


@rule("rotterdam-answering-party", ANSWERED)
def answering_party(given: ConsignmentSet) -> Names:
    """The country of destination answered."""
    return other_than(given, "permit:party", given.facts.destination)


@rule("rotterdam-answer-substance", ANSWERED)
def answer_substance(given: ConsignmentSet) -> Names:
    """The answer is about the chemical that the invoice sells."""
    return of_another(given, "permit:common_name")


@rule("rotterdam-answer-cas", ANSWERED)
def answer_cas(given: ConsignmentSet) -> Names:
    """The CAS number in box 2 belongs to the name there."""
    return not_of_its_name(given, "permit:common_name", "permit:cas")


@rule("rotterdam-answer-category", ANSWERED)
def answer_category(given: ConsignmentSet) -> Names:
    """The answer is about the category in which the chemical is listed and declared."""
    sold = chemical_sold(given)
    return other_than(given, "permit:category", sold.category) if sold else ()


@rule("rotterdam-answer-consents", ANSWERED)
def answer_consents(given: ConsignmentSet) -> Names:
    """The Party did not refuse."""
    return ("permit:decision",) if given.text("permit:decision") == "no_consent" else ()


@rule("rotterdam-answer-decides", ANSWERED)
def answer_decides(given: ConsignmentSet) -> Names:
    """The Party decided something."""
    return ("permit:decision",) if given.text("permit:decision") in {"", "none"} else ()


@rule("rotterdam-answer-conditions", ANSWERED)
def answer_conditions(given: ConsignmentSet) -> Names:
    """A consent under conditions says what they are."""
    keys = ("condition_use", "condition_kg", "conditions")
    silent = not any(given.value(f"permit:{key}") for key in keys)
    return ("permit:conditions",) if silent and given.text("permit:decision") == "conditions" else ()


@rule("rotterdam-condition-use", ANSWERED)
def condition_use(given: ConsignmentSet) -> Names:
    """The product is for the use that is allowed."""
    return unlike(given, "permit:condition_use", "sheet:use")


@rule("rotterdam-condition-quantity", ANSWERED)
def condition_quantity(given: ConsignmentSet) -> Names:
    """No more was packed than is allowed."""
    return not_enough(given, "permit:condition_kg", "packing-list:total_net_kg")


@rule("rotterdam-answer-current", ANSWERED)
def answer_current(given: ConsignmentSet) -> Names:
    """The page is of one of the last circulars."""
    published = given.when("permit:published_on")
    old = published and given.facts.presented_on - published > OLDEST_CIRCULAR
    return ("permit:published_on",) if old else ()


@rule("rotterdam-answer-submitted", ANSWERED)
def answer_submitted(given: ConsignmentSet) -> Names:
    """An answer was sent before it was published."""
    return not_before(given, "permit:submitted_on", "permit:published_on")


@rule("rotterdam-answer-first", ANSWERED)
def answer_first(given: ConsignmentSet) -> Names:
    """The Party answered before the goods left."""
    return not_before(given, "permit:submitted_on", "waybill:departed")


@rule("rotterdam-declared-code", ANSWERED)
def declared_code(given: ConsignmentSet) -> Names:
    """The invoice has the HS code of the chemical that it sells."""
    sold = chemical_sold(given)
    return other_than(given, "commercial-invoice:line1.hs_code", sold.hs_code) if sold else ()


@rule("rotterdam-code-on-waybill", ANSWERED)
def code_on_waybill(given: ConsignmentSet) -> Names:
    """The shipping document has the HS code."""
    return blank(given, "waybill:line1.hs_code")
