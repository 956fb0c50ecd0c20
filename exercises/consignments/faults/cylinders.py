"""Faults of the label on the cylinders and of the safety data sheet, beside the licence.

None turns on what the reference has not verified of the two: numbers of sections, hazard statements, marks of
the cylinder. What they say of a substance is held against its row of the reference tables.
"""

from decimal import Decimal
from random import Random

from exercises.consignments.clean.ods import TARE, of_gas
from exercises.consignments.clean.papers import plain
from exercises.consignments.faults.common import LICENSED
from exercises.consignments.faults.ods import gas_of
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.stock.ods import Gas, gases
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

LABELLED = ("ods-cylinder-label",)
UN_NUMBERS = Basis("montreal-S_UN_LISTS", _("UN numbers of the substances"))
SUBSTANCES = Basis("montreal-S_COOLPROP", _("CAS numbers and compositions of the substances"))


def other_gas(given: ConsignmentSet, rng: Random) -> Gas:
    """Another gas with another UN number."""
    mine = gas_of(given)
    return rng.choice([one for one in gases() if one.slug != mine.slug and one.un != mine.un])


def other_cas(given: ConsignmentSet, rng: Random) -> str:
    return rng.choice([one.cas for one in gases() if one.cas and one.cas != gas_of(given).cas])


@fault(
    "ods-label-of-other-gas",
    title=_("The label names another gas"),
    shows=_("Name, CAS or components and UN number on the cylinders are those of another gas than licensed."),
    matters=_("What is in the cylinders has no licence, or nobody knows what it is."),
    basis=LICENSED,
    action=Decision.DETAIN,
    entries=(
        *(f"label:{key}" for key in ("common_name", "ashrae", "chemical_name", "cas", "composition")),
        *("label:un_number", "label:odp", "label:gwp", "sheet:product", "permit:common_name"),
    ),
    trips=("ods-labelled",),
    templates=LABELLED,
)
def label_of_other_gas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = other_gas(given, rng)
    named = {"common_name": other.common, "ashrae": other.ashrae, **of_gas(other)}
    return given.write({f"label:{key}": value for key, value in named.items()})


@fault(
    "ods-label-with-other-cas",
    title=_("The label has the CAS number of another substance"),
    shows=_("The CAS number on the cylinders does not belong to the name on them."),
    matters=_("A label that was printed without knowledge of the gas may be a false one."),
    basis=SUBSTANCES,
    action=Decision.CONSULT,
    entries=("label:cas", "sheet:cas", "permit:cas"),
    trips=("ods-label-cas",),
    templates=LABELLED,
    needs=("substance:single",),
)
def label_with_other_cas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"label:cas": other_cas(given, rng)})


@fault(
    "ods-label-with-other-un-number",
    title=_("The label has the UN number of another gas"),
    shows=_("The UN number on the cylinders does not belong to the gas that is named on them."),
    matters=_("It may tell what they really hold, and help in an accident goes by it."),
    basis=UN_NUMBERS,
    action=Decision.CONSULT,
    entries=("label:un_number", "sheet:un_number", "waybill:line1.marks"),
    trips=("ods-label-un-number",),
    templates=LABELLED,
)
def label_with_other_un_number(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"label:un_number": f"UN {other_gas(given, rng).un}"})


@fault(
    "ods-label-with-other-mass",
    title=_("The cylinders hold another mass than the papers say"),
    shows=_("The net mass on the label times the number of cylinders is not the net weight packed."),
    matters=_("More gas comes in than is licensed and taken from the quota."),
    basis=LICENSED,
    action=Decision.CONSULT,
    entries=("label:net_kg", "label:gross_kg", "permit:container_net_kg"),
    trips=("ods-label-mass",),
    templates=LABELLED,
)
def label_with_other_mass(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    net = (given.number("label:net_kg") or Decimal(0)) + rng.choice((1, 2, 3))
    return given.write({"label:net_kg": plain(net), "label:gross_kg": plain(net + TARE)})


@fault(
    "ods-sheet-of-other-gas",
    title=_("The safety data sheet is for another gas"),
    shows=_("The product on the safety data sheet is not the gas on label, licence and invoice."),
    matters=_("The sheet was taken from another consignment, or tells what the cylinders really hold."),
    basis=LICENSED,
    action=Decision.CONSULT,
    entries=(
        *(f"sheet:{key}" for key in ("product", "chemical_name", "cas", "composition", "un_number")),
        *("sheet:odp", "sheet:gwp", "sheet:annex_group", "label:common_name"),
    ),
    trips=("ods-sheet-product",),
    templates=LABELLED,
)
def sheet_of_other_gas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = other_gas(given, rng)
    named = {"product": other.common, "annex_group": other.annex, **of_gas(other)}
    return given.write({f"sheet:{key}": value for key, value in named.items()})


@fault(
    "ods-sheet-with-other-un-number",
    title=_("The sheet's UN number and its product disagree"),
    shows=_("The safety data sheet has the UN number of another gas than the one that it describes."),
    matters=_("Part of it was copied from the sheet of another gas."),
    basis=UN_NUMBERS,
    action=Decision.CONSULT,
    entries=("sheet:un_number", "label:un_number"),
    trips=("ods-sheet-un-number",),
    templates=LABELLED,
)
def sheet_with_other_un_number(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"sheet:un_number": f"UN {other_gas(given, rng).un}"})


@fault(
    "ods-sheet-with-other-cas",
    title=_("The sheet has the CAS number of another substance"),
    shows=_("The CAS number on the safety data sheet does not belong to its product."),
    matters=_("The sheet was put together from others, or the gas is another one."),
    basis=SUBSTANCES,
    action=Decision.CONSULT,
    entries=("sheet:cas", "label:cas", "permit:cas"),
    trips=("ods-sheet-cas",),
    templates=LABELLED,
    needs=("substance:single",),
)
def sheet_with_other_cas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"sheet:cas": other_cas(given, rng)})


@fault(
    "ods-sheet-with-other-composition",
    title=_("The sheet has the components of another blend"),
    shows=_("Components and percentages on the safety data sheet are not those of its product."),
    matters=_("The blend decides on HS code, CO₂ equivalent and danger."),
    basis=SUBSTANCES,
    action=Decision.CONSULT,
    entries=("sheet:composition", "label:composition", "permit:composition"),
    trips=("ods-sheet-composition",),
    templates=LABELLED,
    needs=("substance:blend",),
)
def sheet_with_other_composition(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = gas_of(given)
    other = rng.choice([one for one in gases() if one.composition and one.slug != mine.slug])
    return given.write({"sheet:composition": of_gas(other)["composition"]})


@fault(
    "ods-sheet-with-other-gwp",
    title=_("The sheet has another global warming potential"),
    shows=_("The GWP on the safety data sheet is not that of its product."),
    matters=_("The CO₂ equivalent that is taken from the quota is worked out with it."),
    basis=Basis("montreal-S_FRIGO_JS", _("GWP of the substances; Annex F")),
    action=Decision.ASK,
    entries=("sheet:gwp", "label:gwp"),
    trips=("ods-sheet-potential",),
    templates=LABELLED,
    needs=("family:hfc",),
)
def sheet_with_other_gwp(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    figures = sorted({one.gwp for one in gases() if one.gwp} - {gas_of(given).gwp})
    return given.write({"sheet:gwp": plain(rng.choice(figures))})


@fault(
    "ods-sheet-with-other-odp",
    title=_("The sheet denies harm to the ozone layer"),
    shows=_("The safety data sheet of a gas of Annex C has an ODP of 0."),
    matters=_("A gas that harms the ozone layer passes as one that does not."),
    basis=Basis("montreal-S_ODP_LIST", _("ODP of the substances; Annex C")),
    action=Decision.CONSULT,
    entries=("sheet:odp", "label:odp"),
    trips=("ods-sheet-potential",),
    templates=LABELLED,
    needs=("family:hcfc", "substance:single"),
)
def sheet_with_other_odp(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"sheet:odp": "0"})
