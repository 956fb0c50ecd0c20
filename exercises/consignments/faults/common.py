"""Faults between the papers of any consignment.

None of the conventions speaks of invoices as such. What makes a contradiction weigh is that the document of
the convention then belongs to other goods than these: that is what the basis names.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from exercises.consignments.clean.papers import container_number, digits, name_of_party, plain
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import LMO, ConsignmentSet
from exercises.consignments.stock.trade import Country, trade
from exercises.consignments.wording import marked as _
from exercises.documents.model import Value
from exercises.inspections.scoring import Decision

LICENSED = Basis("montreal-S_DEC_XXXV19", _("Article 4B: imports and exports need a licence"))
ANOTHER_CONSIGNMENT = {
    "cites-permit": Basis("cites-S-CONV", _("Article VI(5): a permit of its own for each consignment")),
    **dict.fromkeys(
        ("basel-notification", "basel-movement"),
        Basis("basel-S-ART9", _("Article 9(1)(d): not in accord with the documents")),
    ),
    **dict.fromkeys(("ods-licence", "ods-cylinder-label"), LICENSED),
    "rotterdam-notification": Basis("rotterdam-PIC-EN", _("Article 12: the export that was notified")),
    "rotterdam-import-response": Basis("rotterdam-PIC-HS", _("Article 13(1): the shipping documents")),
    "stockholm-declaration": Basis(
        "stockholm-INF-3-2B", _("Article 3.2(b)(iii): only what the importing State has certified")
    ),
    "stockholm-nameplate": Basis(
        "stockholm-SC-PII", _("Annex A Part II: one has to know of this unit whether it holds PCB")
    ),
    **dict.fromkeys(
        LMO, Basis("cartagena-C2", _("Article 18.2 and decision BS-I/6: documents accompany the goods"))
    ),
}
NAMED_ON_ONE_PERMIT = {
    template: basis
    for template, basis in ANOTHER_CONSIGNMENT.items()
    if template
    not in {
        "basel-notification",
        "rotterdam-notification",
        "rotterdam-import-response",
        "stockholm-declaration",
    }
}
"""Where two documents of the convention name a party, faults of the convention say which of them is meant. A
notification of chemicals names the importer only; a response and what a State certifies name no trader.
"""
NUMBERED = {
    template: basis
    for template, basis in ANOTHER_CONSIGNMENT.items()
    if template != "rotterdam-import-response"
}
AFTER_DEPARTURE = {
    template: basis for template, basis in ANOTHER_CONSIGNMENT.items() if template != "stockholm-declaration"
}
"""At export the goods have not left yet."""
BY_SEA = ("journey:sea",)


def elsewhere(given: ConsignmentSet, rng: Random) -> Country:
    """An invented country that has nothing to do with the consignment."""
    part = {given.facts.departs_from, given.facts.destination}
    return rng.choice([one for one in trade().invented.values() if one.name not in part])


def declared_under(given: ConsignmentSet, code: str) -> ConsignmentSet:
    """Another HS code on the invoice and on the carrier's paper."""
    return given.write({"commercial-invoice:line1.hs_code": code, "waybill:line1.hs_code": code})


def address_changed(given: ConsignmentSet, name: str, new: str) -> dict[str, Value]:
    """The name of a party replaced, in a box of its own or in the first line of an address."""
    value = given.value(name)
    return {name: new if isinstance(value, str) else (new, *value[1:])}


@fault(
    "other-importer",
    title=_("The permit names another importer"),
    shows=_("The importer on the permit is not the buyer on the invoice."),
    matters=_("A permit covers only the trade that it names; it may be lent or stolen."),
    basis=NAMED_ON_ONE_PERMIT,
    action=Decision.CONSULT,
    entries=("permit:importer", "commercial-invoice:buyer.name"),
    trips=("same-importer",),
)
def other_importer(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name = name_of_party(rng, "buyer", unlike=given.text("permit:importer"))
    return given.write(address_changed(given, "permit:importer", name))


@fault(
    "other-exporter",
    title=_("The permit names another exporter"),
    shows=_("The exporter on the permit is not the seller on the invoice."),
    matters=_("The goods come from someone who was not allowed to send them."),
    basis=NAMED_ON_ONE_PERMIT,
    action=Decision.CONSULT,
    entries=("permit:exporter", "commercial-invoice:seller.name"),
    trips=("same-exporter",),
)
def other_exporter(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name = name_of_party(rng, "seller", unlike=given.text("permit:exporter"))
    return given.write(address_changed(given, "permit:exporter", name))


@fault(
    "other-consignee",
    title=_("The carrier delivers to someone else"),
    shows=_("The consignee of the carrier's paper is not that of the invoice."),
    matters=_("The goods may go where no permit allows them to go."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.CONSULT,
    entries=("waybill:consignee.name", "commercial-invoice:consignee.name"),
    trips=("same-consignee",),
)
def other_consignee(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name = name_of_party(rng, "buyer", unlike=given.text("waybill:consignee.name"))
    return given.write({"waybill:consignee.name": name})


@fault(
    "other-permit-on-invoice",
    title=_("The invoice belongs to another permit"),
    shows=_("The invoice gives another number than the permit that is presented."),
    matters=_("The permit may have been taken from another consignment."),
    basis=NUMBERED,
    action=Decision.ASK,
    entries=("commercial-invoice:licence_number", "permit:number"),
    trips=("same-permit-number",),
    also=("basel-other-notification",),
)
def other_permit_on_invoice(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    number = given.text("commercial-invoice:licence_number")
    return given.write({"commercial-invoice:licence_number": last_figures_changed(number, rng)})


def last_figures_changed(number: str, rng: Random) -> str:
    """The same number with other figures at its end."""
    while (changed := number[:-3] + digits(rng, 3)) == number:
        pass
    return changed


@fault(
    "packages-differ",
    title=_("The numbers of packages differ"),
    shows=_("The carrier's paper has another number of packages than the packing list."),
    matters=_("Packages were added or taken away, or the papers belong to other goods."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.ASK,
    entries=(
        "waybill:total_packages",
        "waybill:line1.packages",
        "packing-list:total_packages",
        "packing-list:line1.packages",
    ),
    trips=("same-packages",),
    touches=("waybill:line1.marks",),
    also=(
        "packages-not-as-counted",
        "basel-other-packages",
    ),
)
def packages_differ(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    number = other_number(given, "waybill:total_packages", rng)
    packed = given.text("waybill:total_packages")
    marks = given.text("waybill:line1.marks").replace(f"1–{packed}", f"1–{number}")
    return given.write(
        {
            "waybill:total_packages": str(number),
            "waybill:line1.packages": str(number),
            "waybill:line1.marks": marks,
        }
    )


def other_number(given: ConsignmentSet, name: str, rng: Random) -> int:
    """A whole number a little above or below the one given, never below 1."""
    number = int(given.number(name) or 0)
    step = max(1, number // 10)
    return number + step * (1 if number <= step else rng.choice((1, -1)))


@fault(
    "packages-not-as-counted",
    title=_("There are more packages than the papers say"),
    shows=_("The officer counts more packages than any paper gives."),
    matters=_("What is in the extra packages has no document."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.DETAIN,
    entries=(
        "packing-list:total_packages",
        "packing-list:line1.packages",
        "waybill:total_packages",
        "waybill:line1.packages",
        "commercial-invoice:packages",
        "permit:packages",
        "permit:containers",
    ),
    trips=("packages-as-counted",),
    also=(
        "packages-differ",
        "basel-other-packages",
    ),
)
def packages_not_as_counted(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    packages = given.found.packages
    more = packages + max(1, packages // rng.randrange(8, 13))
    return replace(given, found=replace(given.found, packages=more))


@fault(
    "gross-weights-differ",
    title=_("The gross weights differ"),
    shows=_("The carrier's paper has another gross weight than the packing list."),
    matters=_("Goods were added or taken away after packing."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.ASK,
    entries=(
        "waybill:total_gross_kg",
        "waybill:line1.gross_kg",
        "packing-list:total_gross_kg",
        "packing-list:line1.gross_kg",
    ),
    trips=("same-gross-weight",),
    touches=("waybill:line1.chargeable_kg",),
)
def gross_weights_differ(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    gross = given.number("waybill:total_gross_kg") or Decimal(0)
    heavier = plain((gross * (100 + rng.randrange(8, 25)) / 100).quantize(Decimal("0.1")))
    return weighed(given, ("waybill:total_", "waybill:line1."), heavier)


def weighed(given: ConsignmentSet, papers: Sequence[str], gross: str) -> ConsignmentSet:
    """Another gross weight on these papers; by air it is what is charged for."""
    changes: dict[str, Value] = {f"{paper}gross_kg": gross for paper in papers}
    if given.has("waybill:line1.chargeable_kg"):
        changes["waybill:line1.chargeable_kg"] = gross
    return given.write(changes)


@fault(
    "net-above-gross",
    title=_("The goods weigh more without packages than with them"),
    shows=_("Net weight and gross weight of all papers are such that the gross is the lower."),
    matters=_("The weights are invented, so the quantity that the permit covers cannot be trusted."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.ASK,
    entries=(
        "packing-list:total_gross_kg",
        "packing-list:line1.gross_kg",
        "packing-list:total_net_kg",
        "packing-list:line1.net_kg",
        "waybill:total_gross_kg",
        "waybill:line1.gross_kg",
        "commercial-invoice:gross_kg",
        "commercial-invoice:net_kg",
    ),
    trips=("net-below-gross",),
    touches=("waybill:line1.chargeable_kg",),
)
def net_above_gross(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    net = given.number("packing-list:total_net_kg") or Decimal(0)
    lower = plain((net * (100 - rng.randrange(5, 20)) / 100).quantize(Decimal("0.1")))
    papers = (
        "packing-list:total_",
        "packing-list:line1.",
        "waybill:total_",
        "waybill:line1.",
        "commercial-invoice:",
    )
    return weighed(given, papers, lower)


@fault(
    "more-sold-than-packed",
    title=_("The invoice sells another quantity than was packed"),
    shows=_("The quantity on the invoice is higher than on the packing list."),
    matters=_("Part of what was sold travels another way or is not declared."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.ASK,
    entries=("commercial-invoice:line1.quantity", "packing-list:line1.quantity"),
    trips=("same-quantity-sold",),
    touches=("commercial-invoice:line1.amount", "commercial-invoice:total"),
)
def more_sold_than_packed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    quantity = given.number("commercial-invoice:line1.quantity") or Decimal(0)
    price = given.number("commercial-invoice:line1.unit_price") or Decimal(0)
    more = quantity + max(Decimal(1), (quantity * rng.randrange(10, 31) / 100).quantize(Decimal(1)))
    return given.write({"commercial-invoice:line1.quantity": plain(more), **amounts(given, more * price)})


def amounts(given: ConsignmentSet, amount: Decimal) -> dict[str, Value]:
    """The amount of the one line and the total with freight and insurance."""
    rest = sum(
        (given.number(f"commercial-invoice:{key}") or Decimal(0) for key in ("freight", "insurance")),
        Decimal(0),
    )
    exact = amount.quantize(Decimal("0.01"))
    return {
        "commercial-invoice:line1.amount": plain(exact),
        "commercial-invoice:total": plain(exact + rest),
    }


@fault(
    "invoice-does-not-add-up",
    title=_("The invoice does not add up"),
    shows=_("Quantity times unit price is not the amount."),
    matters=_("A figure was changed afterwards, often the quantity."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.ASK,
    entries=(
        "commercial-invoice:line1.amount",
        "commercial-invoice:line1.unit_price",
        "commercial-invoice:total",
    ),
    trips=("invoice-adds-up",),
)
def invoice_does_not_add_up(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    amount = given.number("commercial-invoice:line1.amount") or Decimal(0)
    return given.write(amounts(given, amount * (100 - rng.randrange(15, 45)) / 100))


@fault(
    "other-container",
    title=_("The containers differ"),
    shows=_("Bill of lading and packing list name different containers."),
    matters=_("The goods that were packed are not the goods that arrived."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.DETAIN,
    entries=("waybill:line1.container", "packing-list:container"),
    trips=("same-container",),
    needs=BY_SEA,
    also=("lmo-other-container",),
)
def other_container(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    while (number := container_number(rng)) == given.text("packing-list:container"):
        pass
    return given.write({"packing-list:container": number})


@fault(
    "other-seal",
    title=_("The seal is another one"),
    shows=_("The seal found on the container is not the one on the bill of lading."),
    matters=_("The container was opened on the way."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.DETAIN,
    entries=("waybill:line1.seal", "packing-list:seal", "permit:additional"),
    trips=("seal-as-found",),
    needs=BY_SEA,
)
def other_seal(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return replace(given, found=replace(given.found, seal=last_figures_changed(given.found.seal, rng)))


@fault(
    "other-description",
    title=_("The carrier's paper describes other goods"),
    shows=_("The carrier's paper has a vague description that fits neither packing list nor permit."),
    matters=_("Controlled goods travel under words that no risk filter stops."),
    basis=ANOTHER_CONSIGNMENT,
    action=Decision.ASK,
    entries=("waybill:line1.description", "packing-list:line1.description"),
    trips=("same-description",),
)
def other_description(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    words = rng.choice(("General merchandise", "Spare parts", "Household goods", "Samples without value"))
    return given.write({"waybill:line1.description": words})


@fault(
    "departed-after-arrival",
    title=_("The goods left after they arrived"),
    shows=_("The date of departure on the carrier's paper lies after today."),
    matters=_("The carrier's paper belongs to another voyage or was made up."),
    basis=AFTER_DEPARTURE,
    action=Decision.CONSULT,
    entries=("waybill:departed", "waybill:issue_date"),
    trips=("departed-before-arrival",),
)
def departed_after_arrival(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    late = given.facts.presented_on.toordinal() + rng.randrange(3, 15)
    day = str(given.facts.presented_on.fromordinal(late))
    changed = given.write({"waybill:departed": day, "waybill:issue_date": day})
    return changed.remark("waybill:on_board_stamp", lambda mark: replace(mark, date=day))
