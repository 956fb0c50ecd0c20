"""What is found in place of the goods on the papers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Instead:
    """Goods that are found in place of those on the papers, and what tells them."""

    slug: str
    signs: tuple[str, ...]
