"""The tables of what is known."""

from reference.models.annexes import Annex, Listing
from reference.models.conventions import Convention, Objective, Source
from reference.models.glossary import GlossaryTerm
from reference.models.handouts import Handout
from reference.models.harmonized_system import HsCode, MatrixRow
from reference.models.illustrations import Illustration, IllustrationRendition
from reference.models.records import TableRecord
from reference.models.review import ReviewMark
from reference.models.rows import TableRow
from reference.models.species import LmoEvent, Organism, Species
from reference.models.state import FinderState
from reference.models.substances import Substance
from reference.models.wastes import Waste, WasteCode

__all__ = [
    "Annex",
    "Convention",
    "FinderState",
    "GlossaryTerm",
    "Handout",
    "HsCode",
    "Illustration",
    "IllustrationRendition",
    "Listing",
    "LmoEvent",
    "MatrixRow",
    "Objective",
    "Organism",
    "ReviewMark",
    "Source",
    "Species",
    "Substance",
    "TableRecord",
    "TableRow",
    "Waste",
    "WasteCode",
]
