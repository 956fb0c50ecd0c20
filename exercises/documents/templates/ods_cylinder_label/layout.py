"""The label as it is stuck on a cylinder, laid flat on a sheet."""

from exercises.documents.paper import Sheet

LEFT, FULL = 25.0, 160.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words(
        "Label of one cylinder, the same on all of this consignment", 105, 20, size=3, anchor="middle"
    )
    sheet.box(LEFT, 28, FULL, 34, "A. Product", size=2.6)
    sheet.entry("common_name", 30, 34, 100, 14, 9)
    sheet.labelled("ashrae", "ASHRAE number:", 30, 50, 100, 9, room=30, size=5)
    sheet.box(LEFT, 62, FULL, 52, "B. Chemical name and CAS number", size=2.6)
    sheet.labelled("chemical_name", "Chemical name:", 30, 68, 150, 9, room=30, size=3.6)
    sheet.labelled("cas", "CAS number:", 30, 78, 150, 9, room=30, size=4)
    sheet.words("Components:", 30, 93)
    sheet.entry("composition", 60, 89, 120, 23, 3.2)
    sheet.box(LEFT, 114, 70, 44, "C. Transport", size=2.6)
    sheet.labelled("un_number", "UN number:", 30, 126, 62, 14, room=20, size=6)
    sheet.box(95, 114, 90, 44, "D. Mass", size=2.6)
    for row, (key, label) in enumerate((("net", "Net, kg:"), ("tare", "Tare, kg:"), ("gross", "Gross, kg:"))):
        sheet.labelled(f"{key}_kg", label, 100, 122 + row * 11.5, 80, 10, room=25, size=5)
    sheet.box(LEFT, 158, FULL, 50, "F. Filler, batch, filling date", size=2.6)
    sheet.entry("filler.name", 30, 164, 100, 8, 3.8)
    sheet.entry("filler.address", 30, 172, 100, 14, 3)
    sheet.labelled("batch", "Batch:", 30, 188, 100, 8, room=25, size=3.6)
    sheet.labelled("fill_date", "Filling date:", 30, 197, 100, 8, room=25, size=3.6)
    sheet.spot("inspection_stamp", 140, 166, 36, 36)
    sheet.box(LEFT, 208, FULL, 30, "K. Climate and ozone", size=2.6)
    sheet.labelled("odp", "Ozone depletion potential (ODP):", 30, 214, 150, 9, room=60, size=4)
    sheet.labelled("gwp", "Global warming potential (GWP):", 30, 225, 150, 9, room=60, size=4)
    return (sheet,)
