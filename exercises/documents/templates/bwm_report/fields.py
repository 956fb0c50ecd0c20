"""The report on ballast water that a port State asks for: a form for training, boxes 1 to 6."""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

YES_NO = (("yes", "Yes"), ("no", "No"))
LINES = tuple(f"line{number}" for number in range(1, 4))


def _ship(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, "1", label, kind, "Ship")


def _of_tanks(line: str, number: int) -> tuple[Field, ...]:
    def entered(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
        return Field(f"{line}.{key}", "4", f"Tanks {number}: {label}", kind, "Tank history")

    return (
        entered("tanks", "names"),
        entered("source", "source, place"),
        entered("source_date", "source, date", Kind.DATE),
        entered("method", "management, method"),
        entered("managed_place", "management, place"),
        entered("managed_date", "management, date", Kind.DATE),
        entered("discharge", "intended discharge, m³", Kind.NUMBER),
    )


TEMPLATE = Template(
    slug="bwm-report",
    title="Ballast water report",
    fields=(
        _ship("ship", "Name of ship"),
        _ship("imo", "IMO number", Kind.CODE),
        _ship("flag", "Flag"),
        _ship("agent", "Agent"),
        _ship("last_port", "Last port"),
        _ship("next_port", "Next port"),
        _ship("port", "Port of arrival"),
        Field("total", "2", "Total ballast water on board, m³", Kind.NUMBER, "Ballast water"),
        Field("capacity", "2", "Total capacity, m³", Kind.NUMBER, "Ballast water"),
        Field("in_ballast", "3", "Tanks in ballast", Kind.NUMBER, "Ballast water"),
        Field("managed", "3", "Tanks managed", Kind.NUMBER, "Ballast water"),
        Field("not_managed", "3", "Tanks not managed", Kind.NUMBER, "Ballast water"),
        *(field for number, line in enumerate(LINES, start=1) for field in _of_tanks(line, number)),
        Field("plan", "5", "Management plan on board", Kind.TICKS, "On board", choices=YES_NO),
        Field("book", "5", "Record book on board", Kind.TICKS, "On board", choices=YES_NO),
        Field("officer", "6", "Responsible officer", group="Signature"),
        Field("date", "6", "Date", Kind.DATE, "Signature"),
    ),
    places=(Place("signature", "6", "Signature of the officer", (MarkKind.SIGNATURE,)),),
)
