"""A decision on an import of living modified organisms: a form for training, boxes 1 to 9.

The Protocol prescribes no form; each country has its own.
"""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

USES = (
    ("ffp", "Direct use as food or feed, or for processing"),
    ("contained", "Contained use"),
    ("release", "Introduction into the environment"),
)

TEMPLATE = Template(
    slug="cartagena-decision",
    title="Decision of the competent national authority",
    fields=(
        Field("authority", "", "Competent national authority", Kind.LINES, "Head"),
        Field("number", "1", "Permit number", group="Head"),
        Field("holder.name", "2", "Holder: name", group="Holder"),
        Field("holder.address", "2", "Holder: address", Kind.LINES, "Holder"),
        Field("organism", "3", "Living modified organism", group="Organism"),
        Field("identifiers", "3", "Unique identifiers or events", Kind.LINES, "Organism"),
        Field("use", "4", "Use authorised", Kind.TICKS, "Decision", choices=USES),
        Field("quantity_kg", "5", "Quantity, kg", Kind.NUMBER, "Decision"),
        Field("consignments", "5", "Number of consignments", Kind.NUMBER, "Decision"),
        Field("port", "6", "Port of entry", group="Decision"),
        Field("risk_class", "7", "Risk class", Kind.CODE, "Decision"),
        Field("conditions", "7", "Conditions", Kind.LINES, "Decision"),
        Field("issue_date", "8", "Issue date", Kind.DATE, "Issue"),
        Field("expiry_date", "8", "Expiry date", Kind.DATE, "Issue"),
        Field("issuer", "9", "Name of the officer", group="Issue"),
    ),
    places=(
        Place("issuer_signature", "9", "Signature of the officer", (MarkKind.SIGNATURE,)),
        Place("issuer_stamp", "9", "Stamp of the authority", (MarkKind.INK_STAMP,)),
    ),
)
