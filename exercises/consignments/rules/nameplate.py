"""Rules for the nameplate of equipment with liquid, and for the declaration beside it."""

from decimal import Decimal

from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.registry import Names, other_than, rule, unlike
from exercises.consignments.stock.stockholm import stockholm_words, transformer_codes

NAMEPLATE = "stockholm-nameplate"
LINES_PPM = (Decimal(50), Decimal(500))


def class_of(result: Decimal) -> str:
    """The class of the inventory form that a result in mg/kg falls into."""
    low, high = LINES_PPM
    return "below" if result <= low else "middle" if result <= high else "above"


def code_for(power: Decimal) -> str:
    """The HS code of a transformer with liquid of so many kVA."""
    return next(code for code, limit in transformer_codes() if power <= limit)


def not_as_result(given: ConsignmentSet, ticked: str, result: str) -> Names:
    """The class ticked, where both are filled in and the result falls into another."""
    number = given.number(result)
    return (ticked,) if number is not None and given.text(ticked) not in {"", class_of(number)} else ()


@rule("stockholm-plate-there", NAMEPLATE)
def plate_there(given: ConsignmentSet) -> Names:
    """The unit has a plate that names it."""
    return ("plate:serial",) if not given.text("plate:serial") and not given.text("plate:maker") else ()


@rule("stockholm-plate-fixed", NAMEPLATE)
def plate_fixed(given: ConsignmentSet) -> Names:
    """What names the unit is no paper sticker."""
    return ("plate:fixing",) if given.text("plate:fixing") == "paper" else ()


@rule("stockholm-cooling-code", NAMEPLATE)
def cooling_code(given: ConsignmentSet) -> Names:
    """The first letter of the cooling code stands for no PCB liquid."""
    letter = given.text("plate:cooling")[:1]
    return ("plate:cooling",) if letter in stockholm_words("pcb_letters") else ()


@rule("stockholm-liquid-name", NAMEPLATE)
def liquid_name(given: ConsignmentSet) -> Names:
    """The liquid on the plate is not the trade name of a PCB liquid."""
    return ("plate:liquid",) if given.text("plate:liquid") in stockholm_words("pcb_names") else ()


@rule("stockholm-same-maker", NAMEPLATE)
def same_maker(given: ConsignmentSet) -> Names:
    """Plate and declaration have the same manufacturer."""
    return unlike(given, "plate:maker", "permit:maker")


@rule("stockholm-same-type", NAMEPLATE)
def same_type(given: ConsignmentSet) -> Names:
    """Plate and declaration have the same type."""
    return unlike(given, "plate:type", "permit:type")


@rule("stockholm-same-serial", NAMEPLATE)
def same_serial(given: ConsignmentSet) -> Names:
    """Plate and declaration have the same serial number."""
    return unlike(given, "plate:serial", "permit:serial")


@rule("stockholm-same-year", NAMEPLATE)
def same_year(given: ConsignmentSet) -> Names:
    """Plate and declaration have the same year of manufacture."""
    return unlike(given, "plate:year", "permit:year")


@rule("stockholm-same-power", NAMEPLATE)
def same_power(given: ConsignmentSet) -> Names:
    """Plate and declaration have the same rated power."""
    return unlike(given, "plate:power", "permit:power")


@rule("stockholm-same-liquid-mass", NAMEPLATE)
def same_liquid_mass(given: ConsignmentSet) -> Names:
    """Plate and declaration have the same mass of liquid."""
    return unlike(given, "plate:liquid_kg", "permit:liquid_kg")


@rule("stockholm-total-mass", NAMEPLATE)
def total_mass(given: ConsignmentSet) -> Names:
    """The unit that was packed weighs what its plate says."""
    return unlike(given, "plate:total_kg", "packing-list:total_net_kg")


@rule("stockholm-unit-packed", NAMEPLATE)
def unit_packed(given: ConsignmentSet) -> Names:
    """The packing list has the serial number that is declared."""
    serial, marks = given.text("permit:serial"), given.text("packing-list:line1.marks")
    return ("packing-list:line1.marks",) if serial and marks and serial not in marks else ()


@rule("stockholm-power-code", NAMEPLATE)
def power_code(given: ConsignmentSet) -> Names:
    """The HS code of the invoice is that of the rated power."""
    power = given.number("permit:power")
    if power is None:
        return ()
    return other_than(given, "commercial-invoice:line1.hs_code", code_for(power))


@rule("stockholm-tested", NAMEPLATE)
def tested(given: ConsignmentSet) -> Names:
    """A class below 50 ppm rests on a result of a laboratory."""
    claimed = given.text("permit:pcb_class") == "below"
    return ("permit:test.result",) if claimed and not given.text("permit:test.result") else ()


@rule("stockholm-unit-tested", NAMEPLATE)
def unit_tested(given: ConsignmentSet) -> Names:
    """The sample was taken from the unit that is declared."""
    sampled, declared = given.text("permit:test.serial"), given.text("permit:serial")
    return ("permit:test.serial",) if sampled and declared and sampled != declared else ()


@rule("stockholm-sampled-before", NAMEPLATE)
def sampled_before(given: ConsignmentSet) -> Names:
    """The sample was taken before its result was declared."""
    sampled, declared = given.when("permit:test.sampled_on"), given.when("permit:date")
    return ("permit:test.sampled_on",) if sampled and declared and sampled > declared else ()


@rule("stockholm-result-for-use", NAMEPLATE)
def result_for_use(given: ConsignmentSet) -> Names:
    """Equipment with more than 50 mg/kg moves only to be disposed of."""
    result = given.number("permit:test.result")
    over = result is not None and class_of(result) != "below"
    return ("permit:test.result",) if over and given.text("permit:purpose") != "disposal" else ()


@rule("stockholm-class-declared", NAMEPLATE)
def class_declared(given: ConsignmentSet) -> Names:
    """The class declared is that of the result."""
    return not_as_result(given, "permit:pcb_class", "permit:test.result")


@rule("stockholm-class-on-label", NAMEPLATE)
def class_on_label(given: ConsignmentSet) -> Names:
    """The class on the label is that of its result."""
    return not_as_result(given, "plate:label_class", "plate:label_result")


@rule("stockholm-result-on-label", NAMEPLATE)
def result_on_label(given: ConsignmentSet) -> Names:
    """The label has the result of the test report."""
    return unlike(given, "plate:label_result", "permit:test.result")
