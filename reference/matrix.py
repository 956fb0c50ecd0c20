"""The HS matrix as a table: what a row of it says, in the order of its columns."""

from django.utils.translation import gettext_lazy as _

COLUMNS = {
    "hs": _("HS code"),
    "description": _("Description"),
    "convention": _("Convention"),
    "goods": _("Goods"),
    "control": _("Control"),
    "document": _("Document to ask for"),
    "note": _("Note"),
    "look_alikes": _("Codes to compare"),
    "confirmed": _("Confirmed"),
    "edition": _("Edition"),
}
"""Names for programs, and headings for people."""


def rows_of(codes):
    """One row for each lead of each code, as tuples in the order of COLUMNS."""
    for code in codes:
        for lead in code.leads:
            yield (
                code.code,
                code.description,
                lead.mea.name,
                lead.goods,
                lead.control,
                lead.document,
                lead.note,
                " ".join(lead.look_alikes),
                "yes" if lead.confirmed and not lead.doubtful else "no",
                code.edition,
            )
