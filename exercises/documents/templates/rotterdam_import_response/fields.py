"""The import response of Article 10 as a page of the PIC Circular shows it, boxes 1 to 6."""

from exercises.documents.model import Field, Kind, Template

CATEGORIES = (
    ("pesticide", "Pesticide"),
    ("formulation", "Severely hazardous pesticide formulation"),
    ("industrial", "Industrial"),
)
TYPES = (("final", "Final decision"), ("interim", "Interim response"))
DECISIONS = (
    ("consent", "Consent to import"),
    ("conditions", "Consent to import only subject to specified conditions"),
    ("no_consent", "No consent to import"),
    ("none", "Under consideration, no decision on import stated"),
)


def _field(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, box, label, kind, f"Box {box}")


def _ticks(key: str, box: str, label: str, choices: tuple[tuple[str, str], ...]) -> Field:
    return Field(key, box, label, Kind.TICKS, f"Box {box}", choices=choices)


TEMPLATE = Template(
    slug="rotterdam-import-response",
    title="Import response (PIC Circular)",
    fields=(
        _field("party", "1", "Party"),
        _field("common_name", "2", "Chemical"),
        _field("cas", "2", "CAS number", Kind.CODE),
        _ticks("category", "2", "Category", CATEGORIES),
        _ticks("type", "3", "Type of response", TYPES),
        _ticks("decision", "4", "Decision", DECISIONS),
        _field("condition_use", "5", "Conditions: use allowed"),
        _field("condition_kg", "5", "Conditions: greatest quantity of one consignment, kg", Kind.NUMBER),
        _field("conditions", "5", "Other conditions", Kind.LINES),
        _field("measures", "5", "National measures", Kind.LINES),
        _field("submitted_on", "6", "Date submitted", Kind.DATE),
        _field("circular", "6", "PIC Circular"),
        _field("published_on", "6", "Date of the circular", Kind.DATE),
    ),
    places=(),
)
