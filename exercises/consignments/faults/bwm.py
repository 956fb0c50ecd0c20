"""Faults of the papers of a ship: certificate, record book, ballast water report, analysis of a sample.

None turns on what the reference has not verified: dates and windows of endorsements, five years at most, the
check digit of IMO numbers, three volumes of a tank, 50 nautical miles, letters other than A and C.
The master of a ship answers to port State control, so no fault asks an officer of Customs to detain.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.bwm import (
    OLD_APPROVAL,
    RUNNING,
    approval_of,
    imo_number,
    plate,
    tank_names,
)
from exercises.consignments.clean.papers import plain
from exercises.consignments.faults.registry import Basis, Fault, Inject, fault
from exercises.consignments.model import SHIPS, ConsignmentSet
from exercises.consignments.rules.bwm import (
    ANALYSIS,
    BOOK,
    CERTIFICATE,
    HIDDEN,
    REPORT,
    minutes,
    system_found,
    tanks_of,
)
from exercises.consignments.stock.bwm import Treatment, d2_limits, flags, of_ships, passages, treatments
from exercises.consignments.stock.trade import trade
from exercises.consignments.wording import marked as _
from exercises.documents.model import Value
from exercises.documents.templates.bwm_record_book.fields import LINES, TANKS
from exercises.inspections.scoring import Decision

SAMPLED = ("bwm-sampling-result",)
NO_VALID_CERTIFICATE = Basis("bwm-B3", _("Article 9(2): no valid certificate, or clear grounds"))
PAPERS_OF_THE_SHIP = Basis("bwm-B3", _("MEPC.252(67), stage 1: certificate, plan and record book"))
CORRESPONDS = Basis("bwm-B49", _("Detainable: ship or equipment does not correspond to the certificate"))
PLAN_FOLLOWED = Basis("bwm-B49", _("Detainable: the management plan is not followed"))
RECORDS = Basis("bwm-B12", _("BWM.2/Circ.80: records of ballast water operations"))
SIGNED = Basis("bwm-B14b", _("Regulation B-2: each entry and each completed page is signed"))
EXCHANGE = Basis("bwm-B22", _("Regulation B-4: 200 nautical miles from land, 200 metres deep"))
REPORTED = Basis("bwm-B18", _("Content of the ballast water report"))
STANDARD = Basis("bwm-B1", _("Regulation D-2: the performance standard"))
ANALYSED = Basis("bwm-B3", _("MEPC.252(67), stages 3 and 4: analysis against D-2"))
WATER_AT_SEA = ("exchange:yes",)
PLATE = ("found:plate",)
"""What is not on paper but changed by several kinds, so that they do not go together."""


def other_name(rng: Random, given: ConsignmentSet) -> str:
    """A ship of another name."""
    return rng.choice([name for name in of_ships("ships") if name not in given.facts.goods])


def other_imo(rng: Random, given: ConsignmentSet) -> str:
    while (number := imo_number(rng)) in given.facts.goods:
        pass
    return number


def changed(given: ConsignmentSet, name: str, by: Decimal | int) -> dict[str, Value]:
    """A number made larger, or smaller."""
    return {name: plain((given.number(name) or Decimal(0)) + by)}


def earlier(given: ConsignmentSet, name: str, days: int) -> str:
    return str(given.day(name) - timedelta(days=days))


def with_sign(given: ConsignmentSet, like: str, new: str) -> ConsignmentSet:
    """Another sentence about the ship in place of the one that begins like this."""
    signs = tuple(new if sign.startswith(like) else sign for sign in given.found.signs)
    return replace(given, found=replace(given.found, signs=signs))


def with_system(given: ConsignmentSet, system: Treatment) -> ConsignmentSet:
    """Another system on board, approved as the one before."""
    old = any(OLD_APPROVAL in sign for sign in given.found.signs)
    approval = OLD_APPROVAL if old else approval_of(given.facts.presented_on)
    found = replace(given.found, goods=system.slug)
    return with_sign(replace(given, found=found), "Type plate", plate(system, approval))


# --- the certificate --------------------------------------------------------------------------------


@fault(
    "bwm-certificate-expired",
    title=_("The certificate has expired"),
    shows=_("The last day of validity lies before today."),
    matters=_("Without a valid certificate the ship is open to a more detailed inspection."),
    basis=NO_VALID_CERTIFICATE,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:valid_until",),
    trips=("bwm-certificate-valid",),
    templates=SHIPS,
)
def certificate_expired(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    until = given.facts.presented_on - timedelta(days=rng.randrange(5, 50))
    return given.write({f"{CERTIFICATE}:valid_until": str(until)})


@fault(
    "bwm-certificate-not-yet-issued",
    title=_("The certificate is issued on a day that is still to come"),
    shows=_("The date of issue lies after today."),
    matters=_("A certificate that is not issued yet is no valid one, or it was made up."),
    basis=NO_VALID_CERTIFICATE,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:issue_date", f"{CERTIFICATE}:survey_date"),
    trips=("bwm-certificate-issued",),
    templates=SHIPS,
    needs=("endorsed:no",),
)
def certificate_not_yet_issued(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = given.facts.presented_on + timedelta(days=rng.randrange(3, 25))
    return given.write({f"{CERTIFICATE}:issue_date": str(day)})


@fault(
    "bwm-only-exchange",
    title=_("The certificate has exchange of ballast water only"),
    shows=_("Regulation D-1 is ticked in box 12 and nothing else, after 8 September 2024."),
    matters=_("Every ship in scope has to treat its water to the D-2 standard by now."),
    basis=Basis("bwm-B42", _("Regulation B-3: D-2 for all ships since 8 September 2024")),
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:principal",),
    trips=("bwm-treated",),
    templates=SHIPS,
)
def only_exchange(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{CERTIFICATE}:principal": "d1"})


@fault(
    "bwm-certificate-other-ship",
    title=_("The certificate names another ship"),
    shows=_("The name on the certificate is not the name on the hull."),
    matters=_("The certificate of another ship says nothing of this one."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:ship",),
    trips=("bwm-certificate-ship",),
    templates=SHIPS,
)
def certificate_other_ship(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{CERTIFICATE}:ship": other_name(rng, given)})


@fault(
    "bwm-certificate-other-imo",
    title=_("The certificate has the IMO number of another ship"),
    shows=_("The IMO number on the certificate is not the one on the hull."),
    matters=_("Names change and the number does not: the certificate may be that of another ship."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:imo",),
    trips=("bwm-certificate-imo",),
    templates=SHIPS,
)
def certificate_other_imo(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{CERTIFICATE}:imo": other_imo(rng, given)})


@fault(
    "bwm-certificate-other-flag",
    title=_("The certificate is of another flag State"),
    shows=_("The Government on the certificate is not that of the flag in record book and report."),
    matters=_("The flag State issues the certificate; that of another State is not valid for this ship."),
    basis=Basis("bwm-SEED0", _("The flag State issues the certificate")),
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:authority", f"{CERTIFICATE}:issuer_seal", f"{BOOK}:flag", f"{REPORT}:flag"),
    trips=("bwm-certificate-flag",),
    templates=SHIPS,
)
def certificate_other_flag(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = given.text(f"{CERTIFICATE}:authority")
    other = rng.choice([state for state in flags() if state != mine])
    made = given.write({f"{CERTIFICATE}:authority": other})
    return made.remark(
        CERTIFICATE,
        "issuer_seal",
        lambda mark: replace(mark, text=mark.text.replace(mine.upper(), other.upper())),
    )


@fault(
    "bwm-certificate-other-registry",
    title=_("The certificate names another port of registry"),
    shows=_("The port of registry on the certificate is not the one on the stern."),
    matters=_("The ship may have changed its flag since, or the certificate is not its own."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:registry",),
    trips=("bwm-certificate-registry",),
    templates=SHIPS,
)
def certificate_other_registry(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = given.text(f"{CERTIFICATE}:registry")
    other = rng.choice([registry for registry in flags().values() if registry != mine])
    return given.write({f"{CERTIFICATE}:registry": other})


@fault(
    "bwm-tonnages-differ",
    title=_("Certificate and record book have different gross tonnages"),
    shows=_("The gross tonnage on the certificate is not the one on the front of the record book."),
    matters=_("One of the two was made for another ship."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:tonnage", f"{BOOK}:tonnage"),
    trips=("bwm-tonnage",),
    templates=SHIPS,
)
def tonnages_differ(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(
        changed(given, f"{CERTIFICATE}:tonnage", rng.choice((-1, 1)) * rng.randrange(900, 6000))
    )


@fault(
    "bwm-capacities-differ",
    title=_("Certificate and record book have different capacities"),
    shows=_("The ballast water capacity on the certificate is not the one on the front of the record book."),
    matters=_("Tanks that no paper tells of can hold water that nobody has treated."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:capacity", f"{BOOK}:capacity", f"{REPORT}:capacity"),
    trips=("bwm-certificate-capacity",),
    templates=SHIPS,
    also=("bwm-report-other-capacity",),
)
def capacities_differ(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(changed(given, f"{CERTIFICATE}:capacity", -rng.randrange(80, 400) * 10))


@fault(
    "bwm-system-of-other-maker",
    title=_("The treatment system is of another manufacturer"),
    shows=_("The type plate on board has another manufacturer than box 11 of the certificate."),
    matters=_("The system that was surveyed is not the one that treats the water."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:maker",),
    trips=("bwm-maker",),
    templates=SHIPS,
    touches=PLATE,
)
def system_of_other_maker(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return with_system(given, rng.choice(_systems(given, maker=False)))


def _systems(given: ConsignmentSet, *, maker: bool) -> list[Treatment]:
    """Systems of the same size that have the same maker and another method, or the other way round."""
    mine = system_found(given)
    return [
        one
        for one in treatments()
        if mine
        and one.rate == mine.rate
        and (one.maker == mine.maker) == maker
        and (one.method == mine.method) != maker
    ]


@fault(
    "bwm-system-of-other-method",
    title=_("The treatment system works by another method"),
    shows=_("The type plate on board has another method than certificate, record book and report."),
    matters=_("The papers describe a treatment that this ship cannot give its water."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(
        f"{CERTIFICATE}:method",
        *(f"{BOOK}:{line}.method" for line in LINES[:3]),
        *(f"{REPORT}:{line}.method" for line in LINES[:2]),
    ),
    trips=("bwm-method",),
    templates=SHIPS,
    touches=PLATE,
)
def system_of_other_method(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return with_system(given, rng.choice(_systems(given, maker=True)))


@fault(
    "bwm-approved-under-old-guidelines",
    title=_("The treatment system is approved under guidelines that no longer count"),
    shows=_("The type plate has the guidelines of 2008; the system was installed since 28 October 2020."),
    matters=_("Systems installed since then need approval under the BWMS Code or the guidelines of 2016."),
    basis=Basis("bwm-B15", _("BWMS Code: systems installed on or after 28 October 2020")),
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:installed",),
    trips=("bwm-approval",),
    templates=SHIPS,
    needs=("system:new",),
    touches=PLATE,
)
def approved_under_old_guidelines(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = system_found(given)
    return with_sign(given, "Type plate", plate(mine, OLD_APPROVAL)) if mine else given


@fault(
    "bwm-installed-before-built",
    title=_("The treatment system is older on board than the ship"),
    shows=_("The date of installation lies before the date of construction."),
    matters=_("One of the two dates was taken from another ship or made up."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:installed", f"{CERTIFICATE}:built"),
    trips=("bwm-installed",),
    templates=SHIPS,
)
def installed_before_built(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = earlier(given, f"{CERTIFICATE}:built", rng.randrange(200, 900))
    return given.write({f"{CERTIFICATE}:installed": day})


# --- the record book --------------------------------------------------------------------------------


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
    return given.remark(BOOK, "line2.signature", lambda mark: None)


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
    return given.remark(BOOK, "master_signature", lambda mark: None)


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


# --- the report -------------------------------------------------------------------------------------


@fault(
    "bwm-report-of-other-ship",
    title=_("The report has the IMO number of another ship"),
    shows=_("The IMO number on the ballast water report is not the one on the hull."),
    matters=_("The port State was told of the water of another ship."),
    basis=REPORTED,
    action=Decision.CONSULT,
    entries=(f"{REPORT}:imo",),
    trips=("bwm-report-imo",),
    templates=SHIPS,
)
def report_of_other_ship(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{REPORT}:imo": other_imo(rng, given)})


@fault(
    "bwm-report-other-last-port",
    title=_("The report names another last port"),
    shows=_("The last port on the report is not the port that the ship comes from."),
    matters=_("The last port tells how great the risk of the water is."),
    basis=REPORTED,
    action=Decision.CONSULT,
    entries=(f"{REPORT}:last_port",),
    trips=("bwm-report-last-port",),
    templates=SHIPS,
)
def report_other_last_port(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    named = {given.facts.departs_from, given.facts.destination, given.facts.office}
    ports = [f"{one.port}, {one.name}" for one in trade().countries.values()]
    return given.write({f"{REPORT}:last_port": rng.choice([port for port in ports if port not in named])})


@fault(
    "bwm-nil-discharge-reported",
    title=_("The report announces no discharge, and the book has one"),
    shows=_("The intended discharge of all tanks is 0; the record book has a discharge in this port."),
    matters=_("Water was discharged of which the port State had not been told."),
    basis=REPORTED,
    action=Decision.CONSULT,
    entries=(*(f"{REPORT}:{line}.discharge" for line in LINES[:2]), f"{BOOK}:line3.volume"),
    trips=("bwm-report-discharge",),
    templates=SHIPS,
)
def nil_discharge_reported(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{REPORT}:{line}.discharge": "0" for line in LINES[:2]})


@fault(
    "bwm-source-hidden",
    title=_("The report hides where the water is from"),
    shows=_("“At sea” stands as the source of all tanks; the record book has a port."),
    matters=_("The risk of a port with harmful organisms is concealed."),
    basis=REPORTED,
    action=Decision.CONSULT,
    entries=tuple(f"{REPORT}:{line}.source" for line in LINES[:2]),
    trips=("bwm-report-source-named",),
    templates=SHIPS,
    also=("bwm-report-other-source",),
)
def source_hidden(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{REPORT}:{line}.source": HIDDEN for line in LINES[:2]})


@fault(
    "bwm-report-other-source",
    title=_("The report names another port as the source of the water"),
    shows=_("The source of the first tanks is not the port in which the record book has them filled."),
    matters=_("The water comes from a port that the port State was not told of."),
    basis=REPORTED,
    action=Decision.CONSULT,
    entries=(f"{REPORT}:line1.source", f"{BOOK}:line1.start_place"),
    trips=("bwm-report-source",),
    templates=SHIPS,
    also=("bwm-source-hidden",),
)
def report_other_source(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = given.text(f"{BOOK}:line1.start_place")
    ports = [one.port for one in trade().countries.values() if one.port not in given.facts.office]
    return given.write({f"{REPORT}:line1.source": rng.choice([port for port in ports if port != mine])})


@fault(
    "bwm-report-other-day",
    title=_("Report and record book differ in the day on which the water was taken in"),
    shows=_("The date of the source on the report is not the date of the first entry in the book."),
    matters=_("A report that differs from the book is a clear ground for a closer look."),
    basis=REPORTED,
    action=Decision.CONSULT,
    entries=(f"{REPORT}:line1.source_date", f"{BOOK}:line1.date"),
    trips=("bwm-report-source-date",),
    templates=SHIPS,
)
def report_other_day(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = earlier(given, f"{REPORT}:line1.source_date", rng.randrange(3, 20))
    return given.write({f"{REPORT}:line1.source_date": day})


@fault(
    "bwm-report-other-total",
    title=_("Report and record book differ in the water on board"),
    shows=_("The total on the report is below the final total of the first entry in the book."),
    matters=_("Part of the water was kept from the port State."),
    basis=REPORTED,
    action=Decision.CONSULT,
    entries=(f"{REPORT}:total", f"{BOOK}:line1.total"),
    trips=("bwm-report-total",),
    templates=SHIPS,
)
def report_other_total(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(changed(given, f"{REPORT}:total", -rng.randrange(40, 150) * 10))


@fault(
    "bwm-report-other-capacity",
    title=_("The report has another capacity"),
    shows=_("The total capacity on the report is not the one on certificate and record book."),
    matters=_("The report was filled in for another ship, or carelessly."),
    basis=REPORTED,
    action=Decision.ASK,
    entries=(f"{REPORT}:capacity", f"{BOOK}:capacity", f"{CERTIFICATE}:capacity"),
    trips=("bwm-report-capacity",),
    templates=SHIPS,
    also=("bwm-capacities-differ",),
)
def report_other_capacity(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(changed(given, f"{REPORT}:capacity", rng.randrange(80, 400) * 10))


@fault(
    "bwm-tanks-do-not-add-up",
    title=_("The tanks on the report do not add up"),
    shows=_("Tanks managed and tanks not managed are fewer than the tanks in ballast."),
    matters=_("Of the tanks that are left out nobody says whether their water was treated."),
    basis=REPORTED,
    action=Decision.ASK,
    entries=tuple(f"{REPORT}:{key}" for key in ("in_ballast", "managed", "not_managed")),
    trips=("bwm-report-tanks",),
    templates=SHIPS,
)
def tanks_do_not_add_up(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(changed(given, f"{REPORT}:managed", -rng.choice((1, 2))))


@fault(
    "bwm-no-plan",
    title=_("There is no management plan on board"),
    shows=_("“No” is ticked for the management plan on the report."),
    matters=_("Every ship in scope needs an approved plan; a ship without one can be detained."),
    basis=Basis("bwm-B49", _("Detainable: no ballast water management plan")),
    action=Decision.CONSULT,
    entries=(f"{REPORT}:plan",),
    trips=("bwm-report-plan",),
    templates=SHIPS,
)
def no_plan(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{REPORT}:plan": "no"})


@fault(
    "bwm-no-book-reported",
    title=_("The report says that there is no record book on board"),
    shows=_("“No” is ticked for the record book on the report, and a book is presented."),
    matters=_("The book may have been written after the report was sent."),
    basis=PAPERS_OF_THE_SHIP,
    action=Decision.CONSULT,
    entries=(f"{REPORT}:book",),
    trips=("bwm-report-book",),
    templates=SHIPS,
)
def no_book_reported(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{REPORT}:book": "no"})


# --- the analysis of a sample -----------------------------------------------------------------------


def above_limit(group: str, title: str, shows: str, matters: str, slug: str) -> Fault:
    """A result at the limit or above it, with an evaluation that says that all is well."""

    def inject(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
        limit = d2_limits()[group][0]
        times = rng.choice((1, 2, 10, 100))
        more = rng.randrange(limit) if times > 1 else 0
        return given.write({f"{ANALYSIS}:{group}.result": str(limit * times + more)})

    return fault(
        slug,
        title=title,
        shows=shows,
        matters=matters,
        basis=STANDARD,
        action=Decision.CONSULT,
        entries=(f"{ANALYSIS}:{group}.result", f"{ANALYSIS}:verdict"),
        trips=(f"bwm-sample-{group}",),
        templates=SAMPLED,
    )(inject)


large_above_limit = above_limit(
    "large",
    _("Too many organisms of 50 µm or more"),
    _("The result is 10 or more in a cubic metre, and the evaluation says that D-2 is met."),
    _("D-2 allows fewer than 10 viable organisms of this size in a cubic metre."),
    "bwm-large-organisms",
)
small_above_limit = above_limit(
    "small",
    _("Too many organisms of 10 to 50 µm"),
    _("The result is 10 or more in a millilitre, and the evaluation says that D-2 is met."),
    _("D-2 allows fewer than 10 viable organisms of this size in a millilitre."),
    "bwm-small-organisms",
)
cholera_above_limit = above_limit(
    "cholera",
    _("Vibrio cholerae in the sample"),
    _("The result is 1 cfu or more in 100 mL, and the evaluation says that D-2 is met."),
    _("D-2 allows less than 1 cfu in 100 mL of the toxicogenic kinds O1 and O139."),
    "bwm-cholera",
)
coli_above_limit = above_limit(
    "coli",
    _("Too much Escherichia coli"),
    _("The result is 250 cfu or more in 100 mL, and the evaluation says that D-2 is met."),
    _("D-2 allows less than 250 cfu in 100 mL."),
    "bwm-coli",
)
enterococci_above_limit = above_limit(
    "enterococci",
    _("Too many intestinal enterococci"),
    _("The result is 100 cfu or more in 100 mL, and the evaluation says that D-2 is met."),
    _("D-2 allows less than 100 cfu in 100 mL."),
    "bwm-enterococci",
)


def units_changed(groups: Sequence[str], unit: str) -> Inject:
    def inject(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
        return given.write({f"{ANALYSIS}:{group}.unit": unit for group in groups})

    return inject


small_other_unit = fault(
    "bwm-small-organisms-other-unit",
    title=_("The smaller organisms are counted in a cubic metre"),
    shows=_("Organisms of 10 to 50 µm are given in a cubic metre, not in a millilitre."),
    matters=_("A cubic metre is a million millilitres: against this limit the result says nothing."),
    basis=STANDARD,
    action=Decision.ASK,
    entries=(f"{ANALYSIS}:small.unit",),
    trips=("bwm-sample-unit",),
    templates=SAMPLED,
)(units_changed(("small",), "viable organisms per m³"))

microbes_other_unit = fault(
    "bwm-microbes-other-unit",
    title=_("The microbes are counted in a millilitre"),
    shows=_("Escherichia coli and enterococci are given in a millilitre, not in 100 mL."),
    matters=_("In the volume that D-2 asks for there are a hundred times as many."),
    basis=STANDARD,
    action=Decision.ASK,
    entries=(f"{ANALYSIS}:coli.unit", f"{ANALYSIS}:enterococci.unit"),
    trips=("bwm-sample-unit",),
    templates=SAMPLED,
)(units_changed(("coli", "enterococci"), "cfu per mL"))


@fault(
    "bwm-limits-exchanged",
    title=_("The results are held against wrong limits"),
    shows=_("The limits of Escherichia coli and of enterococci are exchanged."),
    matters=_("Enterococci between 100 and 250 cfu would pass without notice."),
    basis=STANDARD,
    action=Decision.ASK,
    entries=(f"{ANALYSIS}:coli.limit", f"{ANALYSIS}:enterococci.limit"),
    trips=("bwm-sample-limit",),
    templates=SAMPLED,
)
def limits_exchanged(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    coli, enterococci = (given.text(f"{ANALYSIS}:{group}.limit") for group in ("coli", "enterococci"))
    return given.write({f"{ANALYSIS}:coli.limit": enterococci, f"{ANALYSIS}:enterococci.limit": coli})


@fault(
    "bwm-group-not-analysed",
    title=_("One group of D-2 was not analysed"),
    shows=_("There is no result for Vibrio cholerae, and the evaluation says that D-2 is met."),
    matters=_("The standard has five groups; with four nobody can say that it is met."),
    basis=STANDARD,
    action=Decision.ASK,
    entries=(f"{ANALYSIS}:cholera.result", f"{ANALYSIS}:verdict"),
    trips=("bwm-sample-groups",),
    templates=SAMPLED,
)
def group_not_analysed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{ANALYSIS}:cholera.result": ""})


@fault(
    "bwm-evaluation-against-results",
    title=_("The evaluation does not follow from the results"),
    shows=_("All results are below their limits, and the evaluation says that D-2 is not met."),
    matters=_("Results or evaluation are those of another sample."),
    basis=ANALYSED,
    action=Decision.ASK,
    entries=(f"{ANALYSIS}:verdict",),
    trips=("bwm-sample-verdict",),
    templates=SAMPLED,
)
def evaluation_against_results(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{ANALYSIS}:verdict": "exceeded"})


@fault(
    "bwm-sample-of-other-ship",
    title=_("The sample is of a ship of another name"),
    shows=_("The name of the ship in the analysis is not the name on the hull."),
    matters=_("The result says nothing of the water of this ship."),
    basis=ANALYSED,
    action=Decision.CONSULT,
    entries=(f"{ANALYSIS}:ship",),
    trips=("bwm-sample-ship",),
    templates=SAMPLED,
)
def sample_of_other_ship(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{ANALYSIS}:ship": other_name(rng, given)})


@fault(
    "bwm-sample-other-imo",
    title=_("The sample is of a ship with another IMO number"),
    shows=_("The IMO number in the analysis is not the one on the hull."),
    matters=_("There are ships of the same name; the number tells them apart."),
    basis=ANALYSED,
    action=Decision.CONSULT,
    entries=(f"{ANALYSIS}:imo",),
    trips=("bwm-sample-imo",),
    templates=SAMPLED,
)
def sample_other_imo(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{ANALYSIS}:imo": other_imo(rng, given)})


@fault(
    "bwm-sample-of-other-port",
    title=_("The sample was taken in another port"),
    shows=_("The port in the analysis is not the port where the ship lies."),
    matters=_("The result is of water that was discharged elsewhere."),
    basis=ANALYSED,
    action=Decision.CONSULT,
    entries=(f"{ANALYSIS}:port",),
    trips=("bwm-sample-port",),
    templates=SAMPLED,
)
def sample_of_other_port(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    ports = [f"{one.port}, {one.name}" for one in trade().countries.values()]
    other = rng.choice([port for port in ports if port != given.facts.office])
    return given.write({f"{ANALYSIS}:port": other})


@fault(
    "bwm-sample-of-other-day",
    title=_("The sample was not taken during the discharge"),
    shows=_("The day of the sample is not the day on which the record book has the discharge."),
    matters=_("D-2 is about the water that is discharged; this is other water."),
    basis=ANALYSED,
    action=Decision.CONSULT,
    entries=(f"{ANALYSIS}:sampled_on", f"{BOOK}:line3.date"),
    trips=("bwm-sample-day",),
    templates=SAMPLED,
)
def sample_of_other_day(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = earlier(given, f"{ANALYSIS}:sampled_on", rng.randrange(3, 15))
    return given.write({f"{ANALYSIS}:sampled_on": day})


@fault(
    "bwm-sample-of-other-tanks",
    title=_("The sample is of tanks that were not discharged"),
    shows=_("The tanks in the analysis are not among those of the discharge in the record book."),
    matters=_("What went overboard was not analysed."),
    basis=ANALYSED,
    action=Decision.CONSULT,
    entries=(f"{ANALYSIS}:tanks", f"{BOOK}:line3.tanks"),
    trips=("bwm-sample-tanks",),
    templates=SAMPLED,
)
def sample_of_other_tanks(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    out = tanks_of(given.text(f"{BOOK}:line3.tanks"))
    left = tuple(tank for tank in TANKS if tank.upper() not in out)
    return given.write({f"{ANALYSIS}:tanks": tank_names(left)})


@fault(
    "bwm-analysed-before-received",
    title=_("The sample was analysed before the laboratory had it"),
    shows=_("The day of the analysis lies before the day on which the sample was received."),
    matters=_("The result is of another sample, or invented."),
    basis=ANALYSED,
    action=Decision.CONSULT,
    entries=tuple(f"{ANALYSIS}:{key}" for key in ("analysed_on", "received_on")),
    trips=("bwm-sample-analysed",),
    templates=SAMPLED,
)
def analysed_before_received(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = earlier(given, f"{ANALYSIS}:received_on", rng.randrange(2, 9))
    return given.write({f"{ANALYSIS}:analysed_on": day})
