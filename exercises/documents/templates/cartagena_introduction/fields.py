"""What Article 18.2(c) asks for: a form for training, boxes 1 to 10. The Protocol prescribes none."""

from exercises.documents.model import Field, Kind, Template
from exercises.documents.templates.lmo_blocks import REFERENCES, contact, events, party, signed, signing

LINES = ("line1", "line2", "line3")
INVOICE, DECISION = REFERENCES
STATEMENTS = (("lmo", "The goods are living modified organisms."),)
DECLARATIONS = (
    (
        "conforms",
        "We declare that this movement conforms to the requirements of the Cartagena Protocol on Biosafety "
        "that apply to the exporter.",
    ),
)

TEMPLATE = Template(
    slug="cartagena-introduction",
    title="Document for living modified organisms to be introduced into the environment",
    fields=(
        INVOICE,
        Field("statement", "1", "Identification", Kind.TICKS, "Organism", choices=STATEMENTS),
        Field("common_name", "1", "Common name", group="Organism"),
        Field("scientific_name", "1", "Scientific name", group="Organism"),
        Field("trait", "2", "Relevant traits and genetic modification", Kind.LINES, "Organism"),
        *events("3", LINES),
        Field("handling", "4", "Safe handling, storage, transport and use", Kind.LINES, "Safety"),
        *party("exporter", "5", "Exporter"),
        *party("importer", "6", "Importer"),
        *contact("7", "Contact point"),
        Field("declaration", "8", "Declaration", Kind.TICKS, "Declaration", choices=DECLARATIONS),
        Field("commercial_name", "9", "Commercial name", group="Further information"),
        Field("risk_class", "9", "Risk class", Kind.CODE, "Further information"),
        Field("decision_number", "9", DECISION.label, group="Further information"),
        *signing("10"),
    ),
    places=signed("10"),
)
