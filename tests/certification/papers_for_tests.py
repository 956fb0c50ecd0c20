"""Pictures and altered papers, for the tests."""

import io

from PIL import Image, ImageDraw


def picture(width=300, height=200, *, kind="PNG", mode="RGBA", **saved):
    """A picture with something drawn on it, as bytes of a file."""
    image = Image.new(mode, (width, height), "white" if mode == "RGB" else (0, 0, 0, 0))
    ImageDraw.Draw(image).line((0, 0, width, height), fill=(20, 20, 90), width=5)
    file = io.BytesIO()
    image.save(file, kind, **saved)
    return file.getvalue()
