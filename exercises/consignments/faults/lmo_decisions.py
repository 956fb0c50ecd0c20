"""Faults between the decision of the competent national authority and what was sent.

The Protocol prescribes no form for a decision. A movement is illegal when it goes against the national
measures that implement the Protocol: every fault here is one of goods that the decision does not cover.
"""

from datetime import timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.lmo import USES, authority_of, stamp_of
from exercises.consignments.clean.papers import name_of_party, plain
from exercises.consignments.faults.common import last_figures_changed
from exercises.consignments.faults.lmo import ARTICLE_18, RELEASE, goods_of
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import LMO, ConsignmentSet
from exercises.consignments.stock.cartagena import modified
from exercises.consignments.stock.trade import trade
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

NATIONAL_MEASURES = Basis("cartagena-C8", _("Article 25: movements against national measures"))


@fault(
    "lmo-other-decision",
    title=_("The document refers to another decision"),
    shows=_("The number on the document and the number of the decision that is presented are not the same."),
    matters=_("The decision may have been given for other goods, or to someone else."),
    basis=NATIONAL_MEASURES,
    action=Decision.CONSULT,
    entries=("decision:number", "permit:number"),
    trips=("lmo-decision-number",),
    templates=LMO,
)
def other_decision(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"decision:number": last_figures_changed(given.text("decision:number"), rng)})


@fault(
    "lmo-decision-for-other-holder",
    title=_("The decision was given to someone else"),
    shows=_("The holder of the decision is not the buyer on the invoice."),
    matters=_("The buyer has no consent of their own; the decision may be lent."),
    basis=NATIONAL_MEASURES,
    action=Decision.CONSULT,
    entries=("decision:holder.name", "commercial-invoice:buyer.name"),
    trips=("lmo-holder",),
    templates=LMO,
)
def decision_for_other_holder(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name = name_of_party(rng, "buyer", unlike=given.text("decision:holder.name"))
    return given.write({"decision:holder.name": name})


@fault(
    "lmo-decision-of-other-country",
    title=_("The decision is one of the exporting country"),
    shows=_("The authority that decided is that of the country from which the goods came."),
    matters=_("What is approved where it comes from is not thereby approved here."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=("decision:authority", "decision:issuer_stamp"),
    trips=("lmo-decision-country",),
    templates=LMO,
)
def decision_of_other_country(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    country = given.facts.departs_from
    changed = given.write({"decision:authority": authority_of(country)})
    return changed.reletter("decision:issuer_stamp", stamp_of(country))


@fault(
    "lmo-decision-for-other-organism",
    title=_("The decision is for another organism"),
    shows=_("The organism in the decision is not the one on document and invoice."),
    matters=_("Nobody has decided on what came."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=("decision:organism", "decision:identifiers", "permit:scientific_name"),
    trips=("lmo-decided-organism",),
    templates=LMO,
)
def decision_for_other_organism(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    names = sorted({one.scientific for one in modified()} - {goods_of(given).scientific})
    return given.write({"decision:organism": rng.choice(names)})


@fault(
    "lmo-decision-for-other-use",
    title=_("The decision authorises another use"),
    shows=_("The use that is ticked in the decision is not the one on the document."),
    matters=_("Each use is assessed by itself: grain to eat is not thereby seed to sow."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=("decision:use", "permit:statement"),
    trips=("lmo-decided-use",),
    templates=LMO,
)
def decision_for_other_use(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    others = [use for use in USES.values() if use != given.text("decision:use")]
    return given.write({"decision:use": rng.choice(others)})


@fault(
    "lmo-over-decided-quantity",
    title=_("More was sent than was authorised"),
    shows=_("The net weight packed is above the quantity in the decision."),
    matters=_("What is above the limit is outside the consent."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=("decision:quantity_kg", "packing-list:total_net_kg", "permit:quantity_kg"),
    trips=("lmo-decided-quantity",),
    templates=LMO,
)
def over_decided_quantity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    packed = given.number("packing-list:total_net_kg") or Decimal(0)
    less = (packed * rng.randrange(40, 81) / 100).quantize(Decimal("0.1"))
    return given.write({"decision:quantity_kg": plain(less)})


@fault(
    "lmo-decision-for-other-port",
    title=_("The decision names another port of entry"),
    shows=_("The goods are presented at a place that is not the port of entry in the decision."),
    matters=_("The authority waits for them elsewhere; a condition of the consent is not met."),
    basis=NATIONAL_MEASURES,
    action=Decision.CONSULT,
    entries=("decision:port", "waybill:discharge"),
    trips=("lmo-decided-port",),
    templates=LMO,
)
def decision_for_other_port(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    country = trade().named(given.facts.destination)
    return given.write({"decision:port": f"{country.name}, land border post {rng.randrange(2, 9)}"})


@fault(
    "lmo-decision-expired",
    title=_("The decision has expired"),
    shows=_("The expiry date lies before the day on which the goods are presented."),
    matters=_("There is no valid consent when the goods come in."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=("decision:expiry_date",),
    trips=("lmo-decision-not-expired",),
    templates=LMO,
)
def decision_expired(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    ended = given.facts.presented_on - timedelta(days=rng.randrange(1, 9))
    return given.write({"decision:expiry_date": str(ended)})


@fault(
    "lmo-decision-not-yet-issued",
    title=_("The decision is dated in the future"),
    shows=_("The issue date of the decision lies after today."),
    matters=_("The paper was made up, or no decision has been taken yet."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=("decision:issue_date",),
    trips=("lmo-decision-issued",),
    templates=LMO,
)
def decision_not_yet_issued(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    later = given.facts.presented_on + timedelta(days=rng.randrange(2, 15))
    return given.write({"decision:issue_date": str(later)})


@fault(
    "lmo-signed-before-decision",
    title=_("The exporter signed before there was a decision"),
    shows=_("The decision was issued after the day on which the document was signed."),
    matters=_("The exporter declared that the movement conforms when nobody had consented to it."),
    basis=ARTICLE_18[RELEASE],
    action=Decision.DETAIN,
    entries=("decision:issue_date", "permit:date"),
    trips=("lmo-signed-after-decision",),
    templates=(RELEASE,),
)
def signed_before_decision(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    later = given.day("permit:date") + timedelta(days=rng.randrange(1, 4))
    return given.write({"decision:issue_date": str(later)})
