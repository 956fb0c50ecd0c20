"""Rules between the papers of any consignment."""

from decimal import Decimal

from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.registry import Names, rule, to_come, unlike


@rule("same-importer")
def same_importer(given: ConsignmentSet) -> Names:
    """The importer on the permit is the buyer on the invoice."""
    return unlike(given, "permit:importer", "commercial-invoice:buyer.name")


@rule("same-exporter")
def same_exporter(given: ConsignmentSet) -> Names:
    """The exporter on the permit is the seller on the invoice."""
    return unlike(given, "permit:exporter", "commercial-invoice:seller.name")


@rule("same-consignee")
def same_consignee(given: ConsignmentSet) -> Names:
    """The carrier delivers to the consignee of the invoice."""
    return unlike(given, "waybill:consignee.name", "commercial-invoice:consignee.name")


@rule("same-permit-number")
def same_permit_number(given: ConsignmentSet) -> Names:
    """The invoice names the permit that is presented."""
    return unlike(given, "commercial-invoice:licence_number", "permit:number")


@rule("same-packages")
def same_packages(given: ConsignmentSet) -> Names:
    """The carrier took over as many packages as were packed."""
    return unlike(given, "waybill:total_packages", "packing-list:total_packages")


@rule("packages-as-counted")
def packages_as_counted(given: ConsignmentSet) -> Names:
    """There are as many packages as were packed."""
    packed = given.number("packing-list:total_packages")
    return ("packing-list:total_packages",) if packed is not None and packed != given.found.packages else ()


@rule("same-gross-weight")
def same_gross_weight(given: ConsignmentSet) -> Names:
    """The carrier's gross weight is that of the packing list."""
    return unlike(given, "waybill:total_gross_kg", "packing-list:total_gross_kg")


@rule("net-below-gross")
def net_below_gross(given: ConsignmentSet) -> Names:
    """Goods weigh less than goods with packages."""
    net, gross = given.number("packing-list:total_net_kg"), given.number("packing-list:total_gross_kg")
    names = ("packing-list:total_net_kg", "packing-list:total_gross_kg")
    return names if net is not None and gross is not None and net >= gross else ()


@rule("same-quantity-sold")
def same_quantity_sold(given: ConsignmentSet) -> Names:
    """As much was sold as was packed."""
    return unlike(given, "commercial-invoice:line1.quantity", "packing-list:line1.quantity")


@rule("invoice-adds-up")
def invoice_adds_up(given: ConsignmentSet) -> Names:
    """Quantity times price is the amount."""
    quantity, price, amount = (
        given.number(f"commercial-invoice:line1.{key}") for key in ("quantity", "unit_price", "amount")
    )
    if quantity is None or price is None or amount is None:
        return ()
    return ("commercial-invoice:line1.amount",) if abs(quantity * price - amount) > Decimal("0.01") else ()


@rule("same-container")
def same_container(given: ConsignmentSet) -> Names:
    """The container of the bill of lading is that of the packing list."""
    if given.waybill != "bill-of-lading":
        return ()
    return unlike(given, "waybill:line1.container", "packing-list:container")


@rule("seal-as-found")
def seal_as_found(given: ConsignmentSet) -> Names:
    """The seal on the container is the one that the carrier noted."""
    if given.waybill != "bill-of-lading" or not given.found.seal:
        return ()
    return ("waybill:line1.seal",) if given.text("waybill:line1.seal") != given.found.seal else ()


@rule("same-description")
def same_description(given: ConsignmentSet) -> Names:
    """The carrier's papers describe the goods as the packing list does."""
    return unlike(given, "waybill:line1.description", "packing-list:line1.description")


@rule("departed-before-arrival")
def departed_before_arrival(given: ConsignmentSet) -> Names:
    """What lies here has left before."""
    return to_come(given, "waybill:departed")
