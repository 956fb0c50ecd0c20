"""Elements of a drawing as text that is safe in a page: every value goes through the escape."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Point = tuple[float, float]
Attribute = str | float | Sequence[float]


def figure(value: float) -> str:
    """A length in as few characters as it takes."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _attribute(value: Attribute) -> str:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, int | float):
        return figure(value)
    return " ".join(figure(each) for each in value)


def element(name: str, *children: str, **attributes: Attribute | None) -> SafeString:
    """An element. Underscores in the names of attributes are hyphens."""
    given = "".join(
        f' {key.replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(child if isinstance(child, SafeString) else escape(child) for child in children)
    # Names come from this package, attributes and text have been escaped above.
    return mark_safe(f"<{name}{given}>{inside}</{name}>")  # noqa: S308


def polyline(points: Sequence[Point], *, closed: bool = False) -> str:
    """The points as the data of a path, in steps, which are shorter to write than places."""
    x, y = round(points[0][0], 2), round(points[0][1], 2)
    data = [f"M{figure(x)} {figure(y)}l"]
    for to_x, to_y in points[1:]:
        step_x, step_y = round(to_x - x, 1), round(to_y - y, 1)
        data.append(f"{figure(step_x)} {figure(step_y)} ")
        x, y = x + step_x, y + step_y
    return "".join(data).rstrip() + ("z" if closed else "")


def smooth(points: Sequence[Point]) -> str:
    """A soft line through the points."""
    data = [f"M{figure(points[0][0])} {figure(points[0][1])}"]
    padded = [points[0], *points, points[-1]]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        handles = (
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            *end,
        )
        data.append("C" + " ".join(figure(value) for value in handles))
    return "".join(data)


def circle(x: float, y: float, radius: float) -> str:
    """A circle as the data of a path."""
    across = figure(2 * radius)
    turn = f"a{figure(radius)} {figure(radius)} 0 1 0 "
    return f"M{figure(x - radius)} {figure(y)}{turn}{across} 0{turn}-{across} 0"


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as the data of a path."""
    return f"M{figure(x)} {figure(y)}h{figure(width)}v{figure(height)}h{figure(-width)}z"
