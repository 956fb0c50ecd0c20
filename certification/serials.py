"""Serial numbers of certificates: GC-XXXX-XXXX-XXXX, sixty bits by chance, fit to be read aloud.

Crockford's base 32 leaves out I, L, O and U; whoever types an O means 0, an I or an L means 1.
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "GC"
LENGTH = 12
BITS = 5 * LENGTH
_MEANT = str.maketrans("OIL", "011")


def new_serial() -> str:
    """A serial number that nobody can guess."""
    return serial_of(secrets.randbits(BITS))


def serial_of(number: int) -> str:
    """The serial number that BITS bits stand for."""
    return _written("".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH))))


def read_serial(text: str) -> str | None:
    """The serial number that somebody typed, however spelt; None for what can be none.

    Case, spaces and dashes do not matter, nor whether the prefix is given, nor the digits' script.
    """
    signs = "".join(_plain(sign) for sign in unicodedata.normalize("NFKC", text).upper())
    if len(signs) == LENGTH + len(PREFIX) and signs.startswith(PREFIX):
        signs = signs.removeprefix(PREFIX)
    signs = signs.translate(_MEANT)
    if len(signs) != LENGTH or not set(signs) <= set(ALPHABET):
        return None
    return _written(signs)


def _plain(sign: str) -> str:
    """A letter as it is, a digit as ASCII, nothing for what stands between them."""
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return sign if sign.isalpha() else ""


def _written(signs: str) -> str:
    return "-".join([PREFIX, *(signs[start : start + 4] for start in range(0, LENGTH, 4))])
