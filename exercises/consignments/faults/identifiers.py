"""Faults of unique identifiers, which plants have. Events and identifiers are those of verified rows only."""

from random import Random

from exercises.consignments.faults.lmo import FFP, RELEASE, found_instead, goods_of
from exercises.consignments.faults.lmo_decisions import NATIONAL_MEASURES
from exercises.consignments.faults.registry import Basis, Unconcerned, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules.lmo import (
    LINES,
    SOLD,
    event_approved,
    event_crop,
    event_identifier,
    last_figure,
    rows,
    zero,
)
from exercises.consignments.rules.registry import Rule
from exercises.consignments.stock.cartagena import Event, events
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

PLANTS = (FFP, RELEASE)
IDENTIFIERS = Basis("cartagena-C4", _("OECD unique identifiers, as the Biosafety Clearing-House uses them"))
WRITTEN = tuple(f"{line}.identifier" for line in LINES)
ROWS = tuple(f"{line}.{key}" for line in LINES for key in ("event", "identifier"))


def rows_not_found_by(rule: Rule) -> Unconcerned:
    """The rows in which a rule finds nothing, where it finds something in another."""

    def names(given: ConsignmentSet) -> frozenset[str]:
        found = {f"permit:{finding.field.partition('.')[0]}" for finding in rule(given)}
        return frozenset(name for name in ROWS if found and name.partition(".")[0] not in found)

    return names


def of_crop(given: ConsignmentSet) -> list[Event]:
    return [one for one in events() if one.crop == goods_of(given).scientific]


@fault(
    "lmo-wrong-check-figure",
    title=_("The last figure of an identifier is wrong"),
    shows=_("The sum of letters and figures of an identifier does not lead to its last figure."),
    matters=_("It is mistyped or made up: no record can be found under it."),
    basis=IDENTIFIERS,
    action=Decision.ASK,
    entries=WRITTEN,
    trips=("lmo-check-figure",),
    unconcerned=rows_not_found_by(last_figure),
    templates=PLANTS,
    needs=("identifier:yes",),
    also=("lmo-letter-for-zero",),
)
def wrong_check_figure(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    line, _event, written = rng.choice(rows(given))
    figure = rng.choice([one for one in "123456789" if one != written[-1]])
    return given.write({f"{line}.identifier": written[:-1] + figure})


@fault(
    "lmo-letter-for-zero",
    title=_("The letter O stands for zero"),
    shows=_("In an identifier there is a letter O where the sign for zero, Ø, should be."),
    matters=_("The letter is another sign: a search finds nothing, and the last figure does not fit."),
    basis=IDENTIFIERS,
    action=Decision.ASK,
    entries=WRITTEN,
    trips=("lmo-zero",),
    unconcerned=rows_not_found_by(zero),
    templates=PLANTS,
    needs=("zero:yes",),
    also=("lmo-wrong-check-figure",),
)
def letter_for_zero(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    line, _event, written = rng.choice([row for row in rows(given) if "Ø" in row[2]])
    return given.write({f"{line}.identifier": written.replace("Ø", "O")})


@fault(
    "lmo-identifier-of-other-event",
    title=_("The identifier is that of another event"),
    shows=_("Event and identifier in one row of the table do not belong together."),
    matters=_("One of the two is false, so nobody knows which event came and whether it is approved."),
    basis=IDENTIFIERS,
    action=Decision.CONSULT,
    entries=ROWS,
    trips=("lmo-event-identifier",),
    unconcerned=rows_not_found_by(event_identifier),
    templates=PLANTS,
    needs=("crop:maize",),
)
def identifier_of_other_event(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    table = rows(given)
    line, event, _written = rng.choice(table)
    listed = {name for _line, name, _identifier in table}
    other = rng.choice([one for one in of_crop(given) if one.name not in listed | {event}])
    return given.write({f"{line}.identifier": other.identifier})


@fault(
    "lmo-event-of-other-crop",
    title=_("An event of another crop is listed"),
    shows=_("An identifier belongs to another crop than the one that the document names."),
    matters=_("The list was copied from another consignment, or other seed is mixed in."),
    basis=IDENTIFIERS,
    action=Decision.CONSULT,
    entries=ROWS,
    trips=("lmo-event-crop",),
    unconcerned=rows_not_found_by(event_crop),
    templates=PLANTS,
    needs=("identifier:yes",),
)
def event_of_other_crop(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = goods_of(given).scientific
    other = rng.choice([one for one in events() if one.crop != mine])
    return listed(given, rng, other)


def listed(given: ConsignmentSet, rng: Random, other: Event) -> ConsignmentSet:
    """The same set with one row of the table written anew."""
    line, _event, _written = rng.choice(rows(given))
    return given.write({f"{line}.event": other.name, f"{line}.identifier": other.identifier})


@fault(
    "lmo-event-not-approved",
    title=_("An event is listed that the decision does not approve"),
    shows=_("An identifier on the document does not stand in the decision."),
    matters=_("One event without approval is enough to make the import unlawful."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=(*ROWS, "decision:identifiers"),
    trips=("lmo-event-approved",),
    unconcerned=rows_not_found_by(event_approved),
    templates=PLANTS,
    needs=("crop:maize",),
)
def event_not_approved(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    approved = given.value("decision:identifiers")
    other = rng.choice([one for one in of_crop(given) if one.identifier not in approved])
    return listed(given, rng, other)


@fault(
    "lmo-other-event-on-the-bags",
    title=_("The labels on the bags name another event"),
    shows=_("The identifier on the bags is not the one on the document."),
    matters=_("The seed that came is not the seed that was declared and decided on."),
    basis=NATIONAL_MEASURES,
    action=Decision.DETAIN,
    entries=("permit:line1.event", "permit:line1.identifier", SOLD, "packing-list:line1.description"),
    trips=("lmo-goods-found",),
    templates=(RELEASE,),
    needs=("crop:maize",),
)
def other_event_on_the_bags(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    written = {identifier for _line, _event, identifier in rows(given)}
    other = rng.choice([one for one in of_crop(given) if one.identifier not in written])
    sign = f"Labels on the bags: maize seed, {other.identifier}."
    return found_instead(given, "seed-of-other-event", signs=(sign,))
