"""Texts of a body: rich text as the platform allows it, and what it says in plain words."""

from html.parser import HTMLParser
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

ALLOWED_TAGS = frozenset({"a", "b", "br", "em", "i", "li", "ol", "p", "span", "strong", "sub", "sup", "ul"})
BREAKING_TAGS = frozenset({"br", "li", "ol", "p", "ul"})


class _Reader(HTMLParser):
    """Collects the words of rich text and what must not stand in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS:
            self.faults.append(f"<{tag}> is not allowed here")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"the attribute {name} is not allowed here")
            if name == "href" and (value or "").strip().lower().startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                self.faults.append("a link must lead to a page")
        if tag in BREAKING_TAGS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKING_TAGS:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def plain(html: str) -> str:
    """The words of rich text on one line."""
    return " ".join("".join(_read(html).words).split())


def _clean(html: str) -> str:
    faults = _read(html).faults
    if faults:
        raise ValueError("; ".join(faults))
    return html


def _not_blank(text: str) -> str:
    if not plain(text):
        raise ValueError("write a text here")
    return text


Rich = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_clean)]
NeededRich = Annotated[Rich, AfterValidator(_not_blank)]
Words = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True, min_length=1)]
PartId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class Part(BaseModel):
    """A piece of a body. An unknown field is an error, and nothing is guessed from another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def unique(what: str, values: list[str]) -> None:
    """Raises ValueError naming the values that occur twice."""
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValueError(f"{what} {', '.join(twice)} occurs twice")
