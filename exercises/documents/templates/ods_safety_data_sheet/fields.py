"""Sections 1, 3, 12 and 14 to 16 of a safety data sheet."""

from exercises.documents.model import Field, Kind, Template
from exercises.documents.templates.safety_sheet import STAMP, identification

TEMPLATE = Template(
    slug="ods-safety-data-sheet",
    title="Safety data sheet (extract)",
    fields=(
        *identification(),
        Field("chemical_name", "3", "Chemical name", group="Section 3"),
        Field("cas", "3", "CAS number", Kind.CODE, "Section 3"),
        Field("composition", "3", "Components of a mixture, per cent by mass", Kind.LINES, "Section 3"),
        Field("odp", "12", "Ozone depletion potential (ODP)", Kind.NUMBER, "Section 12"),
        Field("gwp", "12", "Global warming potential (GWP)", Kind.NUMBER, "Section 12"),
        Field("un_number", "14", "UN number", Kind.CODE, "Section 14"),
        Field("annex_group", "15", "Annex and group of the Montreal Protocol", group="Section 15"),
        Field("revision_date", "16", "Revision date", Kind.DATE, "Section 16"),
    ),
    places=(STAMP,),
)
