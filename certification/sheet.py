"""The certificate drawn on its page: the values of the SVG, in units of the design (1188 by 840)."""

import unicodedata
from math import ceil

import segno

from certification.pdf.labels import labels_for
from certification.pdf.ornament import MARKS
from certification.services.certificates import verify_url

LEFT, RIGHT = 130, 1058
BAND_TOP, BAND_HEIGHT = 486, 86
QR_SIDE = 112
MODULES_IN_A_ROW = 6


def sheet_of(certificate):
    """What the template of the sheet needs: words, sizes that fit, places of the modules, the code."""
    labels = labels_for(certificate.language)
    address = verify_url(certificate.serial)
    curriculum = labels.curriculum.format(
        name=certificate.curriculum_title, version=certificate.curriculum_version
    )
    code = segno.make(address, error="m", micro=False)
    return {
        "labels": labels,
        "curriculum": curriculum,
        "issued": labels.day(certificate.issued_on),
        "valid_until": labels.day(certificate.valid_until) if certificate.valid_until else labels.no_end,
        "replaces": certificate.replaces.serial if certificate.replaces_id else labels.replaces_none,
        "check": labels.check.format(address=address.partition("?")[0]),
        "direction": direction(certificate.holder_name),
        "name_size": fitting(certificate.holder_name, 46, 860),
        "administration_size": fitting(certificate.administration_name, 22, 470),
        "curriculum_size": fitting(curriculum, 25, 860),
        "signatory_size": fitting(certificate.signatory, 17, 250),
        "modules": placed(certificate.modules),
        "code": dark_cells(code),
        "code_scale": round(QR_SIDE / code.symbol_size(border=0)[0], 4),
    }


def direction(text):
    """The direction of a text by its first letter that has one, as a browser would find it."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def fitting(text, size, width):
    """The size at which a text is no wider than `width`, as near as one can tell without its font."""
    wide = sum(
        0 if unicodedata.combining(sign) else 1 if unicodedata.east_asian_width(sign) in "WF" else 0.55
        for sign in text
    )
    return round(min(size, width / wide), 1) if wide else size


def placed(modules):
    """Each module with its place in the band: the corner and size of its sign, its texts and their size."""
    if not modules:
        return []
    rows = ceil(len(modules) / MODULES_IN_A_ROW)
    columns = ceil(len(modules) / rows)
    width = (RIGHT - LEFT) / columns
    height = BAND_HEIGHT / rows
    side = min(44, height - 12)
    room = width - side - 20
    largest = min(15, side * 0.42)
    names = [in_lines(module["name"], largest, room) for module in modules]
    size = min(fitting(line, largest, room) for lines in names for line in lines)
    places = []
    for number, (module, lines) in enumerate(zip(modules, names, strict=True)):
        row, column = divmod(number, columns)
        x = LEFT + column * width + 8
        middle = BAND_TOP + (row + 0.5) * height
        foot = middle + size * (0.55 + 0.5 * len(lines))
        places.append(
            {
                "sign": MARKS.get(module["convention"], MARKS[""]),
                "hue": f"#{MARKS.get(module['convention'], MARKS['']).hue.hexval()[2:]}",
                "x": round(x, 1),
                "y": round(middle - side / 2, 1),
                "side": round(side, 1),
                "text_x": round(x + side + 9, 1),
                "names": [
                    (line, round(foot - size * (1.25 + 1.1 * below), 1))
                    for below, line in zip(range(len(lines) - 1, -1, -1), lines, strict=True)
                ],
                "mark": module["mark"],
                "mark_y": round(foot, 1),
                "size": size,
                "mark_size": round(size * 1.1, 1),
            }
        )
    return places


def in_lines(text, size, width):
    """A text as one line, or parted at the space nearest its middle where one line would be small."""
    spaces = [place for place, sign in enumerate(text) if sign == " "]
    if not spaces or fitting(text, size, width) >= 0.85 * size:
        return [text]
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return [text[:middle], text[middle + 1 :]]


def dark_cells(code):
    """The dark cells of a QR code as one path, in cells."""
    path = []
    for y, row in enumerate(code.matrix):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                path.append(f"M{x} {y}h{run}v1h-{run}z")
            x += run + 1
    return "".join(path)
