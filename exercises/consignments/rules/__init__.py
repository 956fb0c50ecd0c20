"""What has to agree: one small function each. On a clean set none finds anything."""

from exercises.consignments.model import ConsignmentSet
from exercises.consignments.rules import (
    basel,
    bwm,
    certification,
    chemicals,
    cites,
    common,
    lmo,
    nameplate,
    ods,
    rotterdam,
)
from exercises.consignments.rules.registry import RULES, Finding, Rule

__all__ = [
    "Finding",
    "Rule",
    "all_rules",
    "basel",
    "bwm",
    "certification",
    "chemicals",
    "cites",
    "common",
    "findings",
    "lmo",
    "nameplate",
    "ods",
    "rotterdam",
]


def all_rules() -> dict[str, Rule]:
    return dict(RULES)


def findings(given: ConsignmentSet) -> list[Finding]:
    """All that does not agree in a set."""
    return [found for rule in RULES.values() if given.template in rule.templates for found in rule(given)]
