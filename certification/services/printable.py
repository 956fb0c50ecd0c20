"""What the fonts of a certificate hold."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from certification.pdf.fonts import UnprintableName, check_printable


def unprintable(text):
    """The characters of a text that no font of the certificate holds, in quotation marks; "" for none."""
    return _checked(text, Path(settings.FONTS_ROOT))


@lru_cache(maxsize=1024)
def _checked(text, fonts):
    if not text:
        return ""
    try:
        check_printable(text, fonts)
    except UnprintableName as refused:
        return ", ".join(f"“{character}”" for character in refused.characters)
    return ""
