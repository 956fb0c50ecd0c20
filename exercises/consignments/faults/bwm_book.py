"""Faults of the ballast water record book."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.bwm import RUNNING, tank_names
from exercises.consignments.clean.papers import plain
from exercises.consignments.faults.bwm import (
    PAPERS_OF_THE_SHIP,
    changed,
    earlier,
    other_imo,
    other_name,
    with_sign,
)
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import SHIPS, ConsignmentSet
from exercises.consignments.rules.bwm import BOOK, REPORT, minutes, system_found, tanks_of
from exercises.consignments.stock.bwm import passages
from exercises.consignments.wording import marked as _
from exercises.documents.model import Value
from exercises.documents.templates.bwm_record_book.fields import LINES, TANKS
from exercises.inspections.scoring import Decision

PLAN_FOLLOWED = Basis("bwm-B49", _("Detainable: the management plan is not followed"))
RECORDS = Basis("bwm-B12", _("BWM.2/Circ.80: records of ballast water operations"))
SIGNED = Basis("bwm-B14b", _("Regulation B-2: each entry and each completed page is signed"))
EXCHANGE = Basis("bwm-B22", _("Regulation B-4: 200 nautical miles from land, 200 metres deep"))
WATER_AT_SEA = ("exchange:yes",)


@fault(
    "bwm-book-of-other-ship",
    title=_("The record book has the IMO number of another ship"),
    shows=_("The IMO number on the front of the record book is not the one on the hull."),
    matters=_("What was done on another ship says nothing of the water in these tanks."),
    basis=PAPERS_OF_THE_SHIP,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:imo",),
    trips=("bwm-book-imo",),
    templates=SHIPS,
)
def book_of_other_ship(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{BOOK}:imo": other_imo(rng, given)})


@fault(
    "bwm-page-of-other-book",
    title=_("The page comes from another record book"),
    shows=_("The name at the head of the page is not the name on the front of the book."),
    matters=_("Pages are numbered and stay in their book; this one was put in."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:page_ship", f"{BOOK}:ship"),
    trips=("bwm-book-ship",),
    templates=SHIPS,
)
def page_of_other_book(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{BOOK}:page_ship": other_name(rng, given)})


OLD_ITEMS = {"A": "3.1", "C": "3.2", "B": "3.3", "H": "3.6"}


@fault(
    "bwm-old-form",
    title=_("The record book is kept in the old form"),
    shows=_("Entries have the items 3.1 to 3.6 in place of letters, after 1 February 2025."),
    matters=_("The form with the letters A to H is the one in force; the old one is not."),
    basis=Basis("bwm-B11", _("MEPC.369(80): form of the record book since 1 February 2025")),
    action=Decision.CONSULT,
    entries=tuple(f"{BOOK}:{line}.code" for line in LINES),
    trips=("bwm-book-form",),
    templates=SHIPS,
    needs=("remark:yes",),
)
def old_form(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    names = (f"{BOOK}:{line}.code" for line in LINES)
    return given.write({name: OLD_ITEMS[given.text(name)] for name in names})


@fault(
    "bwm-tanks-not-the-capacity",
    title=_("The tanks do not add up to the capacity"),
    shows=_("The tanks in the diagram together hold less than the total capacity of the record book."),
    matters=_("A tank is missing in the diagram, or a figure was changed."),
    basis=RECORDS,
    action=Decision.ASK,
    entries=(f"{BOOK}:capacity", *(f"{BOOK}:tank.{tank}" for tank in TANKS)),
    trips=("bwm-book-tanks",),
    templates=SHIPS,
)
def tanks_not_the_capacity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(changed(given, f"{BOOK}:tank.{rng.choice(TANKS)}", -rng.randrange(20, 60) * 10))


@fault(
    "bwm-book-begun-later",
    title=_("The book was begun after its entries"),
    shows=_("The period on the front begins after the day of the first entry on the page."),
    matters=_("The entries were written later than they say."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:period_from", f"{BOOK}:line1.date"),
    trips=("bwm-book-period",),
    templates=SHIPS,
)
def book_begun_later(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = given.day(f"{BOOK}:line1.date") + timedelta(days=rng.randrange(1, 4))
    return given.write({f"{BOOK}:period_from": str(day)})


@fault(
    "bwm-entries-out-of-order",
    title=_("The entries are not in the order of their days"),
    shows=_("The second entry on the page has an earlier date than the first."),
    matters=_("Entries are made without delay; one was added or dated back."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line1.date", f"{BOOK}:line2.date", f"{REPORT}:line2.managed_date"),
    trips=("bwm-book-order",),
    templates=SHIPS,
)
def entries_out_of_order(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{BOOK}:line2.date": earlier(given, f"{BOOK}:line1.date", rng.randrange(2, 12))})


@fault(
    "bwm-entry-of-day-to-come",
    title=_("An entry is of a day that is still to come"),
    shows=_("The last entry on the page has a date after today."),
    matters=_("What is entered before it is done is made up."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line4.date",),
    trips=("bwm-book-future",),
    templates=SHIPS,
    needs=("remark:yes",),
)
def entry_of_day_to_come(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = given.facts.presented_on + timedelta(days=rng.randrange(1, 9))
    return given.write({f"{BOOK}:line4.date": str(day)})


@fault(
    "bwm-entry-not-signed",
    title=_("An entry is not signed"),
    shows=_("The officer in charge has not signed the second entry."),
    matters=_("Nobody answers for what is entered."),
    basis=SIGNED,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line2.signature",),
    trips=("bwm-book-signed",),
    templates=SHIPS,
)
def entry_not_signed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.unmark(f"{BOOK}:line2.signature")


@fault(
    "bwm-page-not-signed",
    title=_("The page is not signed by the master"),
    shows=_("At the foot of the completed page there is no signature."),
    matters=_("The master signs each completed page and so answers for it."),
    basis=SIGNED,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:master_signature",),
    trips=("bwm-book-master",),
    templates=SHIPS,
)
def page_not_signed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.unmark(f"{BOOK}:master_signature")


@fault(
    "bwm-impossible-rate",
    title=_("More water was taken in than the system can treat in that time"),
    shows=_("Volume by hours of the first entry is above the rate on the type plate of the system."),
    matters=_("The entry is invented, or the water went past the system."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line1.start", f"{BOOK}:line1.end", f"{BOOK}:line1.volume"),
    trips=("bwm-book-rate",),
    templates=SHIPS,
)
def impossible_rate(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    system, volume = system_found(given), given.number(f"{BOOK}:line1.volume") or Decimal(0)
    begun = minutes(given.text(f"{BOOK}:line1.start")) or 0
    short = int(volume * 600 / (rng.randrange(15, 35) * (system.rate if system else 1000)))
    ended = begun + max(20, short)
    return given.write({f"{BOOK}:line1.end": f"{ended // 60:02}:{ended % 60:02}"})


@fault(
    "bwm-exchange-too-near",
    title=_("Ballast was exchanged too near land"),
    shows=_("The entry of the exchange is far below 200 nautical miles from nearest land."),
    matters=_("Water from near a coast can bring what lives there to another coast."),
    basis=EXCHANGE,
    action=Decision.CONSULT,
    entries=(
        *(f"{BOOK}:line2.{key}" for key in ("miles", "start_place", "end_place")),
        f"{REPORT}:line2.managed_place",
    ),
    trips=("bwm-exchange-near",),
    templates=SHIPS,
    needs=WATER_AT_SEA,
)
def exchange_too_near(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    begun = given.text(f"{BOOK}:line2.start_place")
    coast = next(one.coast for one in passages() if one.begun == begun)
    places = (f"{BOOK}:line2.start_place", f"{BOOK}:line2.end_place", f"{REPORT}:line2.managed_place")
    return given.write({f"{BOOK}:line2.miles": str(rng.randrange(12, 46)), **dict.fromkeys(places, coast)})


@fault(
    "bwm-exchange-too-shallow",
    title=_("Ballast was exchanged in shallow water"),
    shows=_("The least depth in the entry of the exchange is below 200 metres."),
    matters=_("Water that shallow is water of a coast, with what lives there."),
    basis=EXCHANGE,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line2.depth",),
    trips=("bwm-exchange-shallow",),
    templates=SHIPS,
    needs=WATER_AT_SEA,
)
def exchange_too_shallow(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{BOOK}:line2.depth": str(rng.randrange(45, 160))})


def on_board(given: ConsignmentSet, total: Decimal) -> dict[str, Value]:
    """Another amount on board after ballasting, in book and report, with what then remains."""
    out = given.number(f"{BOOK}:line3.volume") or Decimal(0)
    return {
        f"{BOOK}:line1.total": plain(total),
        f"{REPORT}:total": plain(total),
        f"{BOOK}:line3.total": plain(total - out),
    }


@fault(
    "bwm-retained-below-taken",
    title=_("Less is on board than was taken in"),
    shows=_("In the first entry the final total is below the volume taken in."),
    matters=_("Part of the water has gone overboard without an entry, or the figures are invented."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line1.total", f"{BOOK}:line1.volume"),
    trips=("bwm-book-retained",),
    templates=SHIPS,
    touches=(f"{REPORT}:total", f"{BOOK}:line3.total", f"{BOOK}:line3.volume"),
)
def retained_below_taken(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    taken = given.number(f"{BOOK}:line1.volume") or Decimal(0)
    return given.write(on_board(given, taken - rng.randrange(10, 40) * 10))


@fault(
    "bwm-remainder-wrong",
    title=_("What remains on board does not follow from the entries"),
    shows=_("Total after ballasting less volume discharged is not the final total of the discharge."),
    matters=_("More was discharged than is entered, or taken in without an entry."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line3.total", f"{BOOK}:line3.volume", f"{BOOK}:line1.total"),
    trips=("bwm-book-remaining",),
    templates=SHIPS,
)
def remainder_wrong(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    left = given.number(f"{BOOK}:line3.total") or Decimal(0)
    lower = (left * rng.randrange(10, 60) / 100).quantize(Decimal(1))
    return given.write({f"{BOOK}:line3.total": plain(lower)})


@fault(
    "bwm-above-capacity",
    title=_("There is more ballast water on board than the tanks can hold"),
    shows=_("The final total of the first entry is above the total capacity."),
    matters=_("The figures are invented, or there are tanks that no paper tells of."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line1.total", f"{BOOK}:capacity", f"{REPORT}:total", f"{REPORT}:capacity"),
    trips=("bwm-book-above-capacity",),
    templates=SHIPS,
    touches=(f"{BOOK}:line3.total", f"{BOOK}:line3.volume"),
)
def above_capacity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    capacity = given.number(f"{BOOK}:capacity") or Decimal(0)
    return given.write(on_board(given, capacity + rng.randrange(10, 150) * 10))


@fault(
    "bwm-untreated-without-reason",
    title=_("Ballast was taken in untreated and no reason is entered"),
    shows=_("The treatment method of the first entry is “None”, without a remark."),
    matters=_("Untreated water makes all the water that it is mixed with unmanaged."),
    basis=Basis("bwm-B13", _("Entries in the record book: code A, treatment method")),
    action=Decision.ASK,
    entries=(f"{BOOK}:line1.method", f"{BOOK}:line1.remarks", f"{REPORT}:line1.method"),
    trips=("bwm-book-method",),
    templates=SHIPS,
)
def untreated_without_reason(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{BOOK}:line1.method": "None"})


@fault(
    "bwm-plan-not-followed",
    title=_("Ballast was discharged against the management plan"),
    shows=_("The entry of the discharge says that it was not in accordance with the plan."),
    matters=_("The plan is what was approved for this ship."),
    basis=PLAN_FOLLOWED,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line3.plan",),
    trips=("bwm-book-plan",),
    templates=SHIPS,
)
def plan_not_followed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{BOOK}:line3.plan": "no"})


BYPASSED = "Log of the treatment system: in operation during ballasting, by-pass open during the discharge."


@fault(
    "bwm-by-pass-not-entered",
    title=_("The water went past the treatment system and the book says otherwise"),
    shows=_("The log of the system has the by-pass open during the discharge; the entry has treatment."),
    matters=_("Untreated water was discharged and concealed."),
    basis=PLAN_FOLLOWED,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line3.method", f"{BOOK}:line3.remarks", f"{BOOK}:line3.plan"),
    trips=("bwm-book-bypass",),
    templates=SHIPS,
)
def by_pass_not_entered(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return with_sign(given, RUNNING, BYPASSED)


@fault(
    "bwm-discharged-other-tanks",
    title=_("A tank was discharged that was never filled"),
    shows=_("The entry of the discharge names tanks that the entry of the ballasting does not."),
    matters=_("The water in them has no history: nobody knows where it is from."),
    basis=RECORDS,
    action=Decision.CONSULT,
    entries=(f"{BOOK}:line3.tanks", f"{BOOK}:line1.tanks"),
    trips=("bwm-book-discharged-tanks",),
    templates=SHIPS,
)
def discharged_other_tanks(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    filled, out = (tanks_of(given.text(f"{BOOK}:{line}.tanks")) for line in ("line1", "line3"))
    pair = rng.choice([tank[0] for tank in TANKS if tank.upper() not in filled])
    every = [tank for tank in TANKS if tank.upper() in out or tank[0] == pair]
    return given.write({f"{BOOK}:line3.tanks": tank_names(tuple(every))})
