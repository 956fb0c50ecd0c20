"""The result as it is printed: one page, a row for each group of organisms."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.bwm_sampling_result.fields import ANALYSES, GROUPS, VERDICTS

LEFT, HALF, FULL = 12.0, 93.0, 186.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.entry("laboratory", LEFT, 12, 110, 16, 3)
    sheet.labelled("number", "Report No.:", 130, 13, 68, 7, room=20, size=3.2)
    sheet.words("ANALYSIS OF BALLAST WATER", 105, 37, size=5.4, bold=True, anchor="middle")
    sheet.words("against the performance standard, regulation D-2", 105, 42.5, size=2.8, anchor="middle")
    _sample(sheet)
    _results(sheet)
    sheet.box(LEFT, 219, FULL, 16, "6. Evaluation")
    sheet.ticks_across("verdict", VERDICTS, 20, 226, HALF, size=2.8)
    sheet.box(LEFT, 235, FULL, 44, "7. Date, analyst, stamp of the laboratory")
    sheet.labelled("issue_date", "Date:", 15, 240, 90, 7, room=20, size=3.2)
    sheet.labelled("analyst", "Analyst:", 15, 248, 90, 7, room=20, size=3.2)
    sheet.spot("analyst_signature", 17, 256, 80, 15)
    sheet.rule(15, 272, 105, 272)
    sheet.words("Signature", 15, 275)
    sheet.spot("laboratory_stamp", 140, 239, 36, 36)
    return (sheet,)


def _sample(sheet: Sheet) -> None:
    sheet.box(LEFT, 48, FULL, 14, "1. Ship")
    sheet.labelled("ship", "Name:", 15, 52, 95, 8, room=20, size=3.4)
    sheet.labelled("imo", "IMO number:", 116, 52, 80, 8, room=22, size=3.4)
    sheet.box(LEFT, 62, FULL, 34, "2. Sample")
    rows = (
        (("port", "Port:"), ("sampled_on", "Sampled on:")),
        (("tanks", "Tanks:"), ("sampled_at", "Time:")),
        (("point", "Sampling point:"), ("sampler", "Sampled by:")),
    )
    for number, row in enumerate(rows):
        for column, (key, label) in enumerate(row):
            x, width = (15, 97) if column == 0 else (116, 80)
            sheet.labelled(key, label, x, 66.5 + number * 9.5, width, 8, room=22, size=3.2)
    sheet.box(LEFT, 96, FULL, 14, "3. Kind of analysis")
    sheet.ticks_across("analysis", ANALYSES, 20, 102.5, HALF, size=2.8)
    sheet.box(LEFT, 110, FULL, 14, "4. Dates")
    sheet.labelled("received_on", "Received on:", 15, 114, 95, 8, room=22, size=3.2)
    sheet.labelled("analysed_on", "Analysed on:", 116, 114, 80, 8, room=22, size=3.2)


def _results(sheet: Sheet) -> None:
    sheet.box(LEFT, 124, FULL, 10)
    sheet.words("5. Results", 15, 130.2, size=2.8, bold=True)
    for title, x in (("Limit: less than", 86), ("Result", 112), ("Unit of limit and result", 140)):
        sheet.words(title, x, 130.2, size=2.4, bold=True)
    for number, (group, label) in enumerate(GROUPS):
        y = 134 + number * 17
        sheet.box(LEFT, y, FULL, 17)
        sheet.words(label, 15, y + 9.4, size=2.8)
        sheet.entry(f"{group}.limit", 86, y + 4, 23, 9, 3.6)
        sheet.entry(f"{group}.result", 112, y + 4, 25, 9, 3.6)
        sheet.entry(f"{group}.unit", 140, y + 4, 56, 9, 2.8)
