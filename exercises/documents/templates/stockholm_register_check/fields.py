"""A sheet on which an officer notes what the pages of the Secretariat say on the day.

Boxes 1 to 7 are the entry in the register of specific exemptions or acceptable purposes, box 8 the State.
"""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

ACTIVITIES = (("production", "Production"), ("use", "Use"))
STATUSES = (("not-party", "Not a Party for this chemical"), ("party", "Party for this chemical"))

TEMPLATE = Template(
    slug="stockholm-register-check",
    title="Register and list of Parties, as read online",
    fields=(
        Field("address", "", "Read at", group="Head"),
        Field("read_on", "", "Read on", Kind.DATE, "Head"),
        Field("chemical", "", "Chemical", group="Head"),
        Field("activity", "1", "Activity", Kind.TICKS, "Entry", choices=ACTIVITIES),
        Field("purpose", "2", "Specific exemption or acceptable purpose", group="Entry"),
        Field("party", "3", "Party", group="Entry"),
        Field("expiry", "4", "Expiry date", group="Entry"),
        Field("quantity", "5", "Estimated quantity, tonnes a year", Kind.NUMBER, "Entry"),
        Field("reason", "6", "Purpose and reason", group="Entry"),
        Field("remarks", "7", "Remarks", group="Entry"),
        Field("state", "8", "State of import", group="State"),
        Field("status", "8", "Status", Kind.TICKS, "State", choices=STATUSES),
        Field("officer", "9", "Read by", group="Signature"),
    ),
    places=(Place("signature", "9", "Signature of the officer", (MarkKind.SIGNATURE,)),),
)
