"""Faults that only one or two of the three documents of Article 18 can have."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from exercises.consignments.clean.lmo import MARKS_OF_DRY_ICE, STATEMENTS
from exercises.consignments.clean.papers import container_number, pick, plain
from exercises.consignments.faults.common import last_figures_changed
from exercises.consignments.faults.lmo import ARTICLE_18, CONTAINED, FFP, RELEASE, found_instead, goods_of
from exercises.consignments.faults.lmo_decisions import NATIONAL_MEASURES
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.lmo import NO_NAMES, SOLD
from exercises.consignments.stock.cartagena import modified, words_for_modified
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

UN_3245 = Basis("cartagena-C5", _("UN 3245: modified organisms that are not infectious"))
PACKAGES = Basis("cartagena-C6", _("Packages of modified micro-organisms in transport"))

# --- food, feed or processing -----------------------------------------------------------------------


@fault(
    "lmo-both-statements",
    title=_("The document says contains and may contain at once"),
    shows=_("Both squares of box 8 are ticked."),
    matters=_("Nobody knows whether the identity of the goods is known."),
    basis=ARTICLE_18[FFP],
    action=Decision.ASK,
    entries=("permit:statement",),
    trips=("lmo-one-statement",),
    templates=(FFP,),
)
def both_statements(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:statement": tuple(STATEMENTS)})


@fault(
    "lmo-other-statement-on-invoice",
    title=_("Invoice and document make different statements"),
    shows=_("One says that the goods contain modified organisms, the other that they may contain them."),
    matters=_("One of the two was made for another lot."),
    basis=ARTICLE_18[FFP],
    action=Decision.ASK,
    entries=("permit:statement", SOLD),
    trips=("lmo-statement-on-invoice",),
    templates=(FFP,),
)
def other_statement_on_invoice(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    (other,) = set(STATEMENTS) - {given.text("permit:statement")}
    return given.write({SOLD: f"{goods_of(given).description}, {STATEMENTS[other]}"})


@fault(
    "lmo-said-to-be-free",
    title=_("The invoice says GM-free, the document lists events"),
    shows=_("The goods are called GM-free on the invoice, and modified on the sheet that goes with it."),
    matters=_("One of the two is a false declaration, and buyers pay more for the first."),
    basis=ARTICLE_18[FFP],
    action=Decision.DETAIN,
    entries=(SOLD, "permit:statement"),
    trips=("lmo-free-of-modification",),
    templates=(FFP,),
)
def said_to_be_free(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({SOLD: f"{goods_of(given).description}, GM-free"})


@fault(
    "lmo-release-not-excluded",
    title=_("The statement that the goods are not for release is missing"),
    shows=_("Box 9 is blank: nothing says that the goods are not to be introduced into the environment."),
    matters=_("Grain that lives can be sown; without the statement it may go to farms."),
    basis=ARTICLE_18[FFP],
    action=Decision.ASK,
    entries=("permit:not_for_release",),
    trips=("lmo-not-for-release",),
    templates=(FFP,),
)
def release_not_excluded(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:not_for_release": ""})


@fault(
    "lmo-seed-for-sowing-found",
    title=_("The bags hold seed for sowing"),
    shows=_("Labels on the bags call the goods seed for sowing; the document says food, feed or processing."),
    matters=_("Seed to sow needs another document and another decision. The statement in box 9 is false."),
    basis=ARTICLE_18[FFP],
    action=Decision.DETAIN,
    entries=("permit:not_for_release", "permit:common_name", SOLD, "packing-list:line1.description"),
    trips=("lmo-goods-found",),
    templates=(FFP,),
)
def seed_for_sowing_found(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return found_instead(given, "seed-for-sowing")


@fault(
    "lmo-other-quantity",
    title=_("The document has another quantity"),
    shows=_("The quantity in box 11 is not the net weight on the packing list."),
    matters=_("Part of the goods has no statement, or the document is for another lot."),
    basis=ARTICLE_18[FFP],
    action=Decision.ASK,
    entries=("permit:quantity_kg", "packing-list:total_net_kg"),
    trips=("lmo-quantity",),
    templates=(FFP,),
)
def other_quantity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    written = given.number("permit:quantity_kg") or Decimal(0)
    return given.write({"permit:quantity_kg": plain((written * rng.randrange(50, 91) / 100).quantize(1))})


@fault(
    "lmo-other-lot",
    title=_("The document is for another lot"),
    shows=_("The lot in box 11 is not the lot on the invoice."),
    matters=_("What is stated is true of other goods."),
    basis=ARTICLE_18[FFP],
    action=Decision.ASK,
    entries=("permit:lot", "commercial-invoice:line1.marks"),
    trips=("lmo-lot",),
    templates=(FFP,),
)
def other_lot(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:lot": last_figures_changed(given.text("permit:lot"), rng)})


@fault(
    "lmo-other-container",
    title=_("The document is for another container"),
    shows=_("The container in box 11 is not the one on the bill of lading."),
    matters=_("The goods in the container that came have no statement."),
    basis=ARTICLE_18[FFP],
    action=Decision.ASK,
    entries=("permit:container", "waybill:line1.container"),
    trips=("lmo-container",),
    templates=(FFP,),
    also=("other-container",),
)
def other_container(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    while (number := container_number(rng)) == given.text("permit:container"):
        pass
    return given.write({"permit:container": number})


# --- contained use ----------------------------------------------------------------------------------


@fault(
    "lmo-no-person",
    title=_("No individual is named"),
    shows=_("In place of an individual there is an office, a function or nothing."),
    matters=_("Nobody answers for what happens to the organisms."),
    basis=ARTICLE_18[CONTAINED],
    action=Decision.ASK,
    entries=("permit:importer.person",),
    trips=("lmo-person",),
    templates=(CONTAINED,),
)
def no_person(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:importer.person": rng.choice(("", *NO_NAMES))})


@fault(
    "lmo-private-address",
    title=_("The goods go to another address than the laboratory's"),
    shows=_("The address of the consignee is a flat, a farm or a shop, not the address in the decision."),
    matters=_("There is no containment where the goods would go."),
    basis=ARTICLE_18[CONTAINED],
    action=Decision.DETAIN,
    entries=("permit:importer.address", "decision:holder.address"),
    trips=("lmo-facility",),
    templates=(CONTAINED,),
)
def private_address(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    place = rng.choice(("Flat 4", "Garden centre", "Farm shop"))
    street = f"{place}, {rng.randrange(1, 90)} {pick(rng, 'streets')}"
    return given.write({"permit:importer.address": (street, *given.value("permit:importer.address")[1:])})


@fault(
    "lmo-vague-name",
    title=_("The organism is not named"),
    shows=_("The goods are called samples, reagents or enzymes, and there is no scientific name."),
    matters=_("Neither the authority nor the carrier can tell what is in the packages."),
    basis=ARTICLE_18[CONTAINED],
    action=Decision.ASK,
    entries=("permit:common_name", "permit:scientific_name"),
    trips=("lmo-name", "lmo-goods"),
    templates=(CONTAINED,),
)
def vague_name(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    words = rng.choice(words_for_modified("vague_names"))
    return given.write({"permit:common_name": words, "permit:scientific_name": ""})


@fault(
    "lmo-other-risk-class",
    title=_("The risk class is higher than the one decided on"),
    shows=_("Risk class 2 or 3 on the document, risk class 1 in the decision."),
    matters=_("The laboratory is not allowed to hold what is sent to it."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=("permit:risk_class", "decision:risk_class"),
    trips=("lmo-risk-class",),
    templates=(CONTAINED,),
)
def other_risk_class(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:risk_class": rng.choice("23")})


@fault(
    "lmo-infectious-number-on-document",
    title=_("The document has the UN number of an infectious substance"),
    shows=_("The UN number on the document is not the one on the packages and on the carrier's paper."),
    matters=_("Either the packages are marked too mildly, or the document was copied from another."),
    basis=UN_3245,
    action=Decision.CONSULT,
    entries=("permit:un_number", "waybill:line1.marks"),
    trips=("lmo-un-number",),
    templates=(CONTAINED,),
    also=("lmo-infectious-packages",),
)
def infectious_number_on_document(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:un_number": f"UN {rng.choice(words_for_modified('infectious'))}"})


@fault(
    "lmo-infectious-packages",
    title=_("The packages are marked as infectious"),
    shows=_("The mark on the packages is UN 2814; document and carrier's paper say UN 3245."),
    matters=_("An infectious substance travels under the name of a harmless one. Leave the packages closed."),
    basis=UN_3245,
    action=Decision.DETAIN,
    entries=("permit:un_number", "permit:risk_class", SOLD, "packing-list:line1.description"),
    trips=("lmo-goods-found",),
    templates=(CONTAINED,),
    needs=("cold:no",),
    also=("lmo-infectious-number-on-document",),
)
def infectious_packages(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return found_instead(given, "infectious-culture")


@fault(
    "lmo-sacks-of-seed-found",
    title=_("The packages are sacks of seed"),
    shows=_("The document is for cultures in containment; what came are sacks of seed for sowing."),
    matters=_("Quantity and packaging do not fit a laboratory: the seed may be sown without consent."),
    basis=ARTICLE_18[CONTAINED],
    action=Decision.DETAIN,
    entries=("permit:statement", "permit:common_name", SOLD, "packing-list:line1.description"),
    trips=("lmo-goods-found",),
    templates=(CONTAINED,),
    needs=("cold:no",),
)
def sacks_of_seed_found(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    changed = found_instead(given, "seed-in-sacks")
    return replace(changed, found=replace(changed.found, package_kind="sacks"))


@fault(
    "lmo-number-missing-on-waybill",
    title=_("The carrier was not told what is in the packages"),
    shows=_("The carrier's paper has no UN number of modified organisms, the packages have one."),
    matters=_("Crew and handlers do not know what to do when a package breaks."),
    basis=UN_3245,
    action=Decision.ASK,
    entries=("waybill:line1.marks", "permit:un_number"),
    trips=("lmo-un-number-on-waybill",),
    templates=(CONTAINED,),
)
def number_missing_on_waybill(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    marks = given.text("waybill:line1.marks").replace(f"UN {goods_of(given).un}, ", "")
    return given.write({"waybill:line1.marks": marks})


@fault(
    "lmo-dry-ice-not-told",
    title=_("Dry ice is not on the carrier's paper"),
    shows=_("The boxes are cooled with dry ice, and the carrier's paper has no UN 1845."),
    matters=_("Dry ice gives off a gas that takes away the air in closed rooms."),
    basis=PACKAGES,
    action=Decision.ASK,
    entries=("waybill:line1.marks",),
    trips=("lmo-dry-ice-on-waybill",),
    templates=(CONTAINED,),
    needs=("cold:dry-ice", "journey:air"),
)
def dry_ice_not_told(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    marks = given.text("waybill:line1.marks").replace(f"{MARKS_OF_DRY_ICE}, ", "")
    return given.write({"waybill:line1.marks": marks})


# --- introduction into the environment, and what it shares ------------------------------------------


@fault(
    "lmo-handling-missing",
    title=_("Nothing says how to handle the goods"),
    shows=_("The box on safe handling, storage, transport and use is blank."),
    matters=_("There have to be requirements, or the words that there are none."),
    basis={template: ARTICLE_18[template] for template in (CONTAINED, RELEASE)},
    action=Decision.ASK,
    entries=("permit:handling",),
    trips=("lmo-handling",),
    templates=(CONTAINED, RELEASE),
)
def handling_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:handling": ""})


@fault(
    "lmo-trait-missing",
    title=_("The traits are not described"),
    shows=_("The box on relevant traits is blank."),
    matters=_("Without the trait nobody can tell whether this is the organism that was assessed."),
    basis=ARTICLE_18[RELEASE],
    action=Decision.ASK,
    entries=("permit:trait",),
    trips=("lmo-trait",),
    templates=(RELEASE,),
)
def trait_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:trait": ""})


@fault(
    "lmo-other-trait",
    title=_("The trait is that of another organism"),
    shows=_("The trait on the document is not one that this organism has by its record."),
    matters=_("Another event came, or one that was not declared is in it."),
    basis=ARTICLE_18[RELEASE],
    action=Decision.CONSULT,
    entries=("permit:trait",),
    trips=("lmo-trait-of-goods",),
    templates=(RELEASE,),
)
def other_trait(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = goods_of(given)
    known = {one.traits for one in modified() if one.traits}
    others = sorted(traits for traits in known if not set(traits) & set(mine.traits))
    return given.write({"permit:trait": rng.choice(others)})


@fault(
    "lmo-declaration-missing",
    title=_("The declaration of conformity is missing"),
    shows=_("Box 8 is not ticked: the exporter does not declare that the movement conforms to the Protocol."),
    matters=_("Of the three documents this one alone needs it, and without it the document is not complete."),
    basis=ARTICLE_18[RELEASE],
    action=Decision.CONSULT,
    entries=("permit:declaration",),
    trips=("lmo-declaration",),
    templates=(RELEASE,),
)
def declaration_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:declaration": ""})


@fault(
    "lmo-declaration-not-signed",
    title=_("The declaration is not signed"),
    shows=_("There is a stamp under the declaration, and no signature."),
    matters=_("Nobody vouches for what is declared."),
    basis=ARTICLE_18[RELEASE],
    action=Decision.ASK,
    entries=("permit:signature", "permit:signatory", "permit:declaration"),
    trips=("lmo-declaration-signed",),
    templates=(RELEASE,),
)
def declaration_not_signed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.unmark("permit:signature")
