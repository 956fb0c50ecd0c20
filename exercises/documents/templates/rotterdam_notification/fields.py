"""The export notification of Article 12: seven sections and the acknowledgement of receipt."""

from exercises.documents.model import Field, Hand, Kind, MarkKind, Place, Template

CATEGORIES = (("pesticide", "Pesticide"), ("industrial", "Industrial"))
ACTIONS = (("banned", "Banned"), ("restricted", "Severely restricted"))
INGREDIENTS = ("ingredient1", "ingredient2")


def _field(key: str, section: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, section, label, kind, f"Section {section}")


def _ticks(key: str, section: str, label: str, choices: tuple[tuple[str, str], ...]) -> Field:
    return Field(key, section, label, Kind.TICKS, f"Section {section}", choices=choices)


def _ingredient(name: str) -> tuple[Field, ...]:
    label = f"Ingredient {name.removeprefix('ingredient')}"
    return (
        _field(f"{name}.name", "2", f"{label}: name"),
        _field(f"{name}.cas", "2", f"{label}: CAS number", Kind.CODE),
        _field(f"{name}.concentration", "2", f"{label}: concentration"),
    )


def _authority(name: str, label: str) -> tuple[Field, ...]:
    return (
        _field(f"{name}.authority", "7", f"{label}: name"),
        _field(f"{name}.address", "7", f"{label}: address", Kind.LINES),
        _field(f"{name}.telephone", "7", f"{label}: telephone"),
        _field(f"{name}.email", "7", f"{label}: e-mail"),
    )


def _acknowledged(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(
        f"acknowledged.{key}", "ack", f"Acknowledgement: {label}", kind, "Acknowledgement", 2, Hand.WRITTEN
    )


TEMPLATE = Template(
    slug="rotterdam-notification",
    title="Export notification (Rotterdam Convention)",
    pages=2,
    fields=(
        Field("number", "", "Reference number", group="Header"),
        Field("year", "", "Calendar year", Kind.CODE, "Header"),
        _field("common_name", "1", "Common name"),
        _field("chemical_name", "1", "Chemical name"),
        _field("trade_names", "1", "Trade names"),
        _field("cas", "1", "CAS number", Kind.CODE),
        _field("hs_code", "1", "Harmonized System code", Kind.CODE),
        _field("other_numbers", "1", "Other numbers", Kind.CODE),
        _ticks("category", "1", "Category in the exporting Party", CATEGORIES),
        _field("preparation", "2", "Name of the preparation or mixture"),
        *(entry for name in INGREDIENTS for entry in _ingredient(name)),
        _field("export_date", "3", "Expected date of export", Kind.DATE),
        _field("importing_party", "3", "Importing Party"),
        _ticks("foreseen_category", "3", "Foreseen category in the importing Party", CATEGORIES),
        _field("foreseen_use", "3", "Foreseen use in the importing Party"),
        _field("importer.name", "3", "Importer: name"),
        _field("importer.address", "3", "Importer: address", Kind.LINES),
        _field("hazards", "4", "Hazards and risks", Kind.LINES),
        _field("precautions", "4", "Precautionary measures", Kind.LINES),
        _field("properties", "5", "Properties", Kind.LINES),
        _ticks("action", "6", "Regulatory action", ACTIONS),
        _field("action_text", "6", "What the action says"),
        _field("effective_on", "6", "Date on which it took effect", Kind.DATE),
        _field("reason", "6", "Reason"),
        *_authority("exporting", "Authority of the exporting Party"),
        _field("signatory", "7", "Signed for the exporting Party by"),
        _field("signed_on", "7", "Date of signature", Kind.DATE),
        *_authority("importing", "Authority of the importing Party"),
        Field(
            "acknowledged.number", "ack", "Acknowledgement: reference number", group="Acknowledgement", page=2
        ),
        _acknowledged("authority", "authority"),
        _acknowledged("received", "notification received on", Kind.DATE),
        _acknowledged("signatory", "signed by"),
        _acknowledged("signed_on", "date of signature", Kind.DATE),
    ),
    places=(
        Place("exporting.stamp", "7", "Stamp of the exporting Party", (MarkKind.INK_STAMP,)),
        Place("exporting.signature", "7", "Signature for the exporting Party", (MarkKind.SIGNATURE,)),
        Place(
            "acknowledged.stamp", "ack", "Acknowledgement: stamp of the authority", (MarkKind.INK_STAMP,), 2
        ),
        Place("acknowledged.signature", "ack", "Acknowledgement: signature", (MarkKind.SIGNATURE,), 2),
    ),
)
