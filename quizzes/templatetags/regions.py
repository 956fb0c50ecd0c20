"""Regions of a figure, drawn over it. A stylesheet cannot place them: places are attributes, in per cent."""

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()

# How near a number may come to the edge of the picture, in per cent.
EDGE = 4


@register.inclusion_tag("quizzes/_regions.html")
def regions(options, ratio):
    """The outlines and numbers of options that have a shape; `ratio` is the picture's width by its height."""
    return {"regions": [_drawn(option, ratio) for option in options]}


def _drawn(option, ratio):
    x, y = _pin(option["shape"], ratio)
    return {
        "number": option["letter"],
        "on": option["checked"],
        "right": option.get("right", False),
        "outline": _outline(option["shape"], ratio),
        "x": _number(min(max(x, EDGE), 100 - EDGE)),
        "y": _number(min(max(y, EDGE), 100 - EDGE)),
    }


def _number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _outline(shape, ratio):
    """A shape twice: a light edge below a dark one, to be seen on any picture."""
    if shape["kind"] == "rect":
        tag, places = "rect", {name: shape[name] for name in ("x", "y", "width", "height")}
    elif shape["kind"] == "circle":
        high = _number(float(shape["r"]) * ratio)
        tag, places = "ellipse", {"cx": shape["x"], "cy": shape["y"], "rx": shape["r"], "ry": high}
    else:
        tag, places = "polygon", {"points": " ".join(",".join(point) for point in shape["points"])}
    attributes = format_html_join("", ' {}="{}"', places.items())
    return format_html('<{0} class="halo"{1}/><{0} class="edge"{1}/>', tag, attributes)


def _pin(shape, ratio):
    """Where a shape's number stands: at its upper left."""
    if shape["kind"] == "polygon":
        points = [(float(x), float(y)) for x, y in shape["points"]]
        return min(points, key=lambda point: (point[1], point[0]))
    x, y = float(shape["x"]), float(shape["y"])
    if shape["kind"] == "circle":
        aside = float(shape["r"]) * 0.7
        return x - aside, y - aside * ratio
    return x, y
