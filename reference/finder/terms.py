"""One spelling for what people type: words without accents in Latin letters, codes without their signs."""

import re

from anyascii import anyascii

from accounts import names

LONGEST_QUERY = 200
MOST_WORDS = 10

_SIGNS = re.compile(r"[^a-z0-9]+")
# In identifiers of modified plants zero is written Ø, which is a letter to everybody else.
_ZERO = str.maketrans("Øø", "00")


def folded(text: str) -> str:
    """The beginning of a text in small Latin letters and figures, its words parted by single spaces."""
    return names.folded(text[:LONGEST_QUERY])


def compact(text: str) -> str:
    """A code or a name without anything between its letters and figures: 75-71-8 is 75718."""
    return _SIGNS.sub("", anyascii(text[:LONGEST_QUERY].translate(_ZERO)).lower())


def is_code(text: str) -> bool:
    """Whether a text is a code: figures, and no word of more than three letters beside them."""
    words = re.sub(r"[^a-z]+", " ", folded(text)).split()
    return any(sign.isdigit() for sign in text) and all(len(word) <= 3 for word in words)


def words_of(text: str) -> list[str]:
    """The folded words of a text, each once, of a query no more than a sentence has."""
    return list(dict.fromkeys(folded(text).split()))[:MOST_WORDS]
