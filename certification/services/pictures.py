"""Logos and signatures: cleaned by drawing them afresh, kept once for each content, read by name."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from functools import lru_cache

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from certification.models import CertificatePicture

LARGEST_FILE = 2 * 1024 * 1024
MOST_PIXELS = 16_000_000
LEAST_SIDE = 16
# As printed, a logo is 42 mm wide at most and a signature 65: some 360 dots an inch.
LONGEST_SIDE = {"logo": 600, "signature": 900}
HEAVIEST = 250 * 1024
FORMATS = ("PNG", "JPEG")


class PictureRefused(Exception):
    """A picture that is not taken. `str()` is a sentence that says what to do."""


@dataclass(frozen=True)
class CleanPicture:
    """A picture drawn afresh: PNG without anything but its dots."""

    png: bytes
    width: int
    height: int

    @property
    def sha256(self):
        return hashlib.sha256(self.png).hexdigest()


def clean_picture(data, *, kind):
    """A picture from outside as one of ours. `kind` is "logo" or "signature". Raises PictureRefused."""
    if len(data) > LARGEST_FILE:
        raise PictureRefused(_("Choose a picture of 2 MB at most."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                _check_size(*picture.size)
                drawn = _drawn(picture, LONGEST_SIDE[kind])
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(
            _("Choose a PNG or JPEG file. Other kinds are not taken, nor drawings (SVG).")
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureRefused(_("This picture is damaged. Save it anew in a drawing program.")) from error
    return CleanPicture(_packed(drawn), *drawn.size)


def _check_size(width, height):
    """Look at the size that the file claims before a dot of it is unpacked."""
    if width * height > MOST_PIXELS:
        raise PictureRefused(_("Choose a picture of 16 million dots at most, such as 4,000 by 4,000."))
    if min(width, height) < LEAST_SIDE or max(width, height) > 20 * min(width, height):
        raise PictureRefused(
            _("Choose a picture of at least 16 dots each way, and not more than 20 times as long as wide.")
        )


def _drawn(picture, longest):
    """The dots of the first frame, turned as its camera said, no larger than is printed."""
    picture.load()
    picture = ImageOps.exif_transpose(picture)
    drawn = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    drawn.info.clear()
    drawn.thumbnail((longest, longest))
    return drawn


def _packed(drawn):
    png = _as_png(drawn)
    if len(png) > HEAVIEST:
        png = _as_png(drawn.quantize(256, method=Image.Quantize.FASTOCTREE))
    return png


def _as_png(drawn):
    file = io.BytesIO()
    drawn.save(file, "PNG", optimize=True)
    return file.getvalue()


def keep_picture(clean, *, administration):
    """The row of a clean picture of an administration; made when it is new."""
    sha256 = clean.sha256
    known = CertificatePicture.objects.filter(administration=administration, sha256=sha256).first()
    if known:
        return known
    stored = storages["private"].save(f"designs/{administration.pk}/{sha256}.png", ContentFile(clean.png))
    return CertificatePicture.objects.get_or_create(
        administration=administration,
        sha256=sha256,
        defaults={"file": stored, "width": clean.width, "height": clean.height},
    )[0]


def png_of(picture):
    """The bytes of a kept picture."""
    return _read(picture.file, picture.sha256)


@lru_cache(maxsize=16)
def _read(name, sha256):
    """Read once for the many certificates that bear it. Raises ValueError for what is not as it was kept."""
    with storages["private"].open(name) as file:
        png = file.read()
    if hashlib.sha256(png).hexdigest() != sha256:
        raise ValueError(f"The picture {name} is not as it was kept.")
    return png
