"""How names, staff numbers and codes are written down, so that the same thing is kept in one way only."""

import re
import unicodedata

from anyascii import anyascii

# Letters of Persian and of many Indic scripts join or part by these two invisible characters.
JOINERS = frozenset("\u200c\u200d")
_SIGNS = re.compile(r"[^a-z0-9]+")
MAKES_NO_TEXT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def tidy(text: str) -> str:
    """Composed Unicode with single spaces and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_name(text: str) -> bool:
    """Whether a tidy text can stand as a name: some letter, and no character that is not written."""
    return any(character.isalpha() for character in text) and all(
        unicodedata.category(character) not in MAKES_NO_TEXT or character in JOINERS for character in text
    )


def is_latin(text: str) -> bool:
    """Whether every letter of a text belongs to the Latin script, accented ones included."""
    return all(unicodedata.name(letter, "").startswith("LATIN ") for letter in text if letter.isalpha())


def staff_number_as_kept(text: str) -> str:
    """A staff number in capitals without spaces: “ s 12/b” and “S12/B” are the same."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def join_code_as_kept(text: str) -> str:
    """A join code as printed: capitals, and eight characters without a dash get theirs in the middle."""
    code = "".join(text.upper().split())
    return f"{code[:4]}-{code[4:]}" if len(code) == 8 and code.isalnum() else code


def folded(text: str) -> str:
    """A text in small Latin letters and figures, its words parted by single spaces.

    Accents go, other scripts are written in Latin letters (anyascii), signs part words.
    """
    return _SIGNS.sub(" ", anyascii(text).lower()).strip()


def names_for_search(*names: str) -> str:
    """What is looked through for the names of a person: the folded words of all of them, each name apart."""
    return " | ".join(dict.fromkeys(filter(None, map(folded, names))))
