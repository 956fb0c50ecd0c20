"""The catalogue of faults. Each kind says how it shows, why it matters, where it is laid down, what to do."""

from exercises.consignments.faults import (
    basel,
    bwm_analysis,
    bwm_book,
    bwm_certificate,
    bwm_report,
    certification,
    chemicals,
    cites,
    common,
    cylinders,
    identifiers,
    import_response,
    lmo,
    lmo_decisions,
    lmo_uses,
    nameplate,
    notification,
    ods,
    rotterdam,
)
from exercises.consignments.faults.registry import FAULTS, Basis, Fault

__all__ = [
    "Basis",
    "Fault",
    "all_faults",
    "basel",
    "bwm_analysis",
    "bwm_book",
    "bwm_certificate",
    "bwm_report",
    "certification",
    "chemicals",
    "cites",
    "common",
    "cylinders",
    "faults_of",
    "identifiers",
    "import_response",
    "lmo",
    "lmo_decisions",
    "lmo_uses",
    "nameplate",
    "notification",
    "ods",
    "rotterdam",
]


def all_faults() -> dict[str, Fault]:
    return dict(FAULTS)


def faults_of(template: str) -> tuple[Fault, ...]:
    """The kinds of fault that a set for this document can have, by their names: the order decides what a seed
    gives.
    """
    return tuple(FAULTS[slug] for slug in sorted(FAULTS) if template in FAULTS[slug].templates)
