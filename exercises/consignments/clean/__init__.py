"""Clean sets: documents that agree with each other, with the goods, with the facts and with the law."""

from collections.abc import Callable, Mapping
from random import Random

from exercises.consignments.clean import basel, bwm, cites, lmo, ods, rotterdam, stockholm
from exercises.consignments.model import ConsignmentSet

MAKERS: Mapping[str, Callable[[Random], ConsignmentSet]] = {
    "cites-permit": cites.make,
    "basel-notification": basel.with_notification,
    "basel-movement": basel.make,
    "ods-licence": ods.make,
    "ods-cylinder-label": ods.with_label,
    "rotterdam-notification": rotterdam.with_notification,
    "rotterdam-import-response": rotterdam.with_response,
    "stockholm-declaration": stockholm.with_certification,
    "stockholm-nameplate": stockholm.with_nameplate,
    "bwm-certificate": bwm.make,
    "bwm-sampling-result": bwm.with_analysis,
    **lmo.makers(),
}
TRIES = 500


def clean_set(template: str, rng: Random, having: frozenset[str] = frozenset()) -> ConsignmentSet:
    """A clean set for the document of this name, of the sort asked for."""
    if template not in MAKERS:
        raise ValueError(f"There are no sets for {template!r}; there are {', '.join(MAKERS)}.")
    for _ in range(TRIES):
        made = MAKERS[template](rng)
        if having <= made.traits:
            return made
    raise ValueError(f"No set for {template} has all of: {', '.join(sorted(having))}.")
