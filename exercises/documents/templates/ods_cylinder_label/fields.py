"""The label on a cylinder, parts A to D, F and K."""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

TEMPLATE = Template(
    slug="ods-cylinder-label",
    title="Cylinder label",
    fields=(
        Field("common_name", "A", "Product name", group="Product"),
        Field("ashrae", "A", "ASHRAE number", Kind.CODE, "Product"),
        Field("chemical_name", "B", "Chemical name", group="Product"),
        Field("cas", "B", "CAS number", Kind.CODE, "Product"),
        Field("composition", "B", "Components of a blend", Kind.LINES, "Product"),
        Field("un_number", "C", "UN number", Kind.CODE, "Transport"),
        Field("net_kg", "D", "Net mass, kg", Kind.NUMBER, "Mass"),
        Field("tare_kg", "D", "Tare, kg", Kind.NUMBER, "Mass"),
        Field("gross_kg", "D", "Gross mass, kg", Kind.NUMBER, "Mass"),
        Field("filler.name", "F", "Filler", group="Filling"),
        Field("filler.address", "F", "Address of the filler", Kind.LINES, "Filling"),
        Field("batch", "F", "Batch", Kind.CODE, "Filling"),
        Field("fill_date", "F", "Filling date", Kind.DATE, "Filling"),
        Field("odp", "K", "Ozone depletion potential (ODP)", Kind.NUMBER, "Climate and ozone"),
        Field("gwp", "K", "Global warming potential (GWP)", Kind.NUMBER, "Climate and ozone"),
    ),
    places=(Place("inspection_stamp", "F", "Stamp of the filler", (MarkKind.INK_STAMP,)),),
)
