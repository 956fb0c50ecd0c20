"""The 16 sections of a safety data sheet, each in short."""

from exercises.documents.model import Field, Kind, Template
from exercises.documents.templates.safety_sheet import STAMP, identification

TITLES = (
    "Identification",
    "Hazard(s) identification",
    "Composition / information on ingredients",
    "First-aid measures",
    "Fire-fighting measures",
    "Accidental release measures",
    "Handling and storage",
    "Exposure controls / personal protection",
    "Physical and chemical properties",
    "Stability and reactivity",
    "Toxicological information",
    "Ecological information",
    "Disposal considerations",
    "Transport information",
    "Regulatory information",
    "Other information",
)


def _field(key: str, section: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, section, label, kind, f"Section {section}")


TEMPLATE = Template(
    slug="rotterdam-safety-data-sheet",
    title="Safety data sheet (short)",
    fields=(
        *identification(),
        _field("signal_word", "2", "Signal word"),
        _field("pictograms", "2", "Hazard pictograms", Kind.CODE),
        _field("hazards", "2", "Hazard statements", Kind.LINES),
        _field("substance", "3", "Common name"),
        _field("chemical_name", "3", "Chemical name"),
        _field("cas", "3", "CAS number", Kind.CODE),
        _field("concentration", "3", "Concentration"),
        _field("first_aid", "4", "First aid"),
        _field("fire", "5", "Fire-fighting"),
        _field("release", "6", "Accidental release"),
        _field("handling", "7", "Handling and storage"),
        _field("protection", "8", "Personal protection"),
        _field("state", "9", "Physical state"),
        _field("reactivity", "10", "Stability"),
        _field("toxicology", "11", "Toxicology"),
        _field("ecology", "12", "Ecology"),
        _field("disposal", "13", "Disposal"),
        _field("un_number", "14", "UN number", Kind.CODE),
        _field("regulation", "15", "Rules that apply"),
        _field("revision_date", "16", "Revision date", Kind.DATE),
    ),
    places=(STAMP,),
)
