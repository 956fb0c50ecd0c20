"""Letters and figures punched through paper: three holes wide, five high."""

import re

from exercises.documents.svg import figure

# Five rows from the top, each a figure from 0 to 7 whose bits are the holes of that row.
_ROWS = """
0 75557  1 26227  2 71747  3 71717  4 55711  5 74717  6 74757  7 71122  8 75757  9 75717
A 25755  B 65656  C 34443  D 65556  E 74647  F 74644  G 34553  H 55755  I 72227  J 11152
K 55655  L 44447  M 57755  N 65555  O 25552  P 65644  Q 25563  R 65655  S 34216  T 72222
U 55557  V 55552  W 55775  X 55255  Y 55222  Z 71247  - 00700  / 11244
"""
_HOLES = dict(re.findall(r"(\S) (\d{5})", _ROWS))
PITCH = 1.05


def holes(text: str, x: float, y: float) -> str:
    """The holes of a text that runs down the page, as the data of a path of dots."""
    data = []
    for number, letter in enumerate(text.upper()):
        for row, bits in enumerate(_HOLES.get(letter, "00000")):
            for column in range(3):
                if int(bits) & (4 >> column):
                    at = (x - row * PITCH, y + (number * 4 + column) * PITCH)
                    data.append(f"M{figure(at[0])} {figure(at[1])}h0")
    return "".join(data)
