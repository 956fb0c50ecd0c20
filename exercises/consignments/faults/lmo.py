"""Faults of every document of Article 18 of the Cartagena Protocol.

What decision BS-III/10 lists beyond Article 18 itself is not verified in the reference, so no fault turns on
a missing list of events, commercial name or address of the Biosafety Clearing-House.
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

from exercises.consignments.faults.common import last_figures_changed
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import LMO, ConsignmentSet
from exercises.consignments.rules.lmo import CONTACT, SOLD
from exercises.consignments.stock.cartagena import Modified, found_for_modified, modified
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

FFP, CONTAINED, RELEASE = LMO
ARTICLE_18 = {
    FFP: Basis("cartagena-C2", _("Article 18.2(a) and decision BS-I/6")),
    CONTAINED: Basis("cartagena-C39", _("Article 18.2(b), in the words of Article 12")),
    RELEASE: Basis("cartagena-C40", _("Article 18.2(c): what the document has to say")),
}


def goods_of(given: ConsignmentSet) -> Modified:
    return next(one for one in modified() if one.slug == given.goods)


def found_instead(given: ConsignmentSet, slug: str, *, signs: tuple[str, ...] = ()) -> ConsignmentSet:
    """Other goods in the packages than the papers say."""
    other = found_for_modified()[slug]
    return replace(given, found=replace(given.found, goods=slug, signs=signs or other.signs))


@fault(
    "lmo-not-identified",
    title=_("Nothing says that these are living modified organisms"),
    shows=_("The statement that the goods are, or may contain, living modified organisms is not ticked."),
    matters=_("The document leaves out what Article 18 asks for first, so the goods pass as ordinary ones."),
    basis=ARTICLE_18,
    action=Decision.ASK,
    entries=("permit:statement",),
    trips=("lmo-identified",),
    templates=LMO,
)
def not_identified(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:statement": ""})


@fault(
    "lmo-contact-missing",
    title=_("There is no contact point"),
    shows=_("Name, telephone and e-mail of the contact point are all blank."),
    matters=_("Nobody can be asked about the goods, nor called when packages break."),
    basis=ARTICLE_18,
    action=Decision.ASK,
    entries=CONTACT,
    trips=("lmo-contact",),
    templates=LMO,
    also=("lmo-contact-not-reached",),
)
def contact_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(dict.fromkeys(CONTACT, ""))


@fault(
    "lmo-contact-not-reached",
    title=_("The contact point is only a post box"),
    shows=_("For the contact point there is a post box, and neither telephone nor e-mail."),
    matters=_("A contact point that cannot be reached while the goods wait is none."),
    basis=ARTICLE_18,
    action=Decision.ASK,
    entries=CONTACT,
    trips=("lmo-contact-reached",),
    templates=LMO,
    also=("lmo-contact-missing",),
)
def contact_not_reached(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    named, *ways = CONTACT
    return given.write({**dict.fromkeys(ways, ""), named: f"P.O. Box {rng.randrange(10, 999)}"})


@fault(
    "lmo-document-of-other-goods",
    title=_("The document names another organism"),
    shows=_("Common and scientific name are those of another organism than the invoice sells."),
    matters=_("The goods that came have no document; the one presented belongs to others."),
    basis=ARTICLE_18,
    action=Decision.CONSULT,
    entries=("permit:common_name", "permit:scientific_name", SOLD, "packing-list:line1.description"),
    trips=("lmo-goods",),
    templates=LMO,
)
def document_of_other_goods(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = goods_of(given)
    others = [one for one in modified() if one.use == mine.use and one.common != mine.common]
    other = rng.choice(others)
    return given.write(
        {"permit:common_name": other.common, "permit:scientific_name": other.scientific},
    )


@fault(
    "lmo-other-scientific-name",
    title=_("The scientific name is that of another organism"),
    shows=_("On the document, the scientific name does not belong to the common name."),
    matters=_("The scientific name is what is looked up; with a wrong one no record fits."),
    basis=ARTICLE_18,
    action=Decision.ASK,
    entries=("permit:scientific_name", "permit:common_name", "decision:organism"),
    trips=("lmo-scientific-name",),
    templates=LMO,
)
def other_scientific_name(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = goods_of(given).scientific
    names = sorted({one.scientific for one in modified()} - {mine})
    return given.write({"permit:scientific_name": rng.choice(names)})


@fault(
    "lmo-declared-under-other-code",
    title=_("The invoice has the HS code of other goods"),
    shows=_("The HS code is one under which these living organisms do not go."),
    matters=_("Declared as processed or other goods, they pass the risk filter without a question."),
    basis=Basis("cartagena-HSDATA", _("Harmonized System 2022, subheadings of the goods")),
    action=Decision.CONSULT,
    entries=("commercial-invoice:line1.hs_code", "waybill:line1.hs_code"),
    trips=("lmo-tariff-code",),
    templates=LMO,
)
def declared_under_other_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"commercial-invoice:line1.hs_code": goods_of(given).declared_as})


@fault(
    "lmo-document-of-other-invoice",
    title=_("The document belongs to another invoice"),
    shows=_("The invoice number on the document is not that of the invoice in hand."),
    matters=_("A sound document of one consignment is used again for another."),
    basis=ARTICLE_18,
    action=Decision.ASK,
    entries=("permit:invoice_number", "commercial-invoice:number"),
    trips=("lmo-invoice",),
    templates=LMO,
)
def document_of_other_invoice(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(
        {"permit:invoice_number": last_figures_changed(given.text("permit:invoice_number"), rng)}
    )


@fault(
    "lmo-made-after-departure",
    title=_("The document was made after the goods left"),
    shows=_("The date beside the signature lies after the day of departure."),
    matters=_("It did not accompany the goods; it was made to fit them afterwards."),
    basis=ARTICLE_18,
    action=Decision.ASK,
    entries=("permit:date", "waybill:departed"),
    trips=("lmo-dated-before-departure",),
    templates=LMO,
)
def made_after_departure(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    late = given.day("waybill:departed") + timedelta(days=rng.randrange(1, 3))
    return given.write({"permit:date": str(late)})
