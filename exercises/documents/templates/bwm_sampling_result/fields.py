"""Result of a biological analysis against the D-2 standard: a form for training. The Convention has none.

The five groups of organisms are those of regulation D-2.
"""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

ORGANISMS, CFU = "viable organisms", "cfu"
GROUPS = (
    ("large", "Organisms of 50 µm or more"),
    ("small", "Organisms of 10 µm to less than 50 µm"),
    ("cholera", "Vibrio cholerae O1 and O139"),
    ("coli", "Escherichia coli"),
    ("enterococci", "Intestinal enterococci"),
)
ANALYSES = (("indicative", "Indicative analysis"), ("detailed", "Detailed analysis"))
VERDICTS = (("met", "D-2 is met"), ("exceeded", "D-2 is not met"))


def _of_group(group: str, label: str) -> tuple[Field, ...]:
    return (
        Field(f"{group}.limit", "5", f"{label}: limit, less than", Kind.NUMBER, "Results"),
        Field(f"{group}.result", "5", f"{label}: result", Kind.NUMBER, "Results"),
        Field(f"{group}.unit", "5", f"{label}: unit", group="Results"),
    )


TEMPLATE = Template(
    slug="bwm-sampling-result",
    title="Analysis of ballast water",
    fields=(
        Field("laboratory", "", "Laboratory", Kind.LINES, "Head"),
        Field("number", "", "Report No.", group="Head"),
        Field("ship", "1", "Name of ship", group="Ship"),
        Field("imo", "1", "IMO number", Kind.CODE, "Ship"),
        Field("port", "2", "Port", group="Sample"),
        Field("sampled_on", "2", "Sampled on", Kind.DATE, "Sample"),
        Field("sampled_at", "2", "Time", group="Sample"),
        Field("tanks", "2", "Tanks discharged from", group="Sample"),
        Field("point", "2", "Sampling point", group="Sample"),
        Field("sampler", "2", "Sampled by", group="Sample"),
        Field("analysis", "3", "Kind of analysis", Kind.TICKS, "Analysis", choices=ANALYSES),
        Field("received_on", "4", "Received on", Kind.DATE, "Analysis"),
        Field("analysed_on", "4", "Analysed on", Kind.DATE, "Analysis"),
        *(field for group, label in GROUPS for field in _of_group(group, label)),
        Field("verdict", "6", "Evaluation", Kind.TICKS, "Evaluation", choices=VERDICTS),
        Field("issue_date", "7", "Date", Kind.DATE, "Signature"),
        Field("analyst", "7", "Analyst", group="Signature"),
    ),
    places=(
        Place("analyst_signature", "7", "Signature of the analyst", (MarkKind.SIGNATURE,)),
        Place("laboratory_stamp", "7", "Stamp of the laboratory", (MarkKind.INK_STAMP,)),
    ),
)
