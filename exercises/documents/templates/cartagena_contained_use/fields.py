"""What Article 18.2(b) asks for: a form for training, boxes 1 to 7. The Protocol prescribes none."""

from exercises.documents.model import Field, Kind, Template
from exercises.documents.templates.lmo_blocks import REFERENCES, contact, party, signed, signing

STATEMENTS = (("contained-use", "Living modified organisms destined for contained use."),)

TEMPLATE = Template(
    slug="cartagena-contained-use",
    title="Document for living modified organisms destined for contained use",
    fields=(
        *REFERENCES,
        Field("statement", "1", "Identification", Kind.TICKS, "Organism", choices=STATEMENTS),
        Field("common_name", "1", "Common name", group="Organism"),
        Field("scientific_name", "1", "Scientific name", group="Organism"),
        *party("exporter", "2", "Exporter"),
        *contact("2", "Emergency contact"),
        Field("importer.person", "3", "Consignee: individual", group="Parties"),
        Field("importer.name", "3", "Consignee: institution", group="Parties"),
        Field("importer.address", "3", "Consignee: address", Kind.LINES, "Parties"),
        Field("handling", "4", "Safe handling, storage, transport and use", Kind.LINES, "Safety"),
        Field("commercial_name", "5", "Commercial name", group="Further information"),
        Field("trait", "5", "New traits", group="Further information"),
        Field("event", "5", "Transformation event or strain", group="Further information"),
        Field("identifier", "5", "Unique identifier", Kind.CODE, "Further information"),
        Field("risk_class", "5", "Risk class", Kind.CODE, "Further information"),
        Field("use", "5", "Specification of use", group="Further information"),
        Field("un_number", "6", "UN number", Kind.CODE, "Safety"),
        *signing("7"),
    ),
    places=signed("7"),
)
