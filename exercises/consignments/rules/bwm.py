"""Rules for the papers of a ship: certificate, record book, ballast water report, analysis of a sample."""

import re
from datetime import date
from decimal import Decimal

from exercises.consignments.clean.bwm import APPROVED_ANEW, OLD_APPROVAL, RUNNING, stern
from exercises.consignments.model import SHIPS, ConsignmentSet
from exercises.consignments.rules.registry import Names, other_than, past, rule, to_come, unlike, unmarked
from exercises.consignments.stock.bwm import Treatment, d2_limits, treatments
from exercises.documents.templates.bwm_record_book.fields import CODES, LINES, TANKS

SAMPLED = "bwm-sampling-result"
CERTIFICATE, BOOK, REPORT, ANALYSIS = "bwm-certificate", "bwm-record-book", "bwm-report", SAMPLED
ALL_TREATED = date(2024, 9, 8)
"""Since this day every ship in scope has to meet D-2."""
NEAR, SHALLOW = 200, 200
HIDDEN = "At sea"
"""What stands as a source where the port is not to be known."""
LETTERS = frozenset(code for code, _title in CODES)


def system_found(given: ConsignmentSet) -> Treatment | None:
    """The treatment system on board, where the stock has it."""
    return next((one for one in treatments() if one.slug == given.found.goods), None)


def hours_of(given: ConsignmentSet, line: str) -> Decimal | None:
    """How long an entry lasted, where both times can be read."""
    begun, ended = (minutes(given.text(f"{BOOK}:{line}.{key}")) for key in ("start", "end"))
    return Decimal(ended - begun) / 60 if begun is not None and ended is not None and ended > begun else None


def minutes(text: str) -> int | None:
    """Minutes since midnight of a time such as 08:10."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def tanks_of(text: str) -> frozenset[str]:
    """The tanks that are named, without the letters that begin the list."""
    return frozenset(text.split()) - {"WBT"}


def entries(given: ConsignmentSet) -> tuple[str, ...]:
    """The lines of the record book in which an entry has a date."""
    return tuple(line for line in LINES if given.text(f"{BOOK}:{line}.date"))


# --- the certificate --------------------------------------------------------------------------------


@rule("bwm-certificate-valid", *SHIPS)
def certificate_valid(given: ConsignmentSet) -> Names:
    """The certificate still holds on the day of presentation."""
    return past(given, f"{CERTIFICATE}:valid_until")


@rule("bwm-certificate-issued", *SHIPS)
def certificate_issued(given: ConsignmentSet) -> Names:
    """The certificate was issued before it is presented."""
    return to_come(given, f"{CERTIFICATE}:issue_date")


@rule("bwm-treated", *SHIPS)
def treated(given: ConsignmentSet) -> Names:
    """The certificate names the performance standard, since every ship in scope has to meet it."""
    ticked = given.value(f"{CERTIFICATE}:principal")
    names = (ticked,) if isinstance(ticked, str) else ticked
    only = set(names) == {"d1"} and given.facts.presented_on >= ALL_TREATED
    return (f"{CERTIFICATE}:principal",) if only else ()


@rule("bwm-certificate-ship", *SHIPS)
def certificate_ship(given: ConsignmentSet) -> Names:
    """The certificate has the name of the ship."""
    return not_on_hull(given, f"{CERTIFICATE}:ship")


@rule("bwm-certificate-imo", *SHIPS)
def certificate_imo(given: ConsignmentSet) -> Names:
    """The certificate has the IMO number of the ship."""
    return not_on_hull(given, f"{CERTIFICATE}:imo")


def not_on_hull(given: ConsignmentSet, name: str) -> Names:
    """The entry, where it is filled in and neither name nor number of the ship as its hull has them."""
    told = given.text(name)
    there = f"{given.facts.goods} "
    return (name,) if told and not there.startswith(f"{told}, ") and f" IMO {told} " not in there else ()


@rule("bwm-certificate-flag", *SHIPS)
def certificate_flag(given: ConsignmentSet) -> Names:
    """The certificate is issued under the authority of the flag State."""
    return unlike(given, f"{CERTIFICATE}:authority", f"{BOOK}:flag")


@rule("bwm-certificate-registry", *SHIPS)
def certificate_registry(given: ConsignmentSet) -> Names:
    """The port of registry is the one on the stern."""
    registry = given.text(f"{CERTIFICATE}:registry")
    return (f"{CERTIFICATE}:registry",) if registry and stern(registry) not in given.found.signs else ()


@rule("bwm-tonnage", *SHIPS)
def tonnage(given: ConsignmentSet) -> Names:
    """Certificate and record book have one gross tonnage."""
    return unlike(given, f"{CERTIFICATE}:tonnage", f"{BOOK}:tonnage")


@rule("bwm-certificate-capacity", *SHIPS)
def certificate_capacity(given: ConsignmentSet) -> Names:
    """Certificate and record book have one ballast water capacity."""
    return unlike(given, f"{CERTIFICATE}:capacity", f"{BOOK}:capacity")


@rule("bwm-maker", *SHIPS)
def maker(given: ConsignmentSet) -> Names:
    """The system on board is by the manufacturer on the certificate."""
    system = system_found(given)
    return other_than(given, f"{CERTIFICATE}:maker", system.maker) if system else ()


@rule("bwm-method", *SHIPS)
def method(given: ConsignmentSet) -> Names:
    """The system on board works by the method on the certificate."""
    system = system_found(given)
    return other_than(given, f"{CERTIFICATE}:method", system.method) if system else ()


@rule("bwm-approval", *SHIPS)
def approval(given: ConsignmentSet) -> Names:
    """A system installed since 28 October 2020 is not approved under the guidelines of 2008."""
    installed = given.when(f"{CERTIFICATE}:installed")
    old = any(OLD_APPROVAL in sign for sign in given.found.signs)
    return (f"{CERTIFICATE}:installed",) if installed and installed >= APPROVED_ANEW and old else ()


@rule("bwm-installed", *SHIPS)
def installed_in_ship(given: ConsignmentSet) -> Names:
    """The system was not installed before the ship was built."""
    built, installed = (given.when(f"{CERTIFICATE}:{key}") for key in ("built", "installed"))
    return (f"{CERTIFICATE}:installed",) if built and installed and installed < built else ()


# --- the record book --------------------------------------------------------------------------------


@rule("bwm-book-imo", *SHIPS)
def book_imo(given: ConsignmentSet) -> Names:
    """The record book has the IMO number of the ship."""
    return not_on_hull(given, f"{BOOK}:imo")


@rule("bwm-book-ship", *SHIPS)
def book_ship(given: ConsignmentSet) -> Names:
    """The page belongs to the book of the ship."""
    return unlike(given, f"{BOOK}:page_ship", f"{BOOK}:ship")


@rule("bwm-book-form", *SHIPS)
def book_form(given: ConsignmentSet) -> Names:
    """Entries have the letters that are in force since 1 February 2025."""
    codes = (f"{BOOK}:{line}.code" for line in LINES)
    return [name for name in codes if given.text(name) and given.text(name) not in LETTERS]


@rule("bwm-book-tanks", *SHIPS)
def book_tanks(given: ConsignmentSet) -> Names:
    """The tanks in the diagram have the total capacity."""
    tanks = [given.number(f"{BOOK}:tank.{tank}") for tank in TANKS]
    capacity = given.number(f"{BOOK}:capacity")
    if capacity is None or any(tank is None for tank in tanks):
        return ()
    return (f"{BOOK}:capacity",) if sum(tank for tank in tanks if tank) != capacity else ()


@rule("bwm-book-period", *SHIPS)
def book_period(given: ConsignmentSet) -> Names:
    """The book was begun before its entries."""
    begun = given.when(f"{BOOK}:period_from")
    early = begun and any(given.day(f"{BOOK}:{line}.date") < begun for line in entries(given))
    return (f"{BOOK}:period_from",) if early else ()


@rule("bwm-book-order", *SHIPS)
def book_order(given: ConsignmentSet) -> Names:
    """The exchange or treatment at sea stands between the entries before and after it."""
    dates = [given.when(f"{BOOK}:{line}.date") for line in LINES[:3]]
    known = [day for day in dates if day]
    return (f"{BOOK}:line2.date",) if len(known) == 3 and known != sorted(known) else ()


@rule("bwm-book-future", *SHIPS)
def book_future(given: ConsignmentSet) -> Names:
    """No entry is of a day that is still to come."""
    names = (f"{BOOK}:{line}.date" for line in entries(given))
    return [name for name in names if given.day(name) > given.facts.presented_on]


@rule("bwm-book-signed", *SHIPS)
def book_signed(given: ConsignmentSet) -> Names:
    """The officer in charge has signed each entry."""
    return unmarked(given, *(f"{BOOK}:{line}.signature" for line in entries(given)))


@rule("bwm-book-master", *SHIPS)
def book_master(given: ConsignmentSet) -> Names:
    """The master has signed the page."""
    return unmarked(given, f"{BOOK}:master_signature")


@rule("bwm-book-rate", *SHIPS)
def book_rate(given: ConsignmentSet) -> Names:
    """No more water an hour than the treatment system can take."""
    system = system_found(given)
    return [name for line in LINES[:3] for name in _too_fast(given, line, system)] if system else ()


def _too_fast(given: ConsignmentSet, line: str, system: Treatment) -> Names:
    hours, volume = hours_of(given, line), given.number(f"{BOOK}:{line}.volume")
    return (f"{BOOK}:{line}.end",) if hours and volume and volume / hours > system.rate else ()


@rule("bwm-exchange-near", *SHIPS)
def exchange_near(given: ConsignmentSet) -> Names:
    """Whenever possible, water is exchanged 200 nautical miles from land or more."""
    miles = given.number(f"{BOOK}:line2.miles")
    return (f"{BOOK}:line2.miles",) if miles is not None and miles < NEAR else ()


@rule("bwm-exchange-shallow", *SHIPS)
def exchange_shallow(given: ConsignmentSet) -> Names:
    """Water is exchanged where it is 200 metres deep or more."""
    depth = given.number(f"{BOOK}:line2.depth")
    return (f"{BOOK}:line2.depth",) if depth is not None and depth < SHALLOW else ()


@rule("bwm-book-retained", *SHIPS)
def book_retained(given: ConsignmentSet) -> Names:
    """No less is on board after ballasting than was taken in."""
    taken, total = (given.number(f"{BOOK}:line1.{key}") for key in ("volume", "total"))
    return (f"{BOOK}:line1.total",) if taken is not None and total is not None and taken > total else ()


@rule("bwm-book-remaining", *SHIPS)
def book_remaining(given: ConsignmentSet) -> Names:
    """What was on board less what was discharged is what remains."""
    before, out, left = (
        given.number(f"{BOOK}:{key}") for key in ("line1.total", "line3.volume", "line3.total")
    )
    if before is None or out is None or left is None or before - out == left:
        return ()
    return (f"{BOOK}:line3.total",)


@rule("bwm-book-above-capacity", *SHIPS)
def book_above_capacity(given: ConsignmentSet) -> Names:
    """There is no more water on board than the tanks hold."""
    total, capacity = given.number(f"{BOOK}:line1.total"), given.number(f"{BOOK}:capacity")
    over = total is not None and capacity is not None and total > capacity
    return (f"{BOOK}:line1.total",) if over else ()


@rule("bwm-book-method", *SHIPS)
def book_method(given: ConsignmentSet) -> Names:
    """Where ballast was taken without treatment, the entry has a reason."""
    untreated = given.text(f"{BOOK}:line1.method").lower() == "none"
    return (f"{BOOK}:line1.method",) if untreated and not given.text(f"{BOOK}:line1.remarks") else ()


@rule("bwm-book-plan", *SHIPS)
def book_plan(given: ConsignmentSet) -> Names:
    """Ballast was discharged as the plan says."""
    names = (f"{BOOK}:{line}.plan" for line in LINES)
    return [name for name in names if given.text(name) == "no"]


@rule("bwm-book-bypass", *SHIPS)
def book_bypass(given: ConsignmentSet) -> Names:
    """The log of the system does not speak against the treatment that is entered."""
    logs = [sign for sign in given.found.signs if sign.startswith(RUNNING.partition(":")[0])]
    return (f"{BOOK}:line3.method",) if any("by-pass open" in sign for sign in logs) else ()


@rule("bwm-book-discharged-tanks", *SHIPS)
def book_discharged_tanks(given: ConsignmentSet) -> Names:
    """Only tanks that were filled are discharged."""
    filled, out = (tanks_of(given.text(f"{BOOK}:{line}.tanks")) for line in ("line1", "line3"))
    return (f"{BOOK}:line3.tanks",) if filled and out and not out <= filled else ()


# --- the report -------------------------------------------------------------------------------------


@rule("bwm-report-imo", *SHIPS)
def report_imo(given: ConsignmentSet) -> Names:
    """The report has the IMO number of the ship."""
    return not_on_hull(given, f"{REPORT}:imo")


@rule("bwm-report-last-port", *SHIPS)
def report_last_port(given: ConsignmentSet) -> Names:
    """The report has the last port of the ship."""
    return other_than(given, f"{REPORT}:last_port", given.facts.departs_from)


@rule("bwm-report-discharge", *SHIPS)
def report_discharge(given: ConsignmentSet) -> Names:
    """What is discharged was announced."""
    told = [given.number(f"{REPORT}:{line}.discharge") for line in ("line1", "line2", "line3")]
    out, known = given.number(f"{BOOK}:line3.volume"), [one for one in told if one is not None]
    return (f"{REPORT}:line1.discharge",) if out and known and not any(known) else ()


@rule("bwm-report-source", *SHIPS)
def report_source(given: ConsignmentSet) -> Names:
    """The report names the port where the book has the water taken."""
    there = given.text(f"{BOOK}:line1.start_place")
    told = given.text(f"{REPORT}:line1.source")
    other = there and told and told not in {there, HIDDEN}
    return (f"{REPORT}:line1.source",) if other else ()


@rule("bwm-report-source-named", *SHIPS)
def report_source_named(given: ConsignmentSet) -> Names:
    """The report names a port as the source of the water that was taken in port."""
    told = [f"{REPORT}:{line}.source" for line in ("line1", "line2", "line3")]
    return [name for name in told if given.text(name) == HIDDEN]


@rule("bwm-report-source-date", *SHIPS)
def report_source_date(given: ConsignmentSet) -> Names:
    """The report has the day on which the water was taken in."""
    return unlike(given, f"{REPORT}:line1.source_date", f"{BOOK}:line1.date")


@rule("bwm-report-total", *SHIPS)
def report_total(given: ConsignmentSet) -> Names:
    """The report has as much water on board as the book."""
    return unlike(given, f"{REPORT}:total", f"{BOOK}:line1.total")


@rule("bwm-report-capacity", *SHIPS)
def report_capacity(given: ConsignmentSet) -> Names:
    """The report has the capacity of the record book."""
    return unlike(given, f"{REPORT}:capacity", f"{BOOK}:capacity")


@rule("bwm-report-tanks", *SHIPS)
def report_tanks(given: ConsignmentSet) -> Names:
    """Tanks managed and not managed are the tanks in ballast."""
    every, managed, other = (
        given.number(f"{REPORT}:{key}") for key in ("in_ballast", "managed", "not_managed")
    )
    if every is None or managed is None or other is None or managed + other == every:
        return ()
    return (f"{REPORT}:managed",)


@rule("bwm-report-plan", *SHIPS)
def report_plan(given: ConsignmentSet) -> Names:
    """The ship has its management plan on board."""
    return (f"{REPORT}:plan",) if given.text(f"{REPORT}:plan") == "no" else ()


@rule("bwm-report-book", *SHIPS)
def report_book(given: ConsignmentSet) -> Names:
    """The report knows of the record book that is presented."""
    return (f"{REPORT}:book",) if given.text(f"{REPORT}:book") == "no" else ()


# --- the analysis of a sample -----------------------------------------------------------------------


def exceeded(given: ConsignmentSet, group: str) -> bool:
    """Whether the result of a group is not below what D-2 allows."""
    result = given.number(f"{ANALYSIS}:{group}.result")
    return result is not None and result >= d2_limits()[group][0]


def _above(group: str) -> Names:
    return (f"{ANALYSIS}:{group}.result",)


@rule("bwm-sample-large", SAMPLED)
def sample_large(given: ConsignmentSet) -> Names:
    """Fewer than 10 viable organisms of 50 µm or more in a cubic metre."""
    return _above("large") if exceeded(given, "large") else ()


@rule("bwm-sample-small", SAMPLED)
def sample_small(given: ConsignmentSet) -> Names:
    """Fewer than 10 viable organisms of 10 to 50 µm in a millilitre."""
    return _above("small") if exceeded(given, "small") else ()


@rule("bwm-sample-cholera", SAMPLED)
def sample_cholera(given: ConsignmentSet) -> Names:
    """Less than 1 cfu of Vibrio cholerae in 100 mL."""
    return _above("cholera") if exceeded(given, "cholera") else ()


@rule("bwm-sample-coli", SAMPLED)
def sample_coli(given: ConsignmentSet) -> Names:
    """Less than 250 cfu of Escherichia coli in 100 mL."""
    return _above("coli") if exceeded(given, "coli") else ()


@rule("bwm-sample-enterococci", SAMPLED)
def sample_enterococci(given: ConsignmentSet) -> Names:
    """Less than 100 cfu of intestinal enterococci in 100 mL."""
    return _above("enterococci") if exceeded(given, "enterococci") else ()


@rule("bwm-sample-unit", SAMPLED)
def sample_unit(given: ConsignmentSet) -> Names:
    """Each group is counted in the unit of D-2."""
    units = ((f"{ANALYSIS}:{group}.unit", unit) for group, (_limit, unit) in d2_limits().items())
    return [name for name, unit in units if given.text(name) and given.text(name) != unit]


@rule("bwm-sample-limit", SAMPLED)
def sample_limit(given: ConsignmentSet) -> Names:
    """Each group is held against the limit of D-2."""
    limits = ((f"{ANALYSIS}:{group}.limit", limit) for group, (limit, _unit) in d2_limits().items())
    return [name for name, limit in limits if given.text(name) and given.number(name) != limit]


@rule("bwm-sample-groups", SAMPLED)
def sample_groups(given: ConsignmentSet) -> Names:
    """There is a result for each group of D-2."""
    names = (f"{ANALYSIS}:{group}.result" for group in d2_limits())
    return [name for name in names if not given.text(name)]


@rule("bwm-sample-verdict", SAMPLED)
def sample_verdict(given: ConsignmentSet) -> Names:
    """The standard is called not met only where a result says so."""
    sound = not any(exceeded(given, group) for group in d2_limits())
    told = given.text(f"{ANALYSIS}:verdict") == "exceeded"
    return (f"{ANALYSIS}:verdict",) if told and sound else ()


@rule("bwm-sample-ship", SAMPLED)
def sample_ship(given: ConsignmentSet) -> Names:
    """The sample has the name of the ship."""
    return not_on_hull(given, f"{ANALYSIS}:ship")


@rule("bwm-sample-imo", SAMPLED)
def sample_imo(given: ConsignmentSet) -> Names:
    """The sample has the IMO number of the ship."""
    return not_on_hull(given, f"{ANALYSIS}:imo")


@rule("bwm-sample-port", SAMPLED)
def sample_port(given: ConsignmentSet) -> Names:
    """The sample was taken in the port where the ship lies."""
    return other_than(given, f"{ANALYSIS}:port", given.facts.office)


@rule("bwm-sample-day", SAMPLED)
def sample_day(given: ConsignmentSet) -> Names:
    """The sample was taken on the day of the discharge."""
    return unlike(given, f"{ANALYSIS}:sampled_on", f"{BOOK}:line3.date")


@rule("bwm-sample-tanks", SAMPLED)
def sample_tanks(given: ConsignmentSet) -> Names:
    """The sample is of tanks that were discharged."""
    told, out = tanks_of(given.text(f"{ANALYSIS}:tanks")), tanks_of(given.text(f"{BOOK}:line3.tanks"))
    return (f"{ANALYSIS}:tanks",) if told and out and not told <= out else ()


@rule("bwm-sample-analysed", SAMPLED)
def sample_analysed(given: ConsignmentSet) -> Names:
    """The sample was analysed after it was received."""
    received, analysed = (given.when(f"{ANALYSIS}:{key}") for key in ("received_on", "analysed_on"))
    return (f"{ANALYSIS}:analysed_on",) if received and analysed and analysed < received else ()
