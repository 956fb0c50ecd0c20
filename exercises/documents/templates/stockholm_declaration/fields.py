"""The certification by a State not party, parts A to J.

The letters are ours: they order what the certification has to hold and are printed on no template.
"""

from exercises.documents.model import Field, Hand, Kind, MarkKind, Place, Template


def _field(key: str, box: str, label: str, kind: Kind = Kind.TEXT, group: str = "") -> Field:
    return Field(key, box, label, kind, group)


def _sent(key: str, label: str) -> Field:
    return Field(key, "J", label, Kind.DATE, "Transmission", hand=Hand.WRITTEN)


TEMPLATE = Template(
    slug="stockholm-declaration",
    title="Certification by a State not party",
    fields=(
        Field("reference", "", "Reference", group="Head", hand=Hand.PRINTED),
        _field("state", "A", "Importing State", group="States"),
        _field("ministry", "A", "Ministry and address", Kind.LINES, "States"),
        _field("exporting_party", "B", "Exporting Party", group="States"),
        _field("exporting_authority", "B", "Authority of the exporting Party", group="States"),
        _field("chemical", "C", "Chemical", group="Chemical and use"),
        _field("cas", "C", "CAS number", Kind.CODE, "Chemical and use"),
        _field("use", "D", "Intended use in the importing State", group="Chemical and use"),
        _field("releases", "E", "Commitment 1: releases", group="Commitments"),
        _field("wastes", "F", "Commitment 2: stockpiles and wastes", group="Commitments"),
        _field("ddt", "G", "Commitment 3: DDT", group="Commitments"),
        _field("documents", "H", "Supporting documents, copies attached", Kind.LINES, "Documents"),
        _field("authority", "I", "Issued by", group="Issue"),
        _field("signatory", "I", "Name and position", group="Issue"),
        _field("signed_on", "I", "Date", Kind.DATE, "Issue"),
        _field("contact", "I", "Contact", group="Issue"),
        _sent("received_on", "Received by the exporting Party"),
        _sent("sent_on", "Sent to the Secretariat"),
    ),
    places=(
        Place("signature", "I", "Signature for the importing State", (MarkKind.SIGNATURE,)),
        Place("stamp", "I", "Stamp of the government", (MarkKind.INK_STAMP, MarkKind.EMBOSSED_SEAL)),
        Place("receipt_signature", "J", "Signature for the exporting Party", (MarkKind.SIGNATURE,)),
        Place("receipt_stamp", "J", "Stamp of its authority", (MarkKind.INK_STAMP,)),
    ),
)
