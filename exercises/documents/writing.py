"""How values stand on paper: dates written out, figures grouped, lines broken to the width of a box."""

from exercises.documents.model import Field, Kind, Value

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Widths in ems. Typewriters give every letter the same; the other is a fair guess for any sans serif.
TYPED_EM = 0.6
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]/- "), frozenset("mwMW@%")


def written_date(value: str) -> str:
    """An ISO date as a form shows it. What is no date is shown as it stands."""
    parts = value.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and 1 <= int(parts[1]) <= 12:
        return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return value


def grouped(value: str) -> str:
    """Digits in groups of three. What is no number is shown as it stands."""
    whole, point, rest = value.partition(".")
    if not (whole.isascii() and whole.isdigit()):
        return value
    return f"{int(whole):,}{point}{rest}" if len(whole) > 3 else value


def shown(field: Field, value: Value) -> tuple[str, ...]:
    """The lines of an entry, before they are broken to a width; none for a blank."""
    given = tuple(each for each in ((value,) if isinstance(value, str) else value) if each)
    match field.kind:
        case Kind.DATE:
            return tuple(map(written_date, given))
        case Kind.NUMBER:
            return tuple(map(grouped, given))
        case Kind.CODE:
            return (", ".join(given),) if given else ()
        case Kind.TICKS:
            words = dict(field.choices)
            return tuple(words[each] for each in given)
        case _:
            return given


def width_of(text: str, size: float, *, typed: bool) -> float:
    """About how wide a line is."""

    def ems(letter: str) -> float:
        if ord(letter) > 0x2E7F:
            return 1.0
        if typed:
            return TYPED_EM
        if letter in _NARROW:
            return 0.3
        if letter in _WIDE:
            return 0.86
        return 0.69 if letter.isupper() else 0.55

    return size * sum(map(ems, text))


def broken(text: str, width: float, size: float, *, typed: bool) -> list[str]:
    """The text in lines of at most this width. A word that is too long for a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while width_of(word, size, typed=typed) > width and len(word) > 1:
            if line:
                lines.append(line)
                line = ""
            cut = len(word) - 1
            while cut > 1 and width_of(word[:cut], size, typed=typed) > width:
                cut -= 1
            lines.append(word[:cut])
            word = word[cut:]
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size, typed=typed) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def fitted(
    entries: tuple[str, ...], width: float, height: float, size: float, *, smallest: float = 1.3
) -> tuple[list[str], float]:
    """The lines and the size at which they all stand in the box."""
    while True:
        lines = [line for entry in entries for line in broken(entry, width, size, typed=True)]
        if len(lines) * size * 1.18 <= height + 0.1 or size <= smallest:
            return lines, size
        size = max(size - 0.15, smallest)
