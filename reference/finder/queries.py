"""Which codes a query could be: of the Harmonized System, of the Chemical Abstracts Service."""

import re
from dataclasses import dataclass

from reference.codes import cas_number, hs_code

_HS = re.compile(r"\d{2}[\d.\s]*", re.ASCII)
_CAS = re.compile(r"\d{2,7}-\d{2}-\d", re.ASCII)
SUBHEADING = 6
LONGEST_NATIONAL = 12


@dataclass(frozen=True)
class HsAsked:
    """Digits of a code. `cut`: there were more than the six that all countries share."""

    digits: str
    cut: bool

    @property
    def heading(self) -> str:
        return self.digits[:4]

    @property
    def code(self) -> str:
        """The code as it is written, 0106.12; a part of one as its digits."""
        return str(hs_code(self.digits)) if len(self.digits) in (4, 6) else self.digits


def hs_asked(query: str) -> HsAsked | None:
    """The code that a query is, with or without dots and spaces; None for anything else."""
    text = query.strip()
    digits = re.sub(r"[\s.]", "", text)
    if not _HS.fullmatch(text) or len(digits) > LONGEST_NATIONAL:
        return None
    return HsAsked(digits[:SUBHEADING], len(digits) > SUBHEADING)


def cas_fault(query: str) -> str:
    """A sentence, if a query is written as a CAS number that cannot be one; else nothing."""
    text = query.strip()
    if not _CAS.fullmatch(text):
        return ""
    try:
        cas_number(text)
    except ValueError as fault:
        return str(fault)
    return ""
