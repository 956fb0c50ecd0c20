"""Types of fields that the models of text formats are made of."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializationInfo,
    ValidationInfo,
)

from reference.formats.marked_yaml import ManyFaults
from reference.formats.rich_text import canonical, is_one_paragraph, read_markdown, write_markdown

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MARKDOWN = {"markdown": True}
HTML = {"html": True}


class Form(BaseModel):
    """Data as a person wrote it. An unknown field is an error, and nothing is guessed from another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _words(text):
    """Plain text on one line. Its blanks stay as they are: one that does not break is part of “10 kg”."""
    return " ".join(line.strip() for line in text.splitlines()).strip()


def _not_empty(text):
    if not text:
        raise ValueError("Write a text here.")
    return text


def _read(text, info, one_paragraph):
    """Rich text to canonical HTML: from Markdown, or from HTML when the context says so."""
    if (info.context or {}).get("html"):
        return canonical(text)
    html, faults = read_markdown(text, one_paragraph=one_paragraph)
    if faults:
        raise ManyFaults(faults)
    return html


def _rich(text: str, info: ValidationInfo) -> str:
    return _read(text, info, one_paragraph=False)


def _inline(text: str, info: ValidationInfo) -> str:
    html = _read(text, info, one_paragraph=True)
    if html and not is_one_paragraph(html):
        raise ValueError("One paragraph is allowed here.")
    return html


def _written(html: str, info: SerializationInfo) -> str:
    context = info.context or {}
    return write_markdown(html, context.get("left_out")) if context.get("markdown") else html


Slug = Annotated[str, Field(pattern=SLUG_PATTERN, max_length=120)]
Words = Annotated[str, AfterValidator(_words)]
NeededWords = Annotated[Words, AfterValidator(_not_empty)]
AnyRich = Annotated[str, AfterValidator(_rich), PlainSerializer(_written)]
Rich = Annotated[AnyRich, AfterValidator(_not_empty)]
AnyInline = Annotated[str, AfterValidator(_inline), PlainSerializer(_written)]
Inline = Annotated[AnyInline, AfterValidator(_not_empty)]


def data_of(form, left_out=None):
    """A form as data for write_yaml: rich text as Markdown, fields at their default left out."""
    return form.model_dump(exclude_defaults=True, context=MARKDOWN | {"left_out": left_out})


def natural(text):
    """A key that sorts LO2 before LO10."""
    digits, parts = "", []
    for character in text:
        if character.isascii() and character.isdigit():
            digits += character
            continue
        if digits:
            parts.append((1, int(digits), ""))
            digits = ""
        parts.append((2, 0, character))
    if digits:
        parts.append((1, int(digits), ""))
    return parts
