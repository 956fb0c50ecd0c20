"""Rules for living modified organisms: the document of Article 18, the decision, and the goods."""

from exercises.consignments.clean.lmo import MARKS_OF_DRY_ICE, STATEMENTS, USES
from exercises.consignments.model import LMO, ConsignmentSet
from exercises.consignments.rules.registry import (
    Names,
    blank,
    not_before,
    not_enough,
    other_than,
    past,
    rule,
    to_come,
    unlike,
    unmarked,
)
from exercises.consignments.stock.cartagena import Event, Modified, events, modified
from reference.codes import unique_identifier

FFP, CONTAINED, RELEASE = LMO
SOLD = "commercial-invoice:line1.description"
CONTACT = ("permit:contact.name", "permit:contact.telephone", "permit:contact.email")
LINES = tuple(f"permit:line{number}" for number in range(1, 7))
NO_NAMES = ("The Director", "The Laboratory", "To whom it may concern")


def sold(given: ConsignmentSet) -> Modified | None:
    """The organisms that the invoice sells, where the stock has them."""
    words, use = given.text(SOLD), USES[given.template]
    return next((one for one in modified() if one.use == use and words.startswith(one.description)), None)


# --- the document and the goods ---------------------------------------------------------------------


@rule("lmo-identified", *LMO)
def identified(given: ConsignmentSet) -> Names:
    """The document says what the goods are: living modified organisms for this use."""
    return blank(given, "permit:statement")


@rule("lmo-goods", *LMO)
def goods(given: ConsignmentSet) -> Names:
    """The document names the organism that the invoice sells."""
    goods = sold(given)
    return other_than(given, "permit:common_name", goods.common) if goods else ()


@rule("lmo-scientific-name", *LMO)
def scientific_name(given: ConsignmentSet) -> Names:
    """The scientific name is that of the organism that the document names."""
    named = given.text("permit:common_name")
    known = {one.scientific for one in modified() if one.common == named}
    written = given.text("permit:scientific_name")
    return ("permit:scientific_name",) if known and written and written not in known else ()


@rule("lmo-goods-found", *LMO)
def goods_found(given: ConsignmentSet) -> Names:
    """The packages hold what the invoice sells."""
    goods = sold(given)
    return (SOLD,) if goods and given.found.goods != goods.slug else ()


@rule("lmo-tariff-code", *LMO)
def tariff_code(given: ConsignmentSet) -> Names:
    """The invoice has the HS code of what it sells."""
    goods, code = sold(given), given.text("commercial-invoice:line1.hs_code")
    return ("commercial-invoice:line1.hs_code",) if goods and code != goods.hs_code else ()


@rule("lmo-contact", *LMO)
def contact(given: ConsignmentSet) -> Names:
    """There is a contact point for further information."""
    return CONTACT if not any(given.text(name) for name in CONTACT) else ()


@rule("lmo-contact-reached", *LMO)
def contact_reached(given: ConsignmentSet) -> Names:
    """A contact point that is named has a telephone number or an e-mail address."""
    named, *ways = CONTACT
    return tuple(ways) if given.text(named) and not any(given.text(name) for name in ways) else ()


@rule("lmo-invoice", *LMO)
def invoice(given: ConsignmentSet) -> Names:
    """The document belongs to the invoice in hand."""
    return unlike(given, "permit:invoice_number", "commercial-invoice:number")


@rule("lmo-dated-before-departure", *LMO)
def dated_before_departure(given: ConsignmentSet) -> Names:
    """A document that came with the goods was there when they left."""
    return not_before(given, "permit:date", "waybill:departed")


# --- the decision -----------------------------------------------------------------------------------


@rule("lmo-decision-number", *LMO)
def decision_number(given: ConsignmentSet) -> Names:
    """The document refers to the decision that is presented."""
    return unlike(given, "decision:number", "permit:number")


@rule("lmo-holder", *LMO)
def holder(given: ConsignmentSet) -> Names:
    """The decision was given to the buyer."""
    return unlike(given, "decision:holder.name", "commercial-invoice:buyer.name")


@rule("lmo-decision-country", *LMO)
def decision_country(given: ConsignmentSet) -> Names:
    """The decision is one of the country of import."""
    lines = given.value("decision:authority")
    return ("decision:authority",) if lines and given.facts.destination not in lines else ()


@rule("lmo-decided-organism", *LMO)
def decided_organism(given: ConsignmentSet) -> Names:
    """The decision is about the organism that the invoice sells."""
    goods = sold(given)
    return other_than(given, "decision:organism", goods.scientific) if goods else ()


@rule("lmo-decided-use", *LMO)
def decided_use(given: ConsignmentSet) -> Names:
    """The decision authorises the use that the document states."""
    return other_than(given, "decision:use", USES[given.template])


@rule("lmo-decided-quantity", *LMO)
def decided_quantity(given: ConsignmentSet) -> Names:
    """No more was packed than was authorised."""
    return not_enough(given, "decision:quantity_kg", "packing-list:total_net_kg")


@rule("lmo-decided-port", *LMO)
def decided_port(given: ConsignmentSet) -> Names:
    """The goods are where the decision lets them in."""
    return other_than(given, "decision:port", given.facts.office)


@rule("lmo-decision-not-expired", *LMO)
def decision_not_expired(given: ConsignmentSet) -> Names:
    """The decision still holds on the day of presentation."""
    return past(given, "decision:expiry_date")


@rule("lmo-decision-issued", *LMO)
def decision_issued(given: ConsignmentSet) -> Names:
    """The decision was taken before the goods were presented."""
    return to_come(given, "decision:issue_date")


@rule("lmo-signed-after-decision", RELEASE)
def signed_after_decision(given: ConsignmentSet) -> Names:
    """The exporter signed when there was a decision."""
    if decision_issued(given):
        return ()
    return not_before(given, "decision:issue_date", "permit:date")


# --- unique identifiers -----------------------------------------------------------------------------


def zeros(identifier: str) -> str:
    """The identifier with the zeros of the event's part as they should be, where a letter O stands."""
    applicant, _, rest = identifier.partition("-")
    return f"{applicant}-{rest.replace('O', 'Ø')}"


def rows(given: ConsignmentSet) -> tuple[tuple[str, str, str], ...]:
    """Of each row of the table that has an identifier: its name, the event, the identifier."""
    return tuple(
        (line, given.text(f"{line}.event"), given.text(f"{line}.identifier"))
        for line in LINES
        if given.text(f"{line}.identifier")
    )


def called(name: str) -> Event | None:
    return next((one for one in events() if one.name == name), None)


def identified_by(identifier: str) -> Event | None:
    return next((one for one in events() if one.identifier == identifier), None)


@rule("lmo-zero", FFP, RELEASE)
def zero(given: ConsignmentSet) -> Names:
    """Zero is written as Ø: the letter O is another sign."""
    return tuple(
        f"{line}.identifier"
        for line, _, written in rows(given)
        if not identified_by(written) and identified_by(zeros(written))
    )


@rule("lmo-check-figure", FFP, RELEASE)
def last_figure(given: ConsignmentSet) -> Names:
    """The last figure follows from what stands before it."""
    return tuple(
        f"{line}.identifier"
        for line, _, written in rows(given)
        if not identified_by(zeros(written)) and not proved(written)
    )


def proved(identifier: str) -> bool:
    try:
        unique_identifier(identifier)
    except ValueError:
        return False
    return True


@rule("lmo-event-identifier", FFP, RELEASE)
def event_identifier(given: ConsignmentSet) -> Names:
    """The identifier is that of the event in the same row."""
    pairs = ((line, called(event), identified_by(written)) for line, event, written in rows(given))
    return tuple(f"{line}.identifier" for line, event, other in pairs if event and other and event != other)


@rule("lmo-event-crop", FFP, RELEASE)
def event_crop(given: ConsignmentSet) -> Names:
    """Every event is one of the crop that the invoice sells."""
    goods = sold(given)
    return tuple(f"{line}.identifier" for line, event in _events(given) if goods and not _of(event, goods))


@rule("lmo-event-approved", FFP, RELEASE)
def event_approved(given: ConsignmentSet) -> Names:
    """Every event of the crop is one that the decision approves."""
    goods, approved = sold(given), given.value("decision:identifiers")
    return tuple(
        f"{line}.identifier"
        for line, event in _events(given)
        if goods and _of(event, goods) and event.identifier not in approved
    )


def _events(given: ConsignmentSet) -> list[tuple[str, Event]]:
    """The rows whose event the stock has."""
    return [(line, event) for line, name, _ in rows(given) if (event := called(name))]


def _of(event: Event, goods: Modified) -> bool:
    return event.crop == goods.scientific


# --- food, feed or processing -----------------------------------------------------------------------


@rule("lmo-one-statement", FFP)
def one_statement(given: ConsignmentSet) -> Names:
    """The goods contain living modified organisms or may contain them, one of the two."""
    return ("permit:statement",) if len(ticked(given)) > 1 else ()


@rule("lmo-statement-on-invoice", FFP)
def statement_on_invoice(given: ConsignmentSet) -> Names:
    """The invoice says the same as box 8."""
    words = given.text(SOLD)
    said = {name for name, phrase in STATEMENTS.items() if words.endswith(f", {phrase}")}
    unlike_it = len(ticked(given)) == 1 and said and said != set(ticked(given))
    return ("permit:statement", SOLD) if unlike_it else ()


def ticked(given: ConsignmentSet) -> tuple[str, ...]:
    value = given.value("permit:statement")
    return tuple(filter(None, (value,) if isinstance(value, str) else value))


@rule("lmo-free-of-modification", FFP)
def free_of_modification(given: ConsignmentSet) -> Names:
    """The invoice does not deny what the document states."""
    return (SOLD,) if "GM-free" in given.text(SOLD) else ()


@rule("lmo-not-for-release", FFP)
def not_for_release(given: ConsignmentSet) -> Names:
    """The document says that the goods are not to be introduced into the environment."""
    return blank(given, "permit:not_for_release")


@rule("lmo-quantity", FFP)
def quantity(given: ConsignmentSet) -> Names:
    """The document has the net weight that was packed."""
    return unlike(given, "permit:quantity_kg", "packing-list:total_net_kg")


@rule("lmo-lot", FFP)
def lot(given: ConsignmentSet) -> Names:
    """The document is for the lot on the invoice."""
    return unlike(given, "permit:lot", "commercial-invoice:line1.marks")


@rule("lmo-container", FFP)
def container(given: ConsignmentSet) -> Names:
    """The document is for the container on the bill of lading."""
    return unlike(given, "permit:container", "waybill:line1.container")


# --- contained use ----------------------------------------------------------------------------------


@rule("lmo-person", CONTAINED)
def person(given: ConsignmentSet) -> Names:
    """An individual is named to whom the goods go."""
    named = given.text("permit:importer.person")
    return ("permit:importer.person",) if not named or named in NO_NAMES else ()


@rule("lmo-facility", CONTAINED)
def facility(given: ConsignmentSet) -> Names:
    """The goods go to the address of the decision."""
    written, decided = given.value("permit:importer.address"), given.value("decision:holder.address")
    names = ("permit:importer.address", "decision:holder.address")
    return names if written and decided and tuple(written) != tuple(decided) else ()


@rule("lmo-name", CONTAINED)
def name(given: ConsignmentSet) -> Names:
    """The document has the scientific name of the organism."""
    return blank(given, "permit:scientific_name")


@rule("lmo-risk-class", CONTAINED)
def risk_class(given: ConsignmentSet) -> Names:
    """The risk class is the one that was decided on."""
    return unlike(given, "permit:risk_class", "decision:risk_class")


@rule("lmo-un-number", CONTAINED)
def un_number(given: ConsignmentSet) -> Names:
    """The document has the UN number of organisms that are not infectious."""
    goods, written = sold(given), given.text("permit:un_number")
    return ("permit:un_number",) if goods and written != f"UN {goods.un}" else ()


@rule("lmo-un-number-on-waybill", CONTAINED)
def un_number_on_waybill(given: ConsignmentSet) -> Names:
    """The carrier was told the UN number."""
    goods, marks = sold(given), given.text("waybill:line1.marks")
    return ("waybill:line1.marks",) if goods and f"UN {goods.un}" not in marks else ()


@rule("lmo-dry-ice-on-waybill", CONTAINED)
def dry_ice_on_waybill(given: ConsignmentSet) -> Names:
    """The carrier was told of dry ice."""
    cooled = any("dry ice" in sign for sign in given.found.signs)
    told = MARKS_OF_DRY_ICE in given.text("waybill:line1.marks")
    return ("waybill:line1.marks",) if cooled and not told else ()


# --- introduction into the environment, and what it shares ------------------------------------------


@rule("lmo-handling", CONTAINED, RELEASE)
def handling(given: ConsignmentSet) -> Names:
    """The document says how to handle the goods, or that nothing special is needed."""
    return blank(given, "permit:handling")


@rule("lmo-trait", RELEASE)
def trait(given: ConsignmentSet) -> Names:
    """The document describes the traits."""
    return blank(given, "permit:trait")


@rule("lmo-trait-of-goods", RELEASE)
def trait_of_goods(given: ConsignmentSet) -> Names:
    """The traits are those of the organism that the invoice sells."""
    goods, written = sold(given), given.value("permit:trait")
    return ("permit:trait",) if goods and written and tuple(written) != goods.traits else ()


@rule("lmo-declaration", RELEASE)
def declaration(given: ConsignmentSet) -> Names:
    """The exporter declares that the movement conforms to the Protocol."""
    return blank(given, "permit:declaration")


@rule("lmo-declaration-signed", RELEASE)
def declaration_signed(given: ConsignmentSet) -> Names:
    """The declaration is signed."""
    return unmarked(given, "permit:signature") if given.text("permit:declaration") else ()
