"""Faults of the licence for controlled substances."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.ods import balance, equivalents, of_substance, reading, signs
from exercises.consignments.clean.papers import plain
from exercises.consignments.faults.common import LICENSED, declared_under
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.stock.ods import Gas, gases, uncontrolled_hs_code
from exercises.consignments.stock.trade import trade
from exercises.consignments.wording import marked as _
from exercises.documents.model import Value
from exercises.inspections.scoring import Decision

ODS = ("ods-licence", "ods-cylinder-label")
HS_2022 = Basis("montreal-HSDATA", _("Harmonized System 2022; Decision XXXIV/8"))
BALANCE = ("permit:quota_before", "permit:quota_after")
ROOM = 2
"""A quota that is too small for what is licensed by mistake is written as so many times as much."""


def gas_of(given: ConsignmentSet) -> Gas:
    return next(one for one in gases() if one.slug == given.goods)


@fault(
    "ods-other-substance-licensed",
    title=_("The licence is for another substance"),
    shows=_("Boxes 6 to 10 name another substance than invoice and packing list."),
    matters=_("What is imported has no licence."),
    basis=LICENSED,
    action=Decision.DETAIN,
    entries=(
        "permit:common_name",
        "permit:chemical_name",
        "permit:ashrae",
        "permit:cas",
        "permit:annex_group",
        "permit:hs_code",
        "permit:composition",
        "commercial-invoice:line1.description",
        "label:common_name",
        "sheet:product",
    ),
    trips=("ods-substance",),
    templates=ODS,
    touches=("permit:odp_tonnes", "permit:co2e_tonnes", *BALANCE),
    also=("ods-other-substance-found",),
)
def other_substance_licensed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = gas_of(given)
    family = [one for one in gases() if one.slug != mine.slug and bool(one.odp) == bool(mine.odp)]
    other = rng.choice(family)
    mass = given.number("permit:quantity_kg") or Decimal(0)
    return counted(given, of_substance(other), equivalents(other, mass))


def counted(given: ConsignmentSet, changes: dict[str, Value], tonnes: dict[str, Value]) -> ConsignmentSet:
    """The licence with other tonnes, and the balance that follows from them, out of a quota that has room."""
    before = given.number("permit:quota_before") or Decimal(0)
    needed = Decimal(str(tonnes["odp_tonnes"] or tonnes["co2e_tonnes"]))
    if before < needed:
        before = needed * ROOM
    every = {**changes, **tonnes, "quota_before": plain(before), **balance(before, tonnes)}
    return given.write({f"permit:{key}": value for key, value in every.items()})


@fault(
    "ods-other-substance-found",
    title=_("The cylinders hold another gas"),
    shows=_("At 25 °C the pressure in the cylinders is not that of the gas on label and papers."),
    matters=_("A gas without licence hides under the name of another."),
    basis=Basis("montreal-S_COOLPROP", _("Saturation pressure at 25 °C; Article 4B")),
    action=Decision.DETAIN,
    entries=(
        "permit:common_name",
        "commercial-invoice:line1.description",
        "packing-list:line1.description",
        "label:common_name",
        "sheet:product",
    ),
    touches=("label:un_number",),
    trips=("ods-substance-found",),
    templates=ODS,
    needs=("pressure:known",),
    also=("ods-other-substance-licensed",),
)
def other_substance_found(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = gas_of(given)
    inside = rng.choice([one for one in gases() if one.pressure and one.slug != mine.slug])
    label = signs(mine)[:1]
    return replace(given, found=replace(given.found, goods=inside.slug, signs=(*label, *reading(inside))))


@fault(
    "ods-other-cas",
    title=_("The CAS number is one of another substance"),
    shows=_("Box 7 has a CAS number that does not belong to the substance in box 6."),
    matters=_("The licence was copied or altered, or the goods are something else."),
    basis=Basis("montreal-S_COOLPROP", _("CAS numbers of the substances; Article 4B")),
    action=Decision.CONSULT,
    entries=("permit:cas", "label:cas", "sheet:cas"),
    trips=("ods-cas",),
    templates=ODS,
    needs=("substance:single",),
)
def other_cas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = gas_of(given)
    return given.write(
        {"permit:cas": rng.choice([one.cas for one in gases() if one.cas and one.cas != mine.cas])}
    )


@fault(
    "ods-other-annex",
    title=_("Annex and group of another substance"),
    shows=_("Box 8 has an annex or group in which the substance of box 6 is not."),
    matters=_("Each annex has its own limits and its own quota."),
    basis=Basis("montreal-S_ANNEXF", _("Annexes C and F of the Protocol")),
    action=Decision.CONSULT,
    entries=("permit:annex_group", "sheet:annex_group"),
    trips=("ods-annex",),
    templates=ODS,
    needs=("substance:single",),
)
def other_annex(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    groups = sorted({one.annex for one in gases()} - {gas_of(given).annex})
    return given.write({"permit:annex_group": rng.choice(groups)})


@fault(
    "ods-other-tariff-code",
    title=_("The licence has the HS code of another chemical"),
    shows=_("Box 9 has a code under which the substance of box 6 does not go."),
    matters=_("Under a wrong code the goods escape the risk filter and the statistics."),
    basis=HS_2022,
    action=Decision.ASK,
    entries=("permit:hs_code",),
    trips=("ods-tariff-code",),
    templates=ODS,
)
def other_tariff_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    codes = sorted({one.hs_code for one in gases()} - {gas_of(given).hs_code})
    return given.write({"permit:hs_code": rng.choice(codes)})


@fault(
    "ods-declared-as-uncontrolled",
    title=_("Declared under the code of an uncontrolled gas"),
    shows=_("Invoice and bill of lading have HS 2903.51, the code of HFO-1234yf and HFO-1234ze."),
    matters=_("Those two need no licence under the Protocol; this gas does."),
    basis=HS_2022,
    action=Decision.DETAIN,
    entries=("commercial-invoice:line1.hs_code", "waybill:line1.hs_code"),
    trips=("ods-declared-code",),
    templates=ODS,
)
def declared_as_uncontrolled(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    code = uncontrolled_hs_code()
    return declared_under(given, code)


@fault(
    "ods-other-composition",
    title=_("The components make another blend"),
    shows=_("Box 10 has components and percentages of another blend than box 6."),
    matters=_("The blend decides on HS code, CO₂ equivalent and danger."),
    basis=Basis("montreal-S_COOLPROP", _("Compositions of the blends")),
    action=Decision.CONSULT,
    entries=("permit:composition", "label:composition", "sheet:composition"),
    trips=("ods-composition",),
    templates=ODS,
    needs=("substance:blend",),
)
def other_composition(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = gas_of(given)
    other = rng.choice([one for one in gases() if one.composition and one.slug != mine.slug])
    return given.write({"permit:composition": of_substance(other)["composition"]})


@fault(
    "ods-over-licensed",
    title=_("More than is licensed"),
    shows=_("The net weight on the packing list is above box 13."),
    matters=_("What is above the licence has none."),
    basis=LICENSED,
    action=Decision.DETAIN,
    entries=(
        "permit:quantity_kg",
        "permit:containers",
        "packing-list:total_net_kg",
        "packing-list:line1.quantity",
        "packing-list:line1.net_kg",
    ),
    trips=("ods-licensed-quantity",),
    templates=ODS,
    touches=("permit:odp_tonnes", "permit:co2e_tonnes", *BALANCE),
)
def over_licensed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    gas = gas_of(given)
    cylinders = int(given.number("permit:containers") or 0)
    fewer = cylinders - max(10, cylinders * rng.randrange(10, 31) // 100)
    mass = gas.net * fewer
    return counted(given, {"containers": str(fewer), "quantity_kg": plain(mass)}, equivalents(gas, mass))


@fault(
    "ods-containers-do-not-add-up",
    title=_("Cylinders and mass do not agree"),
    shows=_("The number of cylinders times the net mass of each is not the mass in box 13."),
    matters=_("Less is licensed and counted than comes in."),
    basis=LICENSED,
    action=Decision.ASK,
    entries=("permit:container_net_kg", "permit:containers", "permit:quantity_kg", "label:net_kg"),
    trips=("ods-containers",),
    templates=ODS,
)
def containers_do_not_add_up(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    each = given.number("permit:container_net_kg") or Decimal(0)
    return given.write({"permit:container_net_kg": plain(each + rng.choice((2, 3, 5)))})


@fault(
    "ods-co2-equivalent-wrong",
    title=_("The CO₂ equivalent does not follow from the mass"),
    shows=_("Tonnes of CO₂ equivalent in box 13 are not mass times global warming potential."),
    matters=_("A figure ten times too small hides most of what is taken from the national limit."),
    basis=Basis("montreal-S_FRIGO_JS", _("GWP of the substances; kg × GWP ÷ 1,000; Annex F")),
    action=Decision.CONSULT,
    entries=("permit:co2e_tonnes",),
    trips=("ods-equivalent",),
    templates=ODS,
    needs=("family:hfc",),
    touches=BALANCE,
)
def co2_equivalent_wrong(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return counted(given, {}, {"co2e_tonnes": shifted(given, "permit:co2e_tonnes", rng), "odp_tonnes": ""})


def shifted(given: ConsignmentSet, name: str, rng: Random) -> str:
    """The same figures with the point one place or three places to the left."""
    return plain((given.number(name) or Decimal(0)) / rng.choice((10, 1000)))


@fault(
    "ods-odp-tonnes-wrong",
    title=_("The ODP tonnes do not follow from the mass"),
    shows=_("ODP tonnes in box 13 are not mass times ozone depletion potential."),
    matters=_("A figure ten times too small hides most of what is taken from the national limit."),
    basis=Basis("montreal-S_ODP_LIST", _("ODP of the substances; kg × ODP ÷ 1,000; Annex C")),
    action=Decision.CONSULT,
    entries=("permit:odp_tonnes",),
    trips=("ods-equivalent",),
    templates=ODS,
    needs=("family:hcfc", "substance:single"),
    touches=BALANCE,
)
def odp_tonnes_wrong(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return counted(given, {}, {"odp_tonnes": shifted(given, "permit:odp_tonnes", rng), "co2e_tonnes": ""})


@fault(
    "ods-licence-to-export",
    title=_("A licence for another operation"),
    shows=_("Box 2 has an export or re-export ticked, and the goods are imported."),
    matters=_("Import and export are licensed each by itself."),
    basis=LICENSED,
    action=Decision.CONSULT,
    entries=("permit:operation",),
    trips=("ods-operation",),
    templates=ODS,
)
def licence_to_export(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:operation": rng.choice(("export", "re-export"))})


@fault(
    "ods-other-country-of-export",
    title=_("Licensed from another country"),
    shows=_("The country of export in box 5 is not the one on the invoice."),
    matters=_("The licence was given for goods from somewhere else."),
    basis=LICENSED,
    action=Decision.CONSULT,
    entries=("permit:export_country", "commercial-invoice:export_country"),
    trips=("ods-country-of-export",),
    templates=ODS,
)
def other_country_of_export(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    part = {given.facts.departs_from, given.facts.destination}
    country = rng.choice([one.name for one in trade().countries.values() if one.name not in part])
    return given.write({"permit:export_country": country})


@fault(
    "ods-expired",
    title=_("The licence has expired"),
    shows=_("The goods are presented after the date of expiry in box 17."),
    matters=_("On this day the import has no licence."),
    basis=LICENSED,
    action=Decision.REFUSE,
    entries=("permit:expiry_date",),
    trips=("ods-not-expired",),
    templates=ODS,
)
def expired(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    last = given.facts.presented_on - timedelta(days=rng.randrange(2, 15))
    return given.write({"permit:expiry_date": str(last)})


@fault(
    "ods-not-yet-issued",
    title=_("The licence is dated after today"),
    shows=_("The date of issue in box 17 lies after the day on which the goods are presented."),
    matters=_("On this day the import has no licence, and nobody signs ahead of time."),
    basis=LICENSED,
    action=Decision.CONSULT,
    entries=("permit:issue_date",),
    trips=("ods-already-issued",),
    templates=ODS,
)
def not_yet_issued(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = given.facts.presented_on + timedelta(days=rng.randrange(2, 15))
    return given.write({"permit:issue_date": str(day)})


@fault(
    "ods-other-un-number",
    title=_("The UN number belongs to another gas"),
    shows=_("The marks on the bill of lading have a UN number that the gas on the invoice does not have."),
    matters=_("It may tell what the cylinders really hold, and help in an accident goes by it."),
    basis=Basis("montreal-S_UN_LISTS", _("UN numbers of the substances")),
    action=Decision.CONSULT,
    entries=("waybill:line1.marks", "label:un_number", "sheet:un_number"),
    trips=("ods-un-number",),
    templates=ODS,
)
def other_un_number(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = gas_of(given).un
    number = rng.choice(sorted({one.un for one in gases()} - {mine}))
    return given.write({"waybill:line1.marks": given.text("waybill:line1.marks").replace(mine, number, 1)})
