"""Making the fonts of a certificate, and asking whether they hold a name.

The installed packages hold variable fonts; ReportLab embeds static ones. `make_fonts` writes
the instances that are used: a regular and a bold of every family, of the plain sans a bold and,
for labels, a narrow one.
"""

import os
import tempfile
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from certification.pdf.faces import INSTANCES, Instance, UnprintableName, font_path
from certification.pdf.shaping import Typesetter, Voice

__all__ = ["UnprintableName", "check_printable", "make_fonts"]


def make_fonts(folder: Path) -> None:
    """Write the static fonts into the folder, those that are not there yet.

    About half a minute the first time, no work afterwards. Each is written beside its place
    and renamed, so that two runs at once do no harm.
    """
    missing = [instance for instance in INSTANCES if not font_path(folder, instance).exists()]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
    for instance in missing:
        _make_font(instance, font_path(folder, instance))


def _make_font(instance: Instance, path: Path) -> None:
    """Cut one instance out of its variable font."""
    font = TTFont(fontpkg.path(instance.family, nearest=True))
    place = {"wght": instance.weight, "wdth": instance.width}
    axes = {axis.axisTag for axis in font["fvar"].axes}
    font = instancer.instantiateVariableFont(
        font, {tag: value for tag, value in place.items() if tag in axes}, inplace=True
    )
    _name_font(font, instance)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            font.save(file)
        # mkstemp leaves the file to its owner; the server may run as another user.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _name_font(font: TTFont, instance: Instance) -> None:
    """Give the instance names of its own: ReportLab takes fonts of one name for the same font."""
    style = instance.style.capitalize()
    postscript = f"{instance.family.replace(' ', '')}-{style}"
    names = {1: instance.family, 2: style, 4: f"{instance.family} {style}", 6: postscript}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in {*names, 3, 16, 17, 21, 22, 25}]
    for number, text in {**names, 3: postscript}.items():
        table.setName(text, number, 3, 1, 0x409)


def check_printable(text: str, folder: Path) -> None:
    """Pass a text that a certificate can print; otherwise raise UnprintableName."""
    with Typesetter(folder) as typesetter:
        typesetter.line(text, Voice.TITLE)
        typesetter.line(text, Voice.VALUE)
