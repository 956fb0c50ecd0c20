"""Faults of the analysis of a sample of ballast water."""

from collections.abc import Sequence
from random import Random

from exercises.consignments.clean.bwm import tank_names
from exercises.consignments.faults.bwm import earlier, other_imo, other_name, other_port
from exercises.consignments.faults.registry import Basis, Fault, Inject, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.bwm import ANALYSIS, BOOK, tanks_of
from exercises.consignments.stock.bwm import d2_limits
from exercises.consignments.wording import marked as _
from exercises.documents.templates.bwm_record_book.fields import TANKS
from exercises.inspections.scoring import Decision

SAMPLED = ("bwm-sampling-result",)
STANDARD = Basis("bwm-B1", _("Regulation D-2: the performance standard"))
ANALYSED = Basis("bwm-B3", _("MEPC.252(67), stages 3 and 4: analysis against D-2"))


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
    return given.write({f"{ANALYSIS}:port": other_port(rng, unlike={given.facts.office})})


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
