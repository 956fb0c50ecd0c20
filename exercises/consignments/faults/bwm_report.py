"""Faults of the ballast water report."""

from random import Random

from exercises.consignments.faults.bwm import PAPERS_OF_THE_SHIP, changed, earlier, other_imo, other_port
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import SHIPS, ConsignmentSet
from exercises.consignments.rules.bwm import BOOK, CERTIFICATE, HIDDEN, REPORT
from exercises.consignments.stock.trade import trade
from exercises.consignments.wording import marked as _
from exercises.documents.templates.bwm_record_book.fields import LINES
from exercises.inspections.scoring import Decision

REPORTED = Basis("bwm-B18", _("Content of the ballast water report"))


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
    return given.write({f"{REPORT}:last_port": other_port(rng, unlike=named)})


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
