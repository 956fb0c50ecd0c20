"""International Ballast Water Management Certificate, boxes 1 to 16.

Drawn after the list of boxes in the reference, which has it from knowledge of Appendix I.
"""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

METHODS = (
    ("d1", "Regulation D-1 (exchange)"),
    ("d2", "Regulation D-2 (performance)"),
    ("d4", "Regulation D-4 (prototype)"),
    ("other", "Other approach"),
)
SURVEYS = (("annual", "Annual"), ("intermediate", "Intermediate"))
ENDORSEMENTS = tuple(f"endorsement{number}" for number in range(1, 5))
SEALS = (MarkKind.INK_STAMP, MarkKind.EMBOSSED_SEAL)


def _of_survey(name: str, number: int) -> tuple[Field, ...]:
    return (
        Field(
            f"{name}.survey",
            "16",
            f"Survey {number}: kind",
            Kind.TICKS,
            "Endorsements",
            2,
            choices=SURVEYS,
        ),
        Field(f"{name}.place", "16", f"Survey {number}: place", Kind.TEXT, "Endorsements", 2),
        Field(f"{name}.date", "16", f"Survey {number}: date", Kind.DATE, "Endorsements", 2),
        Field(f"{name}.surveyor", "16", f"Survey {number}: surveyor", Kind.TEXT, "Endorsements", 2),
    )


TEMPLATE = Template(
    slug="bwm-certificate",
    title="International Ballast Water Management Certificate",
    fields=(
        Field("number", "", "Certificate No.", group="Head"),
        Field("authority", "1", "Government", group="Head"),
        Field("body", "1", "Person or organisation authorised", group="Head"),
        Field("ship", "2", "Name of ship", group="Particulars of ship"),
        Field("call_sign", "3", "Distinctive number or letters", Kind.CODE, "Particulars of ship"),
        Field("registry", "4", "Port of registry", group="Particulars of ship"),
        Field("tonnage", "5", "Gross tonnage", Kind.NUMBER, "Particulars of ship"),
        Field("imo", "6", "IMO number", Kind.CODE, "Particulars of ship"),
        Field("built", "7", "Date of construction", Kind.DATE, "Particulars of ship"),
        Field("capacity", "8", "Ballast water capacity, m³", Kind.NUMBER, "Particulars of ship"),
        Field("method", "9", "Method of ballast water management used", group="Method"),
        Field("installed", "10", "Date installed", Kind.DATE, "Method"),
        Field("maker", "11", "Name of manufacturer", group="Method"),
        Field("principal", "12", "Principal methods", Kind.TICKS, "Method", choices=METHODS),
        Field("valid_until", "13", "Valid until", Kind.DATE, "Validity and issue"),
        Field("survey_date", "14", "Completion date of the survey", Kind.DATE, "Validity and issue"),
        Field("issue_place", "15", "Issued at", group="Validity and issue"),
        Field("issue_date", "15", "Date of issue", Kind.DATE, "Validity and issue"),
        Field("issuer", "15", "Issued by", group="Validity and issue"),
        *(field for number, name in enumerate(ENDORSEMENTS, start=1) for field in _of_survey(name, number)),
        Field("extended_until", "16", "Extension: valid until", Kind.DATE, "Endorsements", 2),
        Field("extension_place", "16", "Extension: place", Kind.TEXT, "Endorsements", 2),
        Field("extension_date", "16", "Extension: date", Kind.DATE, "Endorsements", 2),
    ),
    places=(
        Place("issuer_signature", "15", "Signature of the issuing official", (MarkKind.SIGNATURE,)),
        Place("issuer_seal", "15", "Seal of the authority", SEALS),
        *(
            place
            for number, name in enumerate(ENDORSEMENTS, start=1)
            for place in (
                Place(f"{name}.signature", "16", f"Survey {number}: signature", (MarkKind.SIGNATURE,), 2),
                Place(f"{name}.stamp", "16", f"Survey {number}: stamp", (MarkKind.INK_STAMP,), 2),
            )
        ),
        Place("extension_signature", "16", "Extension: signature", (MarkKind.SIGNATURE,), 2),
        Place("extension_stamp", "16", "Extension: stamp", (MarkKind.INK_STAMP,), 2),
    ),
    pages=2,
)
