"""Drawings from outside: what an SVG file may hold, and the same drawing without anything else.

A drawing is shown by `<img>`, where browsers run no script, but its address can be opened directly.
So whatever could act, or fetch something, is refused; what is merely unknown to us (the notes that
drawing programs leave) is left out. The result is written afresh from the parsed tree and is the
same for the same drawing.
"""

import math
import re
from io import BytesIO
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

MAX_BYTES = 2 * 1024 * 1024
MAX_ELEMENTS = 20_000
MAX_DEPTH = 40
MAX_SIDE = 20_000
MAX_RATIO = 50

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"

_ELEMENTS = """
svg g defs title desc symbol use path rect circle ellipse line polyline polygon text tspan textPath
style linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix
feComposite feFlood feGaussianBlur feMerge feMergeNode feOffset switch
"""
ELEMENTS = frozenset(_ELEMENTS.split())
IGNORED = frozenset({"metadata"})
_ATTRIBUTES = """
id class style lang role version viewBox preserveAspectRatio x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy
fr d points width height transform rotate textLength lengthAdjust startOffset method spacing side
pathLength offset gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits
patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY
orient filterUnits primitiveUnits in in2 result mode operator k1 k2 k3 k4 stdDeviation type values media
fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
stroke-miterlimit
stroke-dasharray stroke-dashoffset vector-effect paint-order opacity color display visibility
overflow clip-path clip-rule mask filter flood-color flood-opacity stop-color stop-opacity marker-start
marker-mid marker-end color-interpolation color-interpolation-filters shape-rendering text-rendering
mix-blend-mode font-family font-size font-style font-weight font-variant font-stretch letter-spacing
word-spacing text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift direction
unicode-bidi writing-mode
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_SPLIT = re.compile(r"[\s,]+")
_LENGTH = re.compile(rf"({_NUMBER.pattern})(px|pt|mm|cm|in|em|%)?")
_LOCAL_URL = re.compile(r"url\(\s*(['\"]?)#[A-Za-z_][\w.:-]*\1\s*\)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_UNSAFE_CSS = re.compile(
    r"url\(|image\(|image-set\(|src\(|expression\(|javascript:|-moz-binding|behavior\s*:"
    r"|@import|@font-face|@namespace|@charset|\\",
    re.IGNORECASE,
)
_AT_RULE = re.compile(r"@[\w-]+")
_LOCAL_ID = re.compile(r"#[A-Za-z_][\w.:-]*")


class UnsafeDrawing(ValueError):
    """The file is no drawing that may be shown. The message is a sentence for its author."""


def sanitise_svg(data):
    """The drawing in `data` (bytes), written afresh with nothing but what a drawing needs.

    Raises UnsafeDrawing for what could act or fetch, and for what is no SVG or out of all proportion.
    """
    root = _parse(data)
    if root.tag != f"{_SVG}svg":
        raise UnsafeDrawing(
            "The file is not an SVG drawing: its first element must be <svg> with the SVG namespace."
        )
    _check_use(root)
    view_box = _view_box(root)
    parts = []
    _write(root, parts, extra={} if root.get("viewBox") else {"viewBox": view_box})
    return "".join(parts).encode() + b"\n"


def without_words(data):
    """A drawing in its sanitised form, less what is said and not drawn: titles, descriptions, labels."""
    root = _parse(sanitise_svg(data))
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in (f"{_SVG}title", f"{_SVG}desc")]:
            _keep_tail(parent, child)
            parent.remove(child)
        for name in [name for name in parent.attrib if name.startswith("aria-")]:
            del parent.attrib[name]
    parts = []
    _write(root, parts, extra={})
    return "".join(parts).encode() + b"\n"


def _keep_tail(parent, child):
    """Give the text after a child to what stands before it."""
    children = list(parent)
    place = children.index(child)
    if place:
        children[place - 1].tail = (children[place - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")


def _parse(data):
    if len(data) > MAX_BYTES:
        raise UnsafeDrawing(f"The drawing is larger than {MAX_BYTES // 1024 // 1024} MB.")
    depth = count = 0
    root = None
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth, count = depth + 1, count + 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise UnsafeDrawing("The drawing has too many elements, or they are nested too deeply.")
    except DefusedXmlException:
        raise UnsafeDrawing("Take the DOCTYPE line and all entities out of the drawing.") from None
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, UnsafeDrawing):
            raise
        raise UnsafeDrawing(f"The file cannot be read as SVG: {error}.") from None
    return root


def _name(tag):
    return tag.rsplit("}", 1)[-1]


def _write(element, parts, extra=None):
    """Append an element as text. Elements of other namespaces are left out; the tree is shallow by now."""
    name = element.tag.removeprefix(_SVG)
    attributes = {} if extra is None else {"xmlns": "http://www.w3.org/2000/svg", **extra}
    for key, value in element.attrib.items():
        kept = _attribute(name, key, value)
        if kept:
            attributes[kept[0]] = kept[1]
    parts.append(f"<{name}" + "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items()))
    inside = []
    if name == "style":
        inside.append(escape(_checked_css("".join(element.itertext()))))
    else:
        inside.append(escape(element.text or ""))
        for child in element:
            if _is_drawn(child):
                _write(child, inside)
            inside.append(escape(child.tail or ""))
    text = "".join(inside)
    parts.append(f">{text}</{name}>" if text else "/>")


def _is_drawn(element):
    """Whether an element is part of the drawing. Raises UnsafeDrawing for one that may not be there."""
    if not isinstance(element.tag, str):
        return False
    if element.tag.startswith(_SVG):
        name = element.tag.removeprefix(_SVG)
        if name in ELEMENTS:
            return True
        if name in IGNORED:
            return False
        raise UnsafeDrawing(
            f"The drawing holds <{name}>, which is not allowed. Draw it with shapes and text."
        )
    if _name(element.tag).lower() in ("script", "iframe", "html", "object", "embed"):
        raise UnsafeDrawing(f"The drawing holds <{_name(element.tag)}>, which is not allowed.")
    return False


def _attribute(element, key, value):
    """(name, value) of an attribute to keep, or None. Raises UnsafeDrawing where it could act or fetch."""
    name = _name(key).lower()
    if name.startswith("on"):
        raise UnsafeDrawing(f"The drawing holds the attribute {_name(key)}, which could run a script.")
    if key in ("href", _XLINK_HREF):
        if element in (
            "use",
            "textPath",
            "linearGradient",
            "radialGradient",
            "pattern",
        ) and _LOCAL_ID.fullmatch(value):
            return "href", value
        raise UnsafeDrawing(
            f"The drawing refers to “{value[:60]}”. It may refer only to its own parts, such as #arrow."
        )
    if key in (f"{_XML}space", f"{_XML}lang"):
        return f"xml:{_name(key)}", value
    if key not in ATTRIBUTES and not key.startswith("aria-"):
        return None
    if key == "style" or "(" in value or "\\" in value:
        _checked_css(value, whole_sheet=False)
    return key, value


def _checked_css(css, whole_sheet=True):
    """Style rules without comments. Raises UnsafeDrawing for what could fetch something."""
    css = _COMMENT.sub(" ", css)
    found = _UNSAFE_CSS.search(_LOCAL_URL.sub("", css))
    rules = {rule.lower() for rule in _AT_RULE.findall(css)} - ({"@media"} if whole_sheet else set())
    if found or rules:
        what = found[0] if found else min(rules)
        raise UnsafeDrawing(
            f"The styles of the drawing hold “{what}”. They may not load anything or use escapes."
        )
    return css


def _view_box(root):
    """The drawing's area as text. Raises UnsafeDrawing when it has none or an absurd one."""
    written = root.get("viewBox")
    numbers = (
        _SPLIT.split(written.strip())
        if written
        else ["0", "0", *(_pixels(root.get(side)) for side in ("width", "height"))]
    )
    if len(numbers) != 4 or not all(_NUMBER.fullmatch(number or "") for number in numbers):
        raise UnsafeDrawing('The drawing needs a viewBox of four numbers, such as viewBox="0 0 440 300".')
    _x, _y, width, height = (float(number) for number in numbers)
    if not all(map(math.isfinite, (_x, _y, width, height))) or not (
        0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE
    ):
        raise UnsafeDrawing(f"The sides of the drawing must lie between 0 and {MAX_SIDE}.")
    if max(width / height, height / width) > MAX_RATIO:
        raise UnsafeDrawing("The drawing is far too long for its width.")
    for side in ("width", "height"):
        length = root.get(side)
        if length is not None and not _sane_length(length):
            raise UnsafeDrawing(f"The {side} of the drawing must be a length between 0 and {MAX_SIDE}.")
    return " ".join(numbers)


def _pixels(length):
    found = _LENGTH.fullmatch((length or "").strip())
    return found[1] if found and found[2] in (None, "px") else None


def _sane_length(length):
    found = _LENGTH.fullmatch(length.strip())
    return bool(found) and 0 < float(found[1]) <= MAX_SIDE


def _check_use(root):
    """Refuse parts that refer to each other in a ring, or multiply beyond what can be drawn."""
    parts = {element.get("id"): element for element in root.iter() if element.get("id")}
    sizes = {}

    def size(element, above):
        if id(element) in sizes:
            return sizes[id(element)]
        if id(element) in above or len(above) > 4 * MAX_DEPTH:
            raise UnsafeDrawing("Parts of the drawing refer to each other in a ring.")
        above = above | {id(element)}
        total = 1 + sum(size(child, above) for child in element)
        if element.tag == f"{_SVG}use":
            target = parts.get((element.get("href") or element.get(_XLINK_HREF) or "").removeprefix("#"))
            total += size(target, above) if target is not None else 0
        if total > 5 * MAX_ELEMENTS:
            raise UnsafeDrawing("The drawing repeats its parts too often.")
        sizes[id(element)] = total
        return total

    size(root, frozenset())
