"""The certificate drawn on its page: the values of the SVG, in units of the design (1188 by 840)."""

import unicodedata
from math import ceil

import segno

from certification.pdf.content import Wording
from certification.pdf.labels import labels_for
from certification.pdf.ornament import MARKS
from certification.services.papers import verify_url

LEFT, RIGHT = 130, 1058
BAND_TOP, BAND_HEIGHT = 486, 86
QR_SIDE = 112
MODULES_IN_A_ROW = 6
LOGO_TOP, LOGO_WIDTH, LOGO_HEIGHT = 70, 170, 82
# As in pdf/drawing.py: the upper line of the row of signatures, and the line that they stand on.
SIGNED_TOP, SIGNED_FOOT = 44, 91


def sheet_of(certificate, *, design=None, address_of=None, specimen=False):
    """What the template of the sheet needs: words, sizes that fit, places of all that is drawn, the code.

    `design` is a FullDesign or None; `address_of` gives the address at which a picture of it is shown.
    """
    labels = labels_for(certificate.language)
    curriculum = labels.curriculum.format(
        name=certificate.curriculum_title, version=certificate.curriculum_version
    )
    address = verify_url(certificate.serial)
    code = segno.make(address, error="m", micro=False)
    wording = design.wording(certificate.level) if design else Wording()
    logo = design and design.row.logo and _logo(design.row.logo, address_of)
    right = logo["x"] - 18 if logo else RIGHT
    heading = wording.heading or labels.headings[certificate.level]
    opening = wording.opening or labels.certifies
    statement = wording.statement or labels.met[certificate.level]
    return {
        "labels": labels,
        "heading": _sized(heading, 54, 860),
        "opening": _sized(opening, 19, 860),
        "statement": _sized(statement, 19, 860),
        "curriculum": _sized(curriculum, 25, 860),
        "issued": labels.day(certificate.issued_on),
        "valid_until": _valid_until(certificate, labels),
        "check": labels.check.format(address=address.partition("?")[0]),
        "check_y": 763 if wording.note else 768,
        "note": _sized(wording.note, 15, RIGHT - LEFT),
        "direction": direction(certificate.holder_name),
        "name_size": fitting(certificate.holder_name, 46, 860),
        "administration_x": right,
        "administration_size": fitting(certificate.administration_name, 22, right - 588),
        "logo": logo,
        "form": _form(certificate, labels, design, address_of),
        "modules": placed(certificate.modules),
        "code": dark_cells(code),
        "code_scale": round(QR_SIDE / code.symbol_size(border=0)[0], 4),
        "specimen": labels.specimen.upper() if specimen else "",
    }


def _sized(text, size, width):
    """A line with the size at which it fits."""
    return {"text": text, "size": fitting(text, size, width)}


def _valid_until(certificate, labels):
    return labels.day(certificate.valid_until) if certificate.valid_until else labels.no_end


def _logo(picture, address_of):
    """A logo in the upper right corner, as large as its place allows."""
    scale = min(LOGO_WIDTH / picture.width, LOGO_HEIGHT / picture.height)
    width, height = picture.width * scale, picture.height * scale
    return {
        "address": address_of(picture),
        "x": round(RIGHT - width, 1),
        "y": LOGO_TOP,
        "width": round(width, 1),
        "height": round(height, 1),
    }


def _form(certificate, labels, design, address_of):
    """The left part of the ruled block: its rules as one path, labels, values and signatures."""
    values = [
        (labels.issued, labels.day(certificate.issued_on)),
        (labels.valid_until, _valid_until(certificate, labels)),
        (labels.replaces, certificate.replaces.serial if certificate.replaces_id else labels.replaces_none),
        (labels.serial, certificate.serial),
    ]
    if design and design.signatories:
        return _form_with_signatures(values, labels, design.signatories, address_of)
    values.append((labels.for_administration, certificate.signatory))
    # Place of the label, width, size and place of the value below it.
    places = [(12, 22, 176), (212, 22, 176), (412, 22, 176), (12, 93, 276), (312, 93, 276)]
    return {
        "rules": "M0 71H600M200 0V71M400 0V71M300 71V142",
        "labels": [(number, x, y, label) for number, (x, y, _w), (label, _v) in _numbered(places, values)],
        "values": [
            (x, y + 27 if y < 71 else y + 28, fitting(value, 17, width), value)
            for _number, (x, y, width), (_label, value) in _numbered(places, values)
        ],
        "signatures": [],
    }


def _form_with_signatures(values, labels, signatories, address_of):
    places = [(10, 17, 108), (138, 17, 108), (266, 17, 152), (438, 17, 152)]
    width = 600 / len(signatories)
    signatures = []
    for number, signatory in enumerate(signatories):
        x = number * width
        top = SIGNED_TOP + (21 if number == 0 else 5)
        signatures.append(
            {
                "x": round(x + 10, 1),
                "end": round(x + width - 10, 1),
                "top": top,
                "room": round(min(width - 20, 260), 1),
                "height": SIGNED_FOOT - top,
                "address": address_of(signatory.signature) if signatory.signature else "",
                "name": _sized(signatory.name, 13, width - 20),
                "office": _sized(signatory.office, 12, width - 20),
            }
        )
    between = "".join(f"M{round(number * width)} {SIGNED_TOP}V142" for number in range(1, len(signatories)))
    return {
        "rules": f"M0 {SIGNED_TOP}H600M128 0V{SIGNED_TOP}M256 0V{SIGNED_TOP}M428 0V{SIGNED_TOP}{between}",
        "labels": [
            *((number, x, y, label) for number, (x, y, _w), (label, _v) in _numbered(places, values)),
            (5, 10, SIGNED_TOP + 17, labels.for_administration),
        ],
        "values": [
            (x, 36, fitting(value, 15, room - 14), value)
            for _number, (x, _y, room), (_label, value) in _numbered(places, values)
        ],
        "signatures": signatures,
    }


def _numbered(places, values):
    """Boxes with their numbers."""
    return zip(range(1, len(places) + 1), places, values, strict=True)


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
