"""Rules for label and safety data sheet of a hazardous chemical."""

from exercises.consignments.model import LABELLED_GOODS, ConsignmentSet
from exercises.consignments.rules.registry import Names, blank, label_unlike_packed, other_than, rule, unlike
from exercises.consignments.stock.rotterdam import Chemical, chemicals

SECTIONS = (
    *("first_aid", "fire", "release", "handling", "protection"),
    *("reactivity", "toxicology", "ecology", "disposal"),
)


def chemical_called(name: str) -> Chemical | None:
    return next((one for one in chemicals() if one.name == name), None)


def chemical_sold(given: ConsignmentSet) -> Chemical | None:
    """The chemical that the invoice sells."""
    words = given.text("commercial-invoice:line1.description")
    return next((one for one in chemicals() if words.startswith(f"{one.name},")), None)


def of_another(given: ConsignmentSet, entry: str) -> Names:
    """The entry, where it names another chemical than is sold."""
    named, sold = chemical_called(given.text(entry)), chemical_sold(given)
    return (entry,) if named and sold and named.name != sold.name else ()


def not_of_its_name(given: ConsignmentSet, named: str, entry: str) -> Names:
    """The CAS number, where it does not belong to the chemical that is named beside it."""
    chemical = chemical_called(given.text(named))
    return other_than(given, entry, chemical.cas) if chemical else ()


@rule("rotterdam-labelled", *LABELLED_GOODS)
def labelled(given: ConsignmentSet) -> Names:
    """The label names what the invoice sells."""
    return of_another(given, "label:active")


@rule("rotterdam-label-cas", *LABELLED_GOODS)
def label_cas(given: ConsignmentSet) -> Names:
    """The CAS number on the label belongs to the name on it."""
    return not_of_its_name(given, "label:active", "label:cas")


@rule("rotterdam-label-identifier", *LABELLED_GOODS)
def label_identifier(given: ConsignmentSet) -> Names:
    """The label says what is in the product."""
    return blank(given, "label:active")


@rule("rotterdam-label-has-signal-word", *LABELLED_GOODS)
def label_has_signal_word(given: ConsignmentSet) -> Names:
    """The label has a signal word."""
    return blank(given, "label:signal_word")


@rule("rotterdam-label-signal-word", *LABELLED_GOODS)
def label_signal_word(given: ConsignmentSet) -> Names:
    """Label and section 2 have the same signal word."""
    return unlike(given, "label:signal_word", "sheet:signal_word")


@rule("rotterdam-label-has-statements", *LABELLED_GOODS)
def label_has_statements(given: ConsignmentSet) -> Names:
    """The label has statements of hazard."""
    return blank(given, "label:hazards")


@rule("rotterdam-label-frame", *LABELLED_GOODS)
def label_frame(given: ConsignmentSet) -> Names:
    """Pictograms have red frames; black ones are for transport."""
    return ("label:frame",) if given.text("label:frame") == "black" else ()


@rule("rotterdam-label-pictograms", *LABELLED_GOODS)
def label_pictograms(given: ConsignmentSet) -> Names:
    """The label has the pictograms of section 2."""
    wanted, shown = given.value("sheet:pictograms"), pictograms(given)
    return ("label:pictogram1", "sheet:pictograms") if wanted and set(wanted) != shown else ()


def pictograms(given: ConsignmentSet) -> set[str]:
    """What the diamonds of the label show."""
    return {given.text(f"label:pictogram{number}") for number in (1, 2, 3)} - {""}


@rule("rotterdam-label-has-supplier", *LABELLED_GOODS)
def label_has_supplier(given: ConsignmentSet) -> Names:
    """The label names who supplies the product."""
    return blank(given, "label:supplier.name")


@rule("rotterdam-same-supplier", *LABELLED_GOODS)
def same_supplier(given: ConsignmentSet) -> Names:
    """Label and sheet are of the same supplier."""
    return unlike(given, "label:supplier.name", "sheet:supplier.name")


@rule("rotterdam-same-strength", *LABELLED_GOODS)
def same_strength(given: ConsignmentSet) -> Names:
    """Label and section 3 have the same strength."""
    return unlike(given, "label:strength", "sheet:concentration")


@rule("rotterdam-label-mass", *LABELLED_GOODS)
def label_mass(given: ConsignmentSet) -> Names:
    """Net mass on the label times the packages packed is the net weight packed."""
    return label_unlike_packed(given)


@rule("rotterdam-sheet-product", *LABELLED_GOODS)
def sheet_product(given: ConsignmentSet) -> Names:
    """The sheet is for the chemical that the invoice sells."""
    return of_another(given, "sheet:substance")


@rule("rotterdam-sheet-cas", *LABELLED_GOODS)
def sheet_cas(given: ConsignmentSet) -> Names:
    """The CAS number in section 3 belongs to the name there."""
    return not_of_its_name(given, "sheet:substance", "sheet:cas")


@rule("rotterdam-sheet-composition", *LABELLED_GOODS)
def sheet_composition(given: ConsignmentSet) -> Names:
    """Section 3 has a CAS number."""
    return blank(given, "sheet:cas")


@rule("rotterdam-sheet-un-number", *LABELLED_GOODS)
def sheet_un_number(given: ConsignmentSet) -> Names:
    """Section 14 has the UN number of the carrier's paper."""
    number, marks = given.text("sheet:un_number"), given.text("waybill:line1.marks")
    other = number and marks and not marks.startswith(f"{number},")
    return ("sheet:un_number", "waybill:line1.marks") if other else ()


@rule("rotterdam-sheet-sections", *LABELLED_GOODS)
def sheet_sections(given: ConsignmentSet) -> Names:
    """None of the sections is empty."""
    return tuple(f"sheet:{key}" for key in SECTIONS if not given.text(f"sheet:{key}"))


@rule("rotterdam-sheet-state", *LABELLED_GOODS)
def sheet_state(given: ConsignmentSet) -> Names:
    """The goods are in the state that section 9 describes."""
    found = next((one for one in chemicals() if one.slug == given.found.goods), None)
    return other_than(given, "sheet:state", found.state) if found else ()
