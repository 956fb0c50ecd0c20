"""Texts of the catalogue are marked here for translation; the pages translate them where they show them."""


def marked(text: str) -> str:
    """The text itself. xgettext collects what is written inside."""
    return text
