"""What the faults of a ship's papers have in common.

None turns on what the reference has not verified: dates and windows of endorsements, five years at most, the
check digit of IMO numbers, three volumes of a tank, 50 nautical miles, letters other than A and C.
The master of a ship answers to port State control, so no fault asks an officer of Customs to detain.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.bwm import imo_number, port_of
from exercises.consignments.clean.papers import plain
from exercises.consignments.faults.registry import Basis
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.stock.bwm import of_ships
from exercises.consignments.stock.trade import trade
from exercises.consignments.wording import marked as _
from exercises.documents.model import Value

PAPERS_OF_THE_SHIP = Basis("bwm-B3", _("MEPC.252(67), stage 1: certificate, plan and record book"))


def other_name(rng: Random, given: ConsignmentSet) -> str:
    """A ship of another name."""
    return rng.choice([name for name in of_ships("ships") if name not in given.facts.goods])


def other_imo(rng: Random, given: ConsignmentSet) -> str:
    while (number := imo_number(rng)) in given.facts.goods:
        pass
    return number


def other_port(rng: Random, unlike: Collection[str]) -> str:
    """A port with its country, none of these."""
    ports = [port_of(one) for one in trade().countries.values()]
    return rng.choice([port for port in ports if port not in unlike])


def changed(given: ConsignmentSet, name: str, by: Decimal | int) -> dict[str, Value]:
    """A number made larger, or smaller."""
    return {name: plain((given.number(name) or Decimal(0)) + by)}


def earlier(given: ConsignmentSet, name: str, days: int) -> str:
    return str(given.day(name) - timedelta(days=days))


def with_sign(given: ConsignmentSet, like: str, new: str) -> ConsignmentSet:
    """Another sentence about the ship in place of the one that begins like this."""
    signs = tuple(new if sign.startswith(like) else sign for sign in given.found.signs)
    return replace(given, found=replace(given.found, signs=signs))
