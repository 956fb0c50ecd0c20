"""Faults of the nameplate of equipment with liquid, of its PCB label and of the declaration beside it.

None turns on the density of the liquid, on the year of a national ban or on what a test report has to hold:
the reference has not verified these.
"""

from datetime import timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.papers import digits, plain
from exercises.consignments.faults.common import declared_under, last_figures_changed
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.nameplate import class_of
from exercises.consignments.stock.stockholm import stockholm_words, transformer_codes, transformers
from exercises.consignments.wording import marked as _
from exercises.documents.model import Value
from exercises.inspections.scoring import Decision

NAMEPLATE = ("stockholm-nameplate",)
PART_II = Basis(
    "stockholm-SC-PII",
    _("Annex A Part II: equipment with PCB is traded only for environmentally sound waste management"),
)
CODES = Basis("stockholm-PCB-CODES", _("Cooling codes and trade names of PCB liquids"))
CLASSES = Basis("stockholm-PCB-INVENTORY", _("Inventory form: classes 50 and 500 ppm"))
GUIDE = Basis("stockholm-PCB-GUIDE", _("Identification by the nameplate and by a test of this unit"))
ON_PLATE = (
    *("maker", "country", "type", "serial", "year", "power", "voltage", "cooling"),
    *("liquid", "liquid_kg", "total_kg"),
)
TEST = ("report", "laboratory", "serial", "sampled_on", "method", "result")


@fault(
    "stockholm-plate-missing",
    title=_("The nameplate was taken off"),
    shows=_("There are screw holes and no plate on the unit."),
    matters=_("Nobody can tell which unit it is, nor which liquid it was made for."),
    basis=GUIDE,
    action=Decision.DETAIN,
    entries=("plate:fixing", *(f"plate:{key}" for key in ON_PLATE)),
    trips=("stockholm-plate-there",),
    templates=NAMEPLATE,
)
def plate_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"plate:fixing": "missing", **{f"plate:{key}": "" for key in ON_PLATE}})


@fault(
    "stockholm-paper-plate",
    title=_("A paper sticker stands for the nameplate"),
    shows=_("The particulars of the unit are on a paper sticker, not on a riveted or engraved plate."),
    matters=_("Anyone can print a sticker; it proves nothing of the unit."),
    basis=GUIDE,
    action=Decision.CONSULT,
    entries=("plate:fixing",),
    trips=("stockholm-plate-fixed",),
    templates=NAMEPLATE,
)
def paper_plate(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"plate:fixing": "paper"})


@fault(
    "stockholm-pcb-cooling-code",
    title=_("The cooling code stands for a PCB liquid"),
    shows=_("The cooling code on the plate begins with C or L, and the label says that there is no PCB."),
    matters=_("C is Clophen and L is Askarel; a label does not outweigh the plate."),
    basis=CODES,
    action=Decision.DETAIN,
    entries=(
        *("plate:cooling", "permit:cooling", "plate:liquid", "permit:liquid"),
        *("plate:label_class", "permit:pcb_class"),
    ),
    trips=("stockholm-cooling-code",),
    templates=NAMEPLATE,
    also=("stockholm-pcb-liquid",),
)
def pcb_cooling_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    letter = rng.choice(stockholm_words("pcb_letters"))
    air = given.text("permit:cooling")[-1:] or "N"
    return given.write({"plate:cooling": f"{letter}NA{air}"})


@fault(
    "stockholm-pcb-liquid",
    title=_("The plate names a PCB liquid"),
    shows=_("The liquid on the plate has the trade name of a PCB liquid, and mineral oil is declared."),
    matters=_("The unit was made for PCB and may still hold it."),
    basis=CODES,
    action=Decision.DETAIN,
    entries=("plate:liquid", "permit:liquid", "plate:cooling", "plate:label_class", "permit:pcb_class"),
    trips=("stockholm-liquid-name",),
    templates=NAMEPLATE,
    also=("stockholm-pcb-cooling-code",),
)
def pcb_liquid(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"plate:liquid": rng.choice(stockholm_words("pcb_names"))})


@fault(
    "stockholm-other-maker",
    title=_("Plate and declaration name different manufacturers"),
    shows=_("The manufacturer on the plate is not the one declared."),
    matters=_("The declaration was made for another unit."),
    basis=GUIDE,
    action=Decision.CONSULT,
    entries=("plate:maker", "permit:maker"),
    trips=("stockholm-same-maker",),
    templates=NAMEPLATE,
)
def other_maker(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    makers = [one for one in stockholm_words("makers") if one != given.text("permit:maker")]
    return given.write({"plate:maker": rng.choice(makers)})


@fault(
    "stockholm-other-type",
    title=_("Plate and declaration have different types"),
    shows=_("The type on the plate is not the one declared."),
    matters=_("The declaration was made for another unit."),
    basis=GUIDE,
    action=Decision.CONSULT,
    entries=("plate:type", "permit:type"),
    trips=("stockholm-same-type",),
    templates=NAMEPLATE,
)
def other_type(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    head, _dash, power = given.text("permit:type").partition("-")
    number = (int(head[1:]) + rng.randrange(1, 99)) % 100
    return given.write({"plate:type": f"T{number:02d}-{power}"})


@fault(
    "stockholm-other-serial",
    title=_("The unit has another serial number than declared"),
    shows=_("The serial number on the plate is not the one on the declaration."),
    matters=_("Declaration and test belong to a unit that is not here."),
    basis=GUIDE,
    action=Decision.DETAIN,
    entries=("plate:serial", "permit:serial", "commercial-invoice:line1.description"),
    trips=("stockholm-same-serial",),
    templates=NAMEPLATE,
)
def other_serial(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"plate:serial": last_figures_changed(given.text("permit:serial"), rng)})


@fault(
    "stockholm-older-unit",
    title=_("The unit is older than declared"),
    shows=_("The year of manufacture on the plate is earlier than the one on the declaration."),
    matters=_("An old unit is passed off as one from the time after PCB."),
    basis=GUIDE,
    action=Decision.CONSULT,
    entries=("plate:year", "permit:year"),
    trips=("stockholm-same-year",),
    templates=NAMEPLATE,
)
def older_unit(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"plate:year": str(rng.randrange(1958, 1979))})


@fault(
    "stockholm-other-power",
    title=_("Plate and declaration have different rated powers"),
    shows=_("The kVA on the plate are not those on the declaration."),
    matters=_("The declaration was made for another unit."),
    basis=GUIDE,
    action=Decision.CONSULT,
    entries=("plate:power", "permit:power", "commercial-invoice:line1.description"),
    trips=("stockholm-same-power",),
    templates=NAMEPLATE,
)
def other_power(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    declared = given.number("permit:power")
    powers = [one.power for one in transformers() if one.power != declared]
    return given.write({"plate:power": plain(rng.choice(powers))})


@fault(
    "stockholm-other-liquid-mass",
    title=_("The plate has another mass of liquid than declared"),
    shows=_("The mass of liquid on the plate is greater than on the declaration."),
    matters=_("Part of the liquid was drained before, or the declaration is of another unit."),
    basis=GUIDE,
    action=Decision.ASK,
    entries=("plate:liquid_kg", "permit:liquid_kg"),
    trips=("stockholm-same-liquid-mass",),
    templates=NAMEPLATE,
)
def other_liquid_mass(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"plate:liquid_kg": raised(given, "permit:liquid_kg", rng)})


def raised(given: ConsignmentSet, name: str, rng: Random) -> str:
    """A mass that is a tenth to a third greater, in tens."""
    mass = given.number(name) or Decimal(100)
    return plain((mass * rng.randrange(112, 134) / 1000).quantize(Decimal(1)) * 10)


@fault(
    "stockholm-other-total-mass",
    title=_("The unit that was packed weighs less than its plate says"),
    shows=_("The total mass on the plate is greater than the net weight on the packing list."),
    matters=_("Another unit was packed, or its liquid was drained before."),
    basis=GUIDE,
    action=Decision.ASK,
    entries=(
        *("plate:total_kg", "permit:total_kg"),
        *("packing-list:total_net_kg", "packing-list:line1.net_kg", "commercial-invoice:net_kg"),
    ),
    trips=("stockholm-total-mass",),
    templates=NAMEPLATE,
)
def other_total_mass(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"plate:total_kg": raised(given, "plate:total_kg", rng)})


@fault(
    "stockholm-other-unit-packed",
    title=_("The packing list has another serial number"),
    shows=_("The serial number in the marks of the packing list is not the one declared."),
    matters=_("A unit without a test takes the place of the one that was tested."),
    basis=GUIDE,
    action=Decision.CONSULT,
    entries=("packing-list:line1.marks", "permit:serial", "commercial-invoice:line1.description"),
    trips=("stockholm-unit-packed",),
    templates=NAMEPLATE,
)
def other_unit_packed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    marks = last_figures_changed(given.text("packing-list:line1.marks"), rng)
    return given.write({"packing-list:line1.marks": marks})


@fault(
    "stockholm-other-power-code",
    title=_("The HS code is for another rated power"),
    shows=_("The HS code on invoice and carrier's paper is that of transformers of another power."),
    matters=_("The code was taken from other papers; the unit is not the one that they describe."),
    basis=Basis("stockholm-HS22", _("HS 2022: 8504.21 to 650 kVA, 8504.22 to 10,000 kVA, 8504.23 above")),
    action=Decision.ASK,
    entries=("commercial-invoice:line1.hs_code", "waybill:line1.hs_code", "permit:power"),
    trips=("stockholm-power-code",),
    templates=NAMEPLATE,
)
def other_power_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = given.text("commercial-invoice:line1.hs_code")
    code = rng.choice([code for code, _limit in transformer_codes() if code != mine])
    return declared_under(given, code)


@fault(
    "stockholm-not-tested",
    title=_("Declared free of PCB without a test"),
    shows=_("The class below 50 ppm is declared, and box 8 has no result of a laboratory."),
    matters=_("Mineral oil may hold PCB too; only a test of the liquid tells."),
    basis=GUIDE,
    action=Decision.ASK,
    entries=("permit:pcb_class", *(f"permit:test.{key}" for key in TEST)),
    trips=("stockholm-tested",),
    templates=NAMEPLATE,
)
def not_tested(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"permit:test.{key}": "" for key in TEST})


@fault(
    "stockholm-other-unit-tested",
    title=_("The test is of another unit"),
    shows=_("The serial number of the unit sampled is not that of the unit declared."),
    matters=_("The report says nothing about the liquid in this unit."),
    basis=GUIDE,
    action=Decision.ASK,
    entries=("permit:test.serial", "permit:test.report", "permit:serial", "plate:serial"),
    trips=("stockholm-unit-tested",),
    templates=NAMEPLATE,
)
def other_unit_tested(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:test.serial": last_figures_changed(given.text("permit:test.serial"), rng)})


@fault(
    "stockholm-sampled-afterwards",
    title=_("The sample is dated after the declaration"),
    shows=_("The date of the sample lies after the date of the declaration that gives its result."),
    matters=_("Nobody can declare a result before the sample was taken."),
    basis=GUIDE,
    action=Decision.CONSULT,
    entries=("permit:test.sampled_on", "permit:date", "plate:label_date"),
    trips=("stockholm-sampled-before",),
    templates=NAMEPLATE,
)
def sampled_afterwards(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = str(given.day("permit:date") + timedelta(days=rng.randrange(2, 9)))
    return given.write({"permit:test.sampled_on": day, "plate:label_date": day})


RESULTS = ("permit:test.result", "plate:label_result")


def above(rng: Random) -> str:
    """A result in the classes above 50 ppm."""
    return rng.choice((str(rng.randrange(60, 500)), str(rng.randrange(510, 4000))))


@fault(
    "stockholm-pcb-for-use",
    title=_("Equipment with PCB is sent for use"),
    shows=_("The test gives more than 50 mg/kg of PCB, and the purpose is use or repair."),
    matters=_("Equipment with more than 0.005 % PCB moves only to be disposed of soundly."),
    basis=PART_II,
    action=Decision.DETAIN,
    entries=(*RESULTS, "permit:purpose", "permit:pcb_class", "plate:label_class"),
    trips=("stockholm-result-for-use",),
    templates=NAMEPLATE,
    also=("stockholm-class-below-result",),
)
def pcb_for_use(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    result = above(rng)
    changes: dict[str, Value] = dict.fromkeys(RESULTS, result)
    classes = dict.fromkeys(("permit:pcb_class", "plate:label_class"), class_of(Decimal(result)))
    return given.write(changes | classes)


@fault(
    "stockholm-class-below-result",
    title=_("A lower PCB class is declared than was found"),
    shows=_("The class below 50 ppm is declared, and the result in box 8 is above 50 mg/kg."),
    matters=_("Equipment with PCB passes as free of it, against its own test."),
    basis=CLASSES,
    action=Decision.DETAIN,
    entries=("permit:pcb_class", *RESULTS, "plate:label_class", "permit:purpose"),
    trips=("stockholm-result-for-use", "stockholm-class-declared"),
    templates=NAMEPLATE,
    also=("stockholm-pcb-for-use",),
)
def class_below_result(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    result = above(rng)
    return given.write(
        {**dict.fromkeys(RESULTS, result), "plate:label_class": class_of(Decimal(result))},
    )


@fault(
    "stockholm-label-of-other-class",
    title=_("The PCB label puts the unit in another class than its result"),
    shows=_("A class above 50 ppm is ticked on the label, and the result written on it is below."),
    matters=_("Either the class or the result is wrong, so the label cannot be relied on."),
    basis=CLASSES,
    action=Decision.CONSULT,
    entries=("plate:label_class", "plate:label_result"),
    trips=("stockholm-class-on-label",),
    templates=NAMEPLATE,
)
def label_of_other_class(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"plate:label_class": rng.choice(("middle", "above"))})


@fault(
    "stockholm-label-with-other-result",
    title=_("The PCB label has another result than the test report"),
    shows=_("The result on the label of the unit is not the one in box 8 of the declaration."),
    matters=_("Label and report are of different tests, and one of them may be of another unit."),
    basis=GUIDE,
    action=Decision.ASK,
    entries=RESULTS,
    trips=("stockholm-result-on-label",),
    templates=NAMEPLATE,
)
def label_with_other_result(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    tested = given.text("permit:test.result")
    while (result := f"{rng.randrange(2, 46)}.{digits(rng, 1).replace('0', '5')}") == tested:
        pass
    return given.write({"plate:label_result": result})
