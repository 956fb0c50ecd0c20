"""The CITES permit or certificate on the standard form, boxes 1 to 15, with its continuation page."""

from exercises.documents.model import Field, Hand, Kind, MarkKind, Place, Template

FIRST_PAGE = ("a", "b", "c", "d")
CONTINUATION = ("e", "f", "g", "h")
TYPES = (("export", "EXPORT"), ("re-export", "RE-EXPORT"), ("import", "IMPORT"), ("other", "OTHER"))


def _goods(line: str, page: int) -> tuple[Field, ...]:
    def entry(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
        return Field(f"{line}.{key}", box, label, kind, group=f"Goods line {line.upper()}", page=page)

    return (
        entry("scientific_name", "7", "Scientific name (genus and species)"),
        entry("common_name", "8", "Common name"),
        entry("description", "9", "Description of specimens, identifying marks or numbers"),
        entry("appendix", "10", "Appendix No."),
        entry("source", "10", "Source", Kind.CODE),
        entry("quantity", "11", "Quantity", Kind.NUMBER),
        entry("unit", "11", "Unit"),
        entry("total_exported", "11a", "Total exported", Kind.NUMBER),
        entry("quota", "11a", "Quota", Kind.NUMBER),
        entry("origin_country", "12", "Country of origin"),
        entry("origin_permit", "12", "Permit No."),
        entry("origin_date", "12", "Date", Kind.DATE),
        entry("reexport_country", "12a", "Country of last re-export"),
        entry("reexport_certificate", "12a", "Certificate No."),
        entry("reexport_date", "12a", "Date", Kind.DATE),
        entry("operation", "12b", "No. of the operation"),
        entry("acquired", "12b", "Date of acquisition", Kind.DATE),
    )


def _endorsed(line: str, page: int) -> tuple[Field, ...]:
    return (
        Field(
            f"{line}.endorsed_quantity",
            "14",
            f"Quantity exported, line {line.upper()}",
            Kind.NUMBER,
            group="Export endorsement",
            page=page,
            hand=Hand.WRITTEN,
        ),
        Field(
            f"{line}.endorsed_unit",
            "14",
            f"Unit, line {line.upper()}",
            group="Export endorsement",
            page=page,
            hand=Hand.WRITTEN,
        ),
    )


def _head(
    key: str, box: str, label: str, kind: Kind = Kind.TEXT, choices: tuple[tuple[str, str], ...] = ()
) -> Field:
    return Field(key, box, label, kind, group="Head", choices=choices)


def _authority(key: str, label: str) -> Field:
    return Field(key, "6", label, Kind.LINES, group="Authority", hand=Hand.PRINTED)


def _issue(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, "13", label, kind, group="Issue")


def _endorsement(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, "14", label, kind, group="Export endorsement", hand=Hand.WRITTEN)


TEMPLATE = Template(
    slug="cites-permit",
    title="CITES permit/certificate",
    pages=2,
    fields=(
        _head("type", "", "Type of document", Kind.TICKS, choices=TYPES),
        _head("other_document", "", "Other document"),
        _head("permit_number", "1", "Permit/certificate No."),
        _head(
            "original_or_copy",
            "1",
            "Original or copy",
            Kind.TICKS,
            choices=(("original", "Original"), ("copy", "Copy")),
        ),
        _head("valid_until", "2", "Valid until", Kind.DATE),
        Field("importer", "3", "Importer (name and address)", Kind.LINES, group="Parties"),
        Field("import_country", "3a", "Country of import", group="Parties"),
        Field("exporter", "4", "Exporter/re-exporter (name, address, country)", Kind.LINES, group="Parties"),
        Field("conditions", "5", "Special conditions", Kind.LINES, group="Conditions and purpose"),
        Field("purpose", "5a", "Purpose of the transaction", Kind.CODE, group="Conditions and purpose"),
        Field("security_stamp_number", "5b", "Security stamp No.", group="Conditions and purpose"),
        _authority("authority", "Management Authority (name, address, country)"),
        *(entry for line in FIRST_PAGE for entry in _goods(line, 1)),
        _issue("issuer_name", "Name of the issuing officer"),
        _issue("issue_place", "Place"),
        _issue("issue_date", "Date", Kind.DATE),
        *(entry for line in FIRST_PAGE for entry in _endorsed(line, 1)),
        _endorsement("endorsement_port", "Port of export"),
        _endorsement("endorsement_date", "Date", Kind.DATE),
        _endorsement("endorsement_title", "Name and title of the official"),
        Field("transport_document", "15", "Bill of lading/air waybill number", group="Transport document"),
        Field(
            "continuation_number",
            "1",
            "Permit/certificate No., continuation page",
            group="Continuation page",
            page=2,
        ),
        Field("continuation_sheet", "", "Page", group="Continuation page", page=2),
        *(entry for line in CONTINUATION for entry in _goods(line, 2)),
        *(entry for line in CONTINUATION for entry in _endorsed(line, 2)),
    ),
    places=(
        Place("applicant", "4", "Signature of the applicant", (MarkKind.SIGNATURE,)),
        Place(
            "authority_stamp", "6", "National seal/stamp of the Management Authority", (MarkKind.INK_STAMP,)
        ),
        Place("security_stamp", "13", "Security stamp", (MarkKind.SECURITY_STAMP,)),
        Place("issuer_signature", "13", "Signature of the issuing officer", (MarkKind.SIGNATURE,)),
        Place("issuer_seal", "13", "Official seal", (MarkKind.INK_STAMP, MarkKind.EMBOSSED_SEAL)),
        Place("endorsement_signature", "14", "Signature of the official", (MarkKind.SIGNATURE,)),
        Place("endorsement_stamp", "14", "Official stamp", (MarkKind.ENDORSEMENT, MarkKind.INK_STAMP)),
        Place(
            "continuation_signature", "13", "Signature of the issuing officer", (MarkKind.SIGNATURE,), page=2
        ),
        Place(
            "continuation_seal",
            "13",
            "Official seal",
            (MarkKind.INK_STAMP, MarkKind.EMBOSSED_SEAL),
            page=2,
        ),
        Place(
            "continuation_endorsement",
            "14",
            "Official stamp",
            (MarkKind.ENDORSEMENT, MarkKind.INK_STAMP),
            page=2,
        ),
    ),
)
