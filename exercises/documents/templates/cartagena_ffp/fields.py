"""What Article 18.2(a) asks for, on a sheet that goes with the invoice: a form for training, boxes 1 to 12.

The Protocol prescribes what is said, not a form; most exporters put it on the invoice itself.
"""

from exercises.documents.model import Field, Kind, Template
from exercises.documents.templates.lmo_blocks import REFERENCES, contact, events, party, signed, signing

LINES = ("line1", "line2", "line3", "line4", "line5", "line6")
STATEMENTS = (
    (
        "contains",
        "This shipment contains living modified organisms intended for direct use as food or feed, "
        "or for processing.",
    ),
    (
        "may-contain",
        "This shipment may contain one or more of the living modified organisms in box 7, intended for "
        "direct use as food or feed, or for processing.",
    ),
)
NOT_FOR_RELEASE = (("yes", "Not intended for intentional introduction into the environment."),)

TEMPLATE = Template(
    slug="cartagena-ffp",
    title="Statement on living modified organisms for food, feed or processing",
    fields=(
        *REFERENCES,
        *party("exporter", "1", "Exporter"),
        *party("importer", "2", "Consignee or importer"),
        *contact("3", "Contact point"),
        Field("common_name", "4", "Common name", group="Organism"),
        Field("scientific_name", "5", "Scientific name", group="Organism"),
        Field("commercial_name", "6", "Commercial name (where available)", group="Organism"),
        *events("7", LINES),
        Field("statement", "8", "Statement", Kind.TICKS, "Statements", choices=STATEMENTS),
        Field(
            "not_for_release", "9", "Non-release statement", Kind.TICKS, "Statements", choices=NOT_FOR_RELEASE
        ),
        Field("bch_address", "10", "BCH internet address", group="Statements"),
        Field("quantity_kg", "11", "Quantity, net kg", Kind.NUMBER, "Consignment"),
        Field("lot", "11", "Lot", Kind.CODE, "Consignment"),
        Field("vessel", "11", "Vessel", group="Consignment"),
        Field("container", "11", "Container", Kind.CODE, "Consignment"),
        *signing("12"),
    ),
    places=signed("12"),
)
