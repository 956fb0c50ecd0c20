"""Faults of label and safety data sheet of a hazardous chemical.

Verified are the 16 sections of the sheet, the six elements of the label, the two signal words and the frames.
What a chemical looks like, its hazards and its UN number are not: there a fault is that two papers contradict
each other.
"""

from decimal import Decimal
from random import Random

from exercises.consignments.clean.papers import name_of_party, pick, plain
from exercises.consignments.clean.rotterdam import FOUND
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import LABELLED_GOODS, ConsignmentSet
from exercises.consignments.stock.rotterdam import Chemical, chemicals
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

CAS_NUMBERS = Basis("rotterdam-CHEMDB", _("CAS numbers of the chemicals"))
ELEMENTS = Basis("rotterdam-SDS-GHS", _("The six elements of a label; Article 13(2) of the Convention"))
SECTIONS = Basis("rotterdam-SDS-GHS", _("The 16 sections of a safety data sheet"))
LABELLING = Basis("rotterdam-RC-TEXT", _("Article 13(2): labelled so that the hazards are known"))
SHEET_SENT = Basis("rotterdam-RC-TEXT", _("Article 13(4): a safety data sheet goes to each importer"))


def chemical_of(given: ConsignmentSet) -> Chemical:
    return next(one for one in chemicals() if one.slug == given.goods)


def other_chemical(given: ConsignmentSet, rng: Random) -> Chemical:
    """A chemical of another name."""
    mine = chemical_of(given)
    return rng.choice([one for one in chemicals() if one.name != mine.name])


@fault(
    "rotterdam-label-of-other-chemical",
    title=_("The label names another chemical"),
    shows=_("Active ingredient and CAS number on the packages are not those of the invoice."),
    matters=_("What is in the packages is not what was declared, or nobody knows what it is."),
    basis=LABELLING,
    action=Decision.DETAIN,
    entries=("label:active", "label:cas", "commercial-invoice:line1.description"),
    trips=("rotterdam-labelled",),
    templates=LABELLED_GOODS,
)
def label_of_other_chemical(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = other_chemical(given, rng)
    return given.write({"label:active": other.name, "label:cas": other.cas})


@fault(
    "rotterdam-label-with-other-cas",
    title=_("The label has the CAS number of another chemical"),
    shows=_("The CAS number on the packages does not belong to the active ingredient beside it."),
    matters=_("A number tells more than a name: it may be the chemical that they really hold."),
    basis=CAS_NUMBERS,
    action=Decision.CONSULT,
    entries=("label:cas", "label:active"),
    trips=("rotterdam-label-cas",),
    templates=LABELLED_GOODS,
)
def label_with_other_cas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"label:cas": other_chemical(given, rng).cas})


@fault(
    "rotterdam-label-brand-only",
    title=_("The label has a brand name and no active ingredient"),
    shows=_(
        "The label names a product and says nothing of what is in it: no active ingredient, no CAS number."
    ),
    matters=_("Without it nobody can look the chemical up in Annex III."),
    basis=ELEMENTS,
    action=Decision.ASK,
    entries=("label:active", "label:cas", "label:product"),
    trips=("rotterdam-label-identifier",),
    templates=LABELLED_GOODS,
)
def label_brand_only(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"label:active": "", "label:cas": ""})


@fault(
    "rotterdam-label-without-signal-word",
    title=_("The label has no signal word"),
    shows=_("Neither Danger nor Warning stands on the label."),
    matters=_("Who handles the package does not see at once how severe the hazard is."),
    basis=ELEMENTS,
    action=Decision.ASK,
    entries=("label:signal_word",),
    trips=("rotterdam-label-has-signal-word",),
    templates=LABELLED_GOODS,
    also=("rotterdam-other-signal-word",),
)
def label_without_signal_word(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"label:signal_word": ""})


@fault(
    "rotterdam-other-signal-word",
    title=_("Label and sheet have different signal words"),
    shows=_("One says Danger, the other Warning."),
    matters=_("One of the two was not made for this product, and the hazard may be played down."),
    basis=ELEMENTS,
    action=Decision.ASK,
    entries=("label:signal_word", "sheet:signal_word"),
    trips=("rotterdam-label-signal-word",),
    templates=LABELLED_GOODS,
    also=("rotterdam-label-without-signal-word",),
)
def other_signal_word(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    word = "Warning" if given.text("sheet:signal_word") == "Danger" else "Danger"
    return given.write({"label:signal_word": word})


@fault(
    "rotterdam-label-without-statements",
    title=_("The label has no hazard statements"),
    shows=_("The place for the hazard statements on the label is empty."),
    matters=_("Nobody is told what the product does to people and to the environment."),
    basis=ELEMENTS,
    action=Decision.ASK,
    entries=("label:hazards",),
    trips=("rotterdam-label-has-statements",),
    templates=LABELLED_GOODS,
)
def label_without_statements(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"label:hazards": ()})


@fault(
    "rotterdam-label-transport-frames",
    title=_("The diamonds are those of transport"),
    shows=_("The frames of the diamonds on the label are black in place of red."),
    matters=_(
        "Transport diamonds do not warn those who use the product; the label was not made by the rules."
    ),
    basis=ELEMENTS,
    action=Decision.ASK,
    entries=("label:frame",),
    trips=("rotterdam-label-frame",),
    templates=LABELLED_GOODS,
)
def label_transport_frames(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"label:frame": "black"})


@fault(
    "rotterdam-other-pictograms",
    title=_("Label and sheet have different pictograms"),
    shows=_("The pictograms on the label are not those of section 2 of the safety data sheet."),
    matters=_("A hazard is kept from those who handle the packages, or the sheet is for another product."),
    basis=ELEMENTS,
    action=Decision.ASK,
    entries=(*(f"label:pictogram{number}" for number in (1, 2, 3)), "sheet:pictograms"),
    trips=("rotterdam-label-pictograms",),
    templates=LABELLED_GOODS,
)
def other_pictograms(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"label:pictogram1": "Flame", "label:pictogram2": "", "label:pictogram3": ""})


@fault(
    "rotterdam-label-without-supplier",
    title=_("The label does not say whose it is"),
    shows=_("Name, address and telephone of the supplier are missing on the label."),
    matters=_("In an accident nobody can be asked, and the origin of the goods is hidden."),
    basis=ELEMENTS,
    action=Decision.ASK,
    entries=("label:supplier.name", "label:supplier.address", "label:supplier.telephone"),
    trips=("rotterdam-label-has-supplier",),
    templates=LABELLED_GOODS,
    also=("rotterdam-sheet-of-other-supplier",),
)
def label_without_supplier(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    keys = ("supplier.name", "supplier.address", "supplier.telephone")
    return given.write({f"label:{key}": "" for key in keys})


@fault(
    "rotterdam-sheet-of-other-supplier",
    title=_("The sheet is of another supplier"),
    shows=_("The supplier in section 1 of the safety data sheet is not the one on the label."),
    matters=_("The sheet may be borrowed from another firm and another product."),
    basis=SHEET_SENT,
    action=Decision.ASK,
    entries=("sheet:supplier.name", "label:supplier.name"),
    trips=("rotterdam-same-supplier",),
    templates=LABELLED_GOODS,
    also=("rotterdam-label-without-supplier",),
)
def sheet_of_other_supplier(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name = name_of_party(rng, "seller", unlike=given.text("sheet:supplier.name"))
    return given.write({"sheet:supplier.name": name})


@fault(
    "rotterdam-other-strength",
    title=_("Label and sheet have different strengths"),
    shows=_("The strength on the label is not the concentration in section 3 of the safety data sheet."),
    matters=_(
        "The strength decides on the hazard, and on whether some entries of Annex III cover the product."
    ),
    basis=SECTIONS,
    action=Decision.CONSULT,
    entries=("label:strength", "sheet:concentration"),
    trips=("rotterdam-same-strength",),
    templates=LABELLED_GOODS,
)
def other_strength(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    lower = int(chemical_of(given).strength) - rng.randrange(10, 40)
    return given.write({"label:strength": f"{lower} % by mass"})


@fault(
    "rotterdam-label-with-other-mass",
    title=_("The packages hold another mass than the papers say"),
    shows=_("The net mass on the label times the number of packages is not the net weight packed."),
    matters=_("More comes in than was declared, or the packages hold something else."),
    basis=LABELLING,
    action=Decision.CONSULT,
    entries=("label:net_kg",),
    trips=("rotterdam-label-mass",),
    templates=LABELLED_GOODS,
)
def label_with_other_mass(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    net = given.number("label:net_kg") or Decimal(0)
    return given.write({"label:net_kg": plain(net * rng.choice((2, 4)))})


@fault(
    "rotterdam-sheet-of-other-chemical",
    title=_("The safety data sheet is for another chemical"),
    shows=_(
        "Sections 1 and 3 of the safety data sheet name another product and chemical than label and invoice."
    ),
    matters=_("The sheet was taken from another consignment, or tells what the packages really hold."),
    basis=SHEET_SENT,
    action=Decision.CONSULT,
    entries=("sheet:product", "sheet:substance", "sheet:chemical_name", "sheet:cas"),
    trips=("rotterdam-sheet-product",),
    templates=LABELLED_GOODS,
    also=("rotterdam-sheet-with-other-cas",),
)
def sheet_of_other_chemical(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = other_chemical(given, rng)
    return given.write(
        {
            "sheet:product": f"{pick(rng, 'second_words')} 10 TC",
            "sheet:substance": other.name,
            "sheet:chemical_name": other.chemical,
            "sheet:cas": other.cas,
        }
    )


@fault(
    "rotterdam-sheet-with-other-cas",
    title=_("Section 3 has the CAS number of another chemical"),
    shows=_("The CAS number in section 3 of the safety data sheet does not belong to the name there."),
    matters=_("A listed chemical may hide behind the name of another one."),
    basis=CAS_NUMBERS,
    action=Decision.CONSULT,
    entries=("sheet:cas", "sheet:substance", "sheet:chemical_name"),
    trips=("rotterdam-sheet-cas",),
    templates=LABELLED_GOODS,
    also=("rotterdam-sheet-of-other-chemical",),
)
def sheet_with_other_cas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"sheet:cas": other_chemical(given, rng).cas})


@fault(
    "rotterdam-sheet-composition-withheld",
    title=_("Section 3 withholds the composition"),
    shows=_("Section 3 says trade secret in place of names, CAS number and concentration."),
    matters=_("The product cannot be held against Annex III, and nobody knows what it does."),
    basis=Basis("rotterdam-SDS-GHS", _("Section 3: ingredients and CAS numbers")),
    action=Decision.ASK,
    entries=("sheet:substance", "sheet:chemical_name", "sheet:cas", "sheet:concentration"),
    trips=("rotterdam-sheet-composition",),
    templates=LABELLED_GOODS,
)
def sheet_composition_withheld(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(
        {
            "sheet:substance": "Trade secret",
            "sheet:chemical_name": "",
            "sheet:cas": "",
            "sheet:concentration": "",
        }
    )


@fault(
    "rotterdam-sheet-with-other-un-number",
    title=_("Two UN numbers for one cargo"),
    shows=_("The UN number in section 14 of the sheet is not the one in the marks on the bill of lading."),
    matters=_("Help in an accident goes by that number; one of the two papers is for other goods."),
    basis=Basis("rotterdam-SDS-GHS", _("Section 14: transport information")),
    action=Decision.CONSULT,
    entries=("sheet:un_number", "waybill:line1.marks"),
    trips=("rotterdam-sheet-un-number",),
    templates=LABELLED_GOODS,
)
def sheet_with_other_un_number(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    numbers = sorted({one.un for one in chemicals()} - {chemical_of(given).un})
    return given.write({"sheet:un_number": f"UN {rng.choice(numbers)}"})


@fault(
    "rotterdam-sheet-with-empty-sections",
    title=_("The sheet has too few sections"),
    shows=_("Sections 10 to 13 of the safety data sheet are empty."),
    matters=_("A sheet has 16 sections; this one is old, or it was made up."),
    basis=SECTIONS,
    action=Decision.ASK,
    entries=("sheet:reactivity", "sheet:toxicology", "sheet:ecology", "sheet:disposal"),
    trips=("rotterdam-sheet-sections",),
    templates=LABELLED_GOODS,
)
def sheet_with_empty_sections(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    keys = ("reactivity", "toxicology", "ecology", "disposal")
    return given.write({f"sheet:{key}": "" for key in keys})


@fault(
    "rotterdam-state-not-as-found",
    title=_("The goods are not in the state that the sheet describes"),
    shows=_("Section 9 describes a liquid and a powder was found, or the other way round."),
    matters=_("The sheet is for another product, or other goods are in the packages."),
    basis=Basis("rotterdam-SDS-GHS", _("Section 9: physical and chemical properties")),
    action=Decision.DETAIN,
    entries=("sheet:state",),
    trips=("rotterdam-sheet-state",),
    templates=LABELLED_GOODS,
)
def state_not_as_found(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = next(one for one in FOUND if one != given.text("sheet:state"))
    return given.write({"sheet:state": other})
