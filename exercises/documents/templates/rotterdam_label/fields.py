"""The label of the supplier on a drum or sack, parts 1 to 8."""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template


def _field(key: str, part: str, label: str, kind: Kind = Kind.TEXT, group: str = "Product") -> Field:
    return Field(key, part, label, kind, group)


TEMPLATE = Template(
    slug="rotterdam-label",
    title="Supplier's label on the package",
    fields=(
        _field("product", "1", "Product name"),
        _field("active", "1", "Active ingredient"),
        _field("cas", "1", "CAS number", Kind.CODE),
        _field("signal_word", "2", "Signal word", group="Warnings"),
        _field("hazards", "3", "Hazard statements", Kind.LINES, "Warnings"),
        _field("precautions", "4", "Precautionary statements", Kind.LINES, "Warnings"),
        _field("pictogram1", "5", "First pictogram", group="Pictograms"),
        _field("pictogram2", "5", "Second pictogram", group="Pictograms"),
        _field("pictogram3", "5", "Third pictogram", group="Pictograms"),
        _field("frame", "5", "Colour of the frames", group="Pictograms"),
        _field("supplier.name", "6", "Supplier", group="Supplier"),
        _field("supplier.address", "6", "Address of the supplier", Kind.LINES, "Supplier"),
        _field("supplier.telephone", "6", "Telephone of the supplier", group="Supplier"),
        _field("strength", "7", "Strength", group="Particulars"),
        _field("use", "7", "Use", group="Particulars"),
        _field("batch", "7", "Batch", Kind.CODE, "Particulars"),
        _field("made_on", "7", "Date of manufacture", Kind.DATE, "Particulars"),
        _field("expires_on", "7", "Expiry date", Kind.DATE, "Particulars"),
        _field("registration", "7", "National registration number", Kind.CODE, "Particulars"),
        _field("net_kg", "7", "Net mass, kg", Kind.NUMBER, "Particulars"),
        _field("language", "8", "Language of the label", group="Language"),
    ),
    places=(Place("batch_stamp", "7", "Stamp of the filler", (MarkKind.INK_STAMP,)),),
)
