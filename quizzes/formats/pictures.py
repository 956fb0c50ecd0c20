"""A picture within a file of questions: its bytes say what it is, and whether it is safe to show."""

import io
import warnings
from dataclasses import replace

from PIL import Image

from quizzes.formats.neutral import Faulty
from reference.svg import UnsafeDrawing, sanitise_svg

LONGEST_SIDE = 6000
SUFFIXES = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}


def checked_picture(picture):
    """The picture with the suffix of what it is; a drawing is written afresh. Raises Faulty."""
    beginning = picture.data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if beginning.startswith((b"<svg", b"<?xml", b"<!")):
        try:
            return replace(picture, data=sanitise_svg(picture.data), suffix="svg")
        except UnsafeDrawing as error:
            raise Faulty(f"Its picture is refused. {error}") from None
    return replace(picture, suffix=_suffix(picture.data))


def _suffix(data):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=list(SUFFIXES)) as image:
                kind, size = image.format, image.size
                if max(size) <= LONGEST_SIDE:
                    image.load()
    except Exception:  # Pillow raises whatever a broken picture leads it to
        raise Faulty("Its picture cannot be read. It must be a PNG, JPEG, GIF, WebP or SVG.") from None
    if max(size) > LONGEST_SIDE:
        raise Faulty(f"Its picture is wider or higher than {LONGEST_SIDE} pixels.")
    return SUFFIXES[kind]
