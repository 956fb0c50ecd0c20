"""Texts of a body: rich text as the platform allows it, and what it says in plain words."""

from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
)

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


@lru_cache(maxsize=4096)
def _read(html: str) -> tuple[str, tuple[str, ...]]:
    """Its words on one line, and its faults. Kept: a body is read anew with every answer to it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.words).split()), tuple(reader.faults)


def plain(html: str) -> str:
    """The words of rich text on one line."""
    return _read(html)[0]


def _clean(html: str) -> str:
    faults = _read(html)[1]
    if faults:
        raise ValueError("; ".join(faults))
    return html


def _not_blank(text: str) -> str:
    if not plain(text):
        raise ValueError("write a text here")
    return text


class RichText:
    """Marks a field of a body that holds rich text, so that `changed` finds it."""


Rich = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_clean), RichText()]
NeededRich = Annotated[Rich, AfterValidator(_not_blank)]
Words = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True, min_length=1)]
PartId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class Part(BaseModel):
    """A piece of a body. An unknown field is an error, and nothing is guessed from another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class QuestionBody(Part):
    """What the body of every kind has. `figure` names an illustration by its slug; empty: none."""

    stem: NeededRich
    explanation: Rich = ""
    figure: Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=120)] = ""


def unique(what: str, values: list[str]) -> None:
    """Raises ValueError naming the values that occur twice."""
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValueError(f"{what} {', '.join(twice)} occurs twice")


def changed(part: BaseModel, change: Callable[[str], str]) -> dict[str, Any]:
    """A body as data, with each of its rich texts changed."""
    return {
        name: _changed(
            getattr(part, name), value, change, any(isinstance(mark, RichText) for mark in field.metadata)
        )
        for (name, field), value in zip(
            type(part).model_fields.items(), part.model_dump(mode="json").values(), strict=True
        )
    }


def _changed(held: Any, dumped: Any, change: Callable[[str], str], is_rich: bool) -> Any:
    if isinstance(held, BaseModel):
        return changed(held, change)
    if isinstance(held, list):
        return [_changed(one, data, change, is_rich) for one, data in zip(held, dumped, strict=True)]
    return change(held) if is_rich else dumped
