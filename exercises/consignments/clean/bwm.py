"""Clean sets of a ship: it took ballast at its last port and discharged it here, where it loads cargo.

The papers are certificate, a page of the record book and the report sent before arrival; some sets have the
analysis of a sample of the discharge as well.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from math import cos, radians
from random import Random

from exercises.consignments.clean.papers import DAYS, FIRST_DAY, digits, document, pick
from exercises.consignments.model import ConsignmentSet, Facts, Found
from exercises.consignments.stock.bwm import (
    Passage,
    Treatment,
    d2_limits,
    flags,
    of_ships,
    passages,
    treatments,
)
from exercises.consignments.stock.trade import Country, trade
from exercises.documents.model import Document, Mark, MarkKind, Value
from exercises.documents.templates.bwm_certificate.fields import ENDORSEMENTS
from exercises.documents.templates.bwm_record_book.fields import TANKS

APPROVED_ANEW = date(2020, 10, 28)
"""Systems installed from this day on are approved under the BWMS Code or the Guidelines (G8) of 2016."""
OLD_APPROVAL = "Guidelines (G8) of 2008"
RUNNING = "Log of the treatment system: in operation during ballasting and discharge, by-pass closed."
WEIGHTS = (7, 6, 5, 4, 3, 2)
KNOTS = 13


@dataclass(frozen=True)
class Ship:
    name: str
    imo: str
    flag: str
    registry: str
    tonnage: int
    tanks: dict[str, int]
    treatment: Treatment
    built: date
    installed: date

    @property
    def capacity(self) -> int:
        return sum(self.tanks.values())

    @property
    def seen(self) -> str:
        return seen(self.name, self.imo)


@dataclass(frozen=True)
class Operation:
    """An entry of the record book: when and from where to where, which tanks, how much."""

    day: date
    begun: time
    ended: time
    tanks: tuple[str, ...]
    volume: int
    total: int

    @property
    def hours(self) -> float:
        return self.ended.hour - self.begun.hour + (self.ended.minute - self.begun.minute) / 60


@dataclass(frozen=True)
class Call:
    """The voyage in ballast and the call at the port: `exchanged` is whether water was exchanged at sea."""

    start: Country
    end: Country
    after: Country
    passage: Passage
    presented: date
    exchanged: bool
    uptake: Operation
    at_sea: Operation
    discharge: Operation


def make(rng: Random) -> ConsignmentSet:
    ship = _ship(rng)
    call = _call(rng, ship)
    documents = (_certificate(rng, ship, call), _record_book(rng, ship, call), _report(rng, ship, call))
    return ConsignmentSet(
        template="bwm-certificate",
        documents={one.template.slug: one for one in documents},
        facts=Facts(
            presented_on=call.presented,
            goods=ship.seen,
            departs_from=port_of(call.start),
            destination=port_of(call.after),
            office=port_of(call.end),
        ),
        found=Found(ship.treatment.slug, 0, "", _signs(ship)),
        goods=ship.treatment.slug,
        traits=frozenset(
            {
                f"endorsed:{'yes' if documents[0].value('endorsement1.date') else 'no'}",
                f"exchange:{'yes' if call.exchanged else 'no'}",
                f"remark:{'yes' if documents[1].value('line4.date') else 'no'}",
                f"system:{'new' if ship.installed >= APPROVED_ANEW else 'old'}",
            }
        ),
    )


def with_analysis(rng: Random) -> ConsignmentSet:
    """The same papers, with the analysis of a sample that was taken while the ship discharged."""
    given = make(rng)
    book = given.documents["bwm-record-book"]
    day = date.fromisoformat(str(book.value("line3.date")))
    hour = time.fromisoformat(str(book.value("line3.start"))).hour + 1
    laboratory, analyst = rng.choice(of_ships("laboratories")), pick(rng, "clerks")
    values: dict[str, Value] = {
        "laboratory": (laboratory, "1 Sample Quay", given.facts.office),
        "number": f"AN-{digits(rng, 5)}",
        "ship": given.text("bwm-certificate:ship"),
        "imo": given.text("bwm-certificate:imo"),
        "port": given.facts.office,
        "sampled_on": str(day),
        "sampled_at": f"{hour:02}:{rng.randrange(0, 60, 5):02}",
        "tanks": book.value("line3.tanks"),
        "point": "Discharge line",
        "sampler": pick(rng, "authority_officers"),
        "analysis": rng.choice(("indicative", "detailed")),
        "received_on": str(day),
        "analysed_on": str(day + timedelta(days=rng.randrange(2))),
        **_results(rng),
        "verdict": "met",
        "issue_date": str(given.facts.presented_on),
        "analyst": analyst,
    }
    marks = [
        Mark(MarkKind.SIGNATURE, "analyst_signature", analyst),
        Mark(MarkKind.INK_STAMP, "laboratory_stamp", laboratory.upper()),
    ]
    analysis = document(rng, "bwm-sampling-result", values, marks)
    return replace(
        given,
        template="bwm-sampling-result",
        documents={"bwm-sampling-result": analysis, **given.documents},
    )


def _results(rng: Random) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for group, (limit, unit) in d2_limits().items():
        values |= {
            f"{group}.limit": str(limit),
            f"{group}.result": str(rng.randrange(max(1, limit * 8 // 10))),
            f"{group}.unit": unit,
        }
    return values


def imo_number(rng: Random) -> str:
    """Seven digits, the last of them the check digit; those of samples begin with 0."""
    first = f"0{digits(rng, 5)}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return f"{first}{total % 10}"


def seen(name: str, imo: str) -> str:
    """A ship as its hull names it."""
    return f"{name}, IMO {imo}"


def stern(registry: str) -> str:
    return f"Port of registry on the stern: {registry}."


def plate(treatment: Treatment, approval: str) -> str:
    """The type plate of a treatment system."""
    rate = f"{treatment.rate:,}"
    return (
        f"Type plate of the treatment system: {treatment.maker}, {treatment.model}, {treatment.method}, "
        f"{rate} m³ an hour, approved under the {approval}."
    )


def approval_of(installed: date) -> str:
    return "BWMS Code" if installed >= APPROVED_ANEW else OLD_APPROVAL


def tank_names(tanks: tuple[str, ...]) -> str:
    return "WBT " + " ".join(tank.upper() for tank in tanks)


def port_of(country: Country) -> str:
    return f"{country.port}, {country.name}"


def _signs(ship: Ship) -> tuple[str, ...]:
    return (stern(ship.registry), plate(ship.treatment, approval_of(ship.installed)), RUNNING)


def further(position: str, heading: str, hours: float) -> str:
    """Where a ship is after so many hours due east or west."""
    latitude, longitude = position.split()
    degrees, minutes = (int(part) for part in latitude[:-1].split("-"))
    miles = KNOTS * hours / cos(radians(degrees + minutes / 60))
    degrees, minutes = (int(part) for part in longitude[:-1].split("-"))
    along = degrees * 60 + minutes + round(miles if heading == longitude[-1] else -miles)
    return f"{latitude} {along // 60:03}-{along % 60:02}{longitude[-1]}"


def _ship(rng: Random) -> Ship:
    treatment = rng.choice(treatments())
    flag = rng.choice(tuple(flags()))
    each = {pair: treatment.rate * rng.randrange(90, 141) // 1000 * 10 for pair in "1234"}
    built = date(2006, 1, 1) + timedelta(days=rng.randrange(16 * 365))
    installed = max(built, date(2018, 3, 1) + timedelta(days=rng.randrange(2080)))
    return Ship(
        name=rng.choice(of_ships("ships")),
        imo=imo_number(rng),
        flag=flag,
        registry=flags()[flag],
        tonnage=treatment.rate * rng.randrange(150, 240) // 10 + rng.randrange(1000),
        tanks={tank: each[tank[0]] for tank in TANKS},
        treatment=treatment,
        built=built,
        installed=installed,
    )


def _call(rng: Random, ship: Ship) -> Call:
    countries = trade().countries
    passage = rng.choice(passages())
    presented = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    here = presented - timedelta(days=2)
    until_sea, whole = passage.days
    left = here - timedelta(days=whole + rng.randrange(4))
    pairs = rng.sample("1234", rng.choice((2, 3)))
    tanks = tuple(tank for tank in TANKS if tank[0] in pairs)
    volume = sum(ship.tanks[tank] for tank in tanks) * rng.randrange(88, 98) // 1000 * 10
    total = volume + rng.randrange(3, 10) * 10
    out = volume * rng.randrange(60, 86) // 1000 * 10
    exchanged = rng.random() < 0.6
    one = rng.choice(tanks)
    moved = ship.tanks[one] * (3 if exchanged else 1)
    rate = ship.treatment.rate
    at_sea = left + timedelta(days=until_sea)
    elsewhere = [code for code in countries if code not in {passage.start, passage.end}]
    return Call(
        start=countries[passage.start],
        end=countries[passage.end],
        after=countries[rng.choice(elsewhere)],
        passage=passage,
        presented=presented,
        exchanged=exchanged,
        uptake=_operation(rng, left, tanks, volume, total, rate),
        at_sea=_operation(rng, at_sea, (one,), moved, total, rate),
        discharge=_operation(rng, here, tanks, out, total - out, rate),
    )


def _operation(
    rng: Random, day: date, tanks: tuple[str, ...], volume: int, total: int, rate: int
) -> Operation:
    """At 70 to 90 per cent of what the treatment system can do, within one day."""
    begun = rng.randrange(4 * 60, 8 * 60, 5)
    ended = begun + volume * 6000 // (rate * rng.randrange(70, 91)) + 1
    return Operation(day, _time(begun), _time(ended), tanks, volume, total)


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _certificate(rng: Random, ship: Ship, call: Call) -> Document:
    issued = call.presented - timedelta(days=rng.randrange(60, 850))
    body, surveyor = rng.choice(of_ships("bodies")), pick(rng, "authority_officers")
    place = rng.choice(tuple(trade().countries.values())).city
    values: dict[str, Value] = {
        "number": f"EX-BWM-{digits(rng, 4)}",
        "authority": ship.flag,
        "body": body,
        "ship": ship.name,
        "call_sign": f"SMP{digits(rng, 2)}",
        "registry": ship.registry,
        "tonnage": str(ship.tonnage),
        "imo": ship.imo,
        "built": str(ship.built),
        "capacity": str(ship.capacity),
        "method": ship.treatment.method,
        "installed": str(ship.installed),
        "maker": ship.treatment.maker,
        "principal": "d2",
        "valid_until": str(date(issued.year + 5, issued.month, min(issued.day, 28)) - timedelta(days=1)),
        "survey_date": str(issued - timedelta(days=rng.randrange(10))),
        "issue_place": place,
        "issue_date": str(issued),
        "issuer": f"{surveyor}, {body}",
    }
    marks = [
        Mark(MarkKind.SIGNATURE, "issuer_signature", surveyor),
        Mark(MarkKind.INK_STAMP, "issuer_seal", f"{body}, {ship.flag}".upper()),
    ]
    for number, name in enumerate(ENDORSEMENTS, start=1):
        anniversary = date(issued.year + number, issued.month, min(issued.day, 28))
        if anniversary > call.presented:
            break
        visitor = pick(rng, "authority_officers")
        values |= {
            f"{name}.survey": "intermediate" if number == 2 else "annual",
            f"{name}.place": rng.choice(tuple(trade().countries.values())).city,
            f"{name}.date": str(anniversary - timedelta(days=rng.randrange(60))),
            f"{name}.surveyor": visitor,
        }
        marks += [
            Mark(MarkKind.SIGNATURE, f"{name}.signature", visitor),
            Mark(MarkKind.INK_STAMP, f"{name}.stamp", body.upper()),
        ]
    return document(rng, "bwm-certificate", values, marks)


def _record_book(rng: Random, ship: Ship, call: Call) -> Document:
    officers = of_ships("officers")
    first, second = rng.sample(officers, 2)
    method, there = ship.treatment.method, call.passage
    completed = further(there.begun, there.heading, call.at_sea.hours)
    values: dict[str, Value] = {
        "ship": ship.name,
        "imo": ship.imo,
        "tonnage": str(ship.tonnage),
        "flag": ship.flag,
        "capacity": str(ship.capacity),
        "period_from": str(call.uptake.day - timedelta(days=rng.randrange(20, 300))),
        **{f"tank.{tank}": str(capacity) for tank, capacity in ship.tanks.items()},
        "page_ship": ship.name,
        "page_number": str(rng.randrange(3, 60)),
        **_entry("line1", "A", call.uptake, (call.start.port, call.start.port), method),
        "line1.depth": str(rng.randrange(11, 19)),
        **_entry("line2", "C", call.at_sea, (there.begun, completed), method),
        **_entry("line3", "B", call.discharge, (call.end.port, call.end.port), method),
        "line3.depth": str(rng.randrange(11, 19)),
    }
    if call.exchanged:
        values |= {
            "line2.remarks": "Flow-through exchange, three volumes of the tank",
            "line2.depth": str(there.depth + rng.randrange(-9, 10) * 10),
            "line2.miles": str(there.miles + rng.randrange(-4, 5) * 5),
        }
    else:
        values["line2.remarks"] = "Internal circulation through the system"
    signed = [("line1", first), ("line2", second), ("line3", first)]
    if rng.random() < 0.5:
        values |= {
            "line4.date": str(call.discharge.day),
            "line4.code": "H",
            "line4.remarks": "Water that is left stays on board; agent informed",
        }
        signed.append(("line4", second))
    master = rng.choice(of_ships("masters"))
    marks = [Mark(MarkKind.SIGNATURE, f"{line}.signature", name) for line, name in signed]
    marks.append(Mark(MarkKind.SIGNATURE, "master_signature", master))
    return document(rng, "bwm-record-book", values, marks)


def _entry(line: str, code: str, made: Operation, places: tuple[str, str], method: str) -> dict[str, Value]:
    return {
        f"{line}.date": str(made.day),
        f"{line}.code": code,
        f"{line}.start": f"{made.begun:%H:%M}",
        f"{line}.start_place": places[0],
        f"{line}.end": f"{made.ended:%H:%M}",
        f"{line}.end_place": places[1],
        f"{line}.tanks": tank_names(made.tanks),
        f"{line}.volume": str(made.volume),
        f"{line}.total": str(made.total),
        f"{line}.plan": "yes",
        f"{line}.method": method,
    }


def _report(rng: Random, ship: Ship, call: Call) -> Document:
    officer = rng.choice(of_ships("officers"))
    (alone,) = call.at_sea.tanks
    others = tuple(tank for tank in call.uptake.tanks if tank != alone)
    share = call.discharge.volume * ship.tanks[alone] // sum(ship.tanks[tank] for tank in call.uptake.tanks)
    at_sea = f"{'Exchange' if call.exchanged else 'Circulation'}, {ship.treatment.method}"
    values: dict[str, Value] = {
        "ship": ship.name,
        "imo": ship.imo,
        "flag": ship.flag,
        "agent": pick(rng, "agents"),
        "last_port": port_of(call.start),
        "next_port": port_of(call.after),
        "port": port_of(call.end),
        "total": str(call.uptake.total),
        "capacity": str(ship.capacity),
        "in_ballast": str(len(call.uptake.tanks)),
        "managed": str(len(call.uptake.tanks)),
        "not_managed": "0",
        **_history("line1", others, call, (ship.treatment.method, call.start.port, call.uptake.day)),
        "line1.discharge": str(call.discharge.volume - share),
        **_history("line2", (alone,), call, (at_sea, call.passage.begun, call.at_sea.day)),
        "line2.discharge": str(share),
        "plan": "yes",
        "book": "yes",
        "officer": f"{officer}, chief officer",
        "date": str(call.presented - timedelta(days=rng.randrange(3, 6))),
    }
    return document(rng, "bwm-report", values, [Mark(MarkKind.SIGNATURE, "signature", officer)])


def _history(
    line: str, tanks: tuple[str, ...], call: Call, managed: tuple[str, str, date]
) -> dict[str, Value]:
    method, place, day = managed
    return {
        f"{line}.tanks": tank_names(tanks),
        f"{line}.source": call.start.port,
        f"{line}.source_date": str(call.uptake.day),
        f"{line}.method": method,
        f"{line}.managed_place": place,
        f"{line}.managed_date": str(day),
    }
