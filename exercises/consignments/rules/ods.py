"""Rules for the licence for controlled substances."""

from decimal import Decimal

from exercises.consignments.clean.ods import equivalents, of_gas
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.registry import (
    Names,
    label_unlike_packed,
    not_enough,
    past,
    rule,
    to_come,
    unlike,
)
from exercises.consignments.stock.ods import Gas, gases

ODS = ("ods-licence", "ods-cylinder-label")
LABELLED = "ods-cylinder-label"


def gas_licensed(given: ConsignmentSet) -> Gas | None:
    """The substance in box 6, where the stock has it."""
    return gas_called(given.text("permit:common_name"))


def gas_called(name: str) -> Gas | None:
    return next((one for one in gases() if one.common == name), None)


def gas_sold(given: ConsignmentSet) -> Gas | None:
    """The substance that the invoice sells."""
    words = given.text("commercial-invoice:line1.description").split()
    return next((one for one in gases() if one.common in words), None)


@rule("ods-substance", *ODS)
def substance(given: ConsignmentSet) -> Names:
    """The invoice sells what is licensed."""
    licensed, sold = gas_licensed(given), gas_sold(given)
    return ("permit:common_name", "commercial-invoice:line1.description") if licensed != sold else ()


@rule("ods-substance-found", *ODS)
def substance_found(given: ConsignmentSet) -> Names:
    """The cylinders hold what the invoice sells."""
    sold = gas_sold(given)
    return ("permit:common_name",) if sold and sold.slug != given.found.goods else ()


@rule("ods-cas", *ODS)
def cas(given: ConsignmentSet) -> Names:
    """The CAS number belongs to the substance."""
    licensed = gas_licensed(given)
    return ("permit:cas",) if licensed and given.text("permit:cas") != licensed.cas else ()


@rule("ods-annex", *ODS)
def annex(given: ConsignmentSet) -> Names:
    """Annex and group are those of the substance."""
    licensed = gas_licensed(given)
    return ("permit:annex_group",) if licensed and given.text("permit:annex_group") != licensed.annex else ()


@rule("ods-tariff-code", *ODS)
def tariff_code(given: ConsignmentSet) -> Names:
    """The licence has the HS code of its substance."""
    licensed = gas_licensed(given)
    return ("permit:hs_code",) if licensed and given.text("permit:hs_code") != licensed.hs_code else ()


@rule("ods-declared-code", *ODS)
def declared_code(given: ConsignmentSet) -> Names:
    """The invoice has the HS code of what it sells."""
    sold, code = gas_sold(given), given.text("commercial-invoice:line1.hs_code")
    return ("commercial-invoice:line1.hs_code",) if sold and code != sold.hs_code else ()


@rule("ods-composition", *ODS)
def composition(given: ConsignmentSet) -> Names:
    """The components in box 10 make the blend in box 6."""
    licensed = gas_licensed(given)
    wanted = tuple(f"{part} %" for part in licensed.composition) if licensed else ()
    return ("permit:composition",) if licensed and (given.value("permit:composition") or ()) != wanted else ()


@rule("ods-licensed-quantity", *ODS)
def licensed_quantity(given: ConsignmentSet) -> Names:
    """No more was packed than was licensed."""
    return not_enough(given, "permit:quantity_kg", "packing-list:total_net_kg")


@rule("ods-containers", *ODS)
def containers(given: ConsignmentSet) -> Names:
    """Number of cylinders times the net mass of each is the mass licensed."""
    number, each, mass = (
        given.number(f"permit:{key}") for key in ("containers", "container_net_kg", "quantity_kg")
    )
    if number is None or each is None or mass is None or number * each == mass:
        return ()
    return ("permit:containers", "permit:container_net_kg", "permit:quantity_kg")


@rule("ods-equivalent", *ODS)
def equivalent(given: ConsignmentSet) -> Names:
    """ODP tonnes and tonnes of CO₂ equivalent follow from the mass."""
    licensed, mass = gas_licensed(given), given.number("permit:quantity_kg")
    if licensed is None or mass is None:
        return ()
    wanted = equivalents(licensed, mass)
    return tuple(
        f"permit:{key}"
        for key, value in wanted.items()
        if Decimal(given.text(f"permit:{key}") or 0) != Decimal(str(value) or 0)
    )


@rule("ods-operation", *ODS)
def operation(given: ConsignmentSet) -> Names:
    """A licence to import is presented at import."""
    return ("permit:operation",) if given.text("permit:operation") != "import" else ()


@rule("ods-country-of-export", *ODS)
def country_of_export(given: ConsignmentSet) -> Names:
    """The goods come from the country licensed."""
    return unlike(given, "permit:export_country", "commercial-invoice:export_country")


@rule("ods-not-expired", *ODS)
def not_expired(given: ConsignmentSet) -> Names:
    """The licence still holds on the day of presentation."""
    return past(given, "permit:expiry_date")


@rule("ods-already-issued", *ODS)
def already_issued(given: ConsignmentSet) -> Names:
    """The licence was issued before the goods were presented."""
    return to_come(given, "permit:issue_date")


@rule("ods-un-number", *ODS)
def un_number(given: ConsignmentSet) -> Names:
    """The carrier's papers have the UN number of what the invoice sells."""
    sold, marks = gas_sold(given), given.text("waybill:line1.marks")
    return ("waybill:line1.marks",) if sold and f"UN {sold.un}" not in marks else ()


@rule("ods-labelled", LABELLED)
def labelled(given: ConsignmentSet) -> Names:
    """The label names what the invoice sells."""
    return ("label:common_name",) if gas_called(given.text("label:common_name")) != gas_sold(given) else ()


@rule("ods-label-cas", LABELLED)
def label_cas(given: ConsignmentSet) -> Names:
    """The label has the CAS number of the gas that it names."""
    return as_named(given, "label:common_name", "cas")


@rule("ods-label-un-number", LABELLED)
def label_un_number(given: ConsignmentSet) -> Names:
    """The label has the UN number of the gas that it names."""
    return as_named(given, "label:common_name", "un_number")


@rule("ods-label-mass", LABELLED)
def label_mass(given: ConsignmentSet) -> Names:
    """Net mass on the label times the packages packed is the net weight packed."""
    return label_unlike_packed(given)


@rule("ods-sheet-product", LABELLED)
def sheet_product(given: ConsignmentSet) -> Names:
    """The safety data sheet is for what the invoice sells."""
    return ("sheet:product",) if gas_called(given.text("sheet:product")) != gas_sold(given) else ()


@rule("ods-sheet-cas", LABELLED)
def sheet_cas(given: ConsignmentSet) -> Names:
    """The sheet has the CAS number of its product."""
    return as_named(given, "sheet:product", "cas")


@rule("ods-sheet-un-number", LABELLED)
def sheet_un_number(given: ConsignmentSet) -> Names:
    """The sheet has the UN number of its product."""
    return as_named(given, "sheet:product", "un_number")


@rule("ods-sheet-composition", LABELLED)
def sheet_composition(given: ConsignmentSet) -> Names:
    """The sheet has the components of its product."""
    return as_named(given, "sheet:product", "composition")


@rule("ods-sheet-potential", LABELLED)
def sheet_potential(given: ConsignmentSet) -> Names:
    """The sheet has ODP and GWP of its product."""
    return (*as_named(given, "sheet:product", "odp"), *as_named(given, "sheet:product", "gwp"))


def as_named(given: ConsignmentSet, named: str, key: str) -> Names:
    """The entry of this key beside the name, where it is not that of the gas named."""
    gas, entry = gas_called(given.text(named)), f"{named.partition(':')[0]}:{key}"
    return (entry,) if gas and (given.value(entry) or "") != (of_gas(gas)[key] or "") else ()
