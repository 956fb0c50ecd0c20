"""A document as a list to read: every field and every place for a mark, in the order of the boxes.

Every document of a template has the same rows. A row about the paper, the writing or a place says what is
there in the same manner whether it is as it should be or not.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.documents.model import Document, Field, Hand, Mark, MarkKind, Place, unused_lines
from exercises.documents.writing import shown, written_date


class Row(NamedTuple):
    """A line of the text view. `key` is that of the field or place; it is empty where neither is meant."""

    box: str
    label: str
    text: str
    key: str
    page: int

    @property
    def printed(self) -> bool:
        """Whether the label is the form's own, in the language of the form."""
        return bool(self.key) and not self.key.startswith("page")


HANDS: dict[Hand, Promise] = {
    Hand.PRINTED: gettext_lazy("printed"),
    Hand.TYPED: gettext_lazy("typed"),
    Hand.WRITTEN: gettext_lazy("written by hand"),
}
NOT_THERE: dict[MarkKind, Promise] = {
    MarkKind.INK_STAMP: gettext_lazy("No ink stamp."),
    MarkKind.EMBOSSED_SEAL: gettext_lazy("No embossed seal."),
    MarkKind.SIGNATURE: gettext_lazy("No signature."),
    MarkKind.SECURITY_STAMP: gettext_lazy("No adhesive stamp."),
    MarkKind.ENDORSEMENT: gettext_lazy("No stamp with a date."),
}
EDGES: dict[str, Promise] = {
    "cancelled": gettext_lazy("The seal and the signature run on over its edge."),
    "uncancelled": gettext_lazy("Neither the seal nor the signature touches its edge."),
    "lifted": gettext_lazy(
        "The seal and the signature end at its edge; there is glue on the paper beside it."
    ),
}


def text_view(document: Document) -> list[Row]:
    """The document as rows, page after page."""
    return [row for page in document.pages() for row in _page(document, page)]


def told(document: Document) -> SafeString:
    """The text view as definition lists, one for each page, without goods lines in which nothing stands."""
    unused = unused_lines(document)
    pages = [
        {
            "number": page,
            "rows": [row for row in _page(document, page) if row.key.rpartition(".")[0] not in unused],
        }
        for page in document.pages()
    ]
    return render_to_string("exercises/documents/told.html", {"pages": pages})


def _page(document: Document, page: int) -> list[Row]:
    template = document.template
    fields = [field for field in template.fields if field.page == page]
    places = [place for place in template.places if place.page == page]
    copied = any(mark.kind == MarkKind.PHOTOCOPY and mark.at == f"page{page}" for mark in document.marks)
    rows = [Row("", _("The paper"), _paper(document, page, copied), f"page{page}", page)]
    for number, field in enumerate(fields):
        rows.append(Row(field.box, field.label, _entry(document, field), field.key, page))
        coming = fields[number + 1 :]
        if not any(later.group == field.group for later in coming):
            rows.append(Row("", _writing_of(field.group), _writing(document, field.group, page), "", page))
        if not any(later.box == field.box for later in coming):
            here = [place for place in places if place.box == field.box]
            rows += [
                Row(place.box, place.label, _place(document, place, copied), place.key, page)
                for place in here
            ]
            places = [place for place in places if place not in here]
    rows += [
        Row(place.box, place.label, _place(document, place, copied), place.key, page) for place in places
    ]
    return rows


def _writing_of(group: str) -> str:
    return _("Writing: %(part)s") % {"part": group}


def _paper(document: Document, page: int, copied: bool) -> str:
    if copied:
        look = _("The page is in shades of grey; fine lines are broken, and the surface is flat and specked.")
    else:
        look = _("The page is in colour; fine lines run through, and the surface shows its fibres.")
    holes = [
        mark for mark in document.marks if mark.at == f"page{page}" and mark.kind == MarkKind.PERFORATION
    ]
    if holes:
        punched = " ".join(_("Punched through the page: %(text)s.") % {"text": mark.text} for mark in holes)
    else:
        punched = _("Nothing is punched through the page.")
    return f"{look} {punched}"


def _entry(document: Document, field: Field) -> str:
    entries = shown(field, document.value(field.key))
    text = _joined(entries) or (_("Nothing ticked.") if field.choices else _("Blank."))
    struck = any(
        mark.kind == MarkKind.STRUCK_OUT and mark.at in {field.key, field.line} for mark in document.marks
    )
    return _("%(text)s (struck through)") % {"text": text} if struck else text


def _joined(lines: Sequence[str]) -> str:
    """Lines in one, without a full stop before a semicolon."""
    return "; ".join([*(line.removesuffix(".") for line in lines[:-1]), *lines[-1:]])


def _writing(document: Document, group: str, page: int) -> str:
    """How the entries of one part of the form stand on the paper."""
    fields = [field for field in document.template.fields if field.group == group and field.page == page]
    keys = {field.key: field for field in fields}
    hands = dict.fromkeys(str(HANDS[field.hand]) for field in fields)
    altered = [mark for mark in document.marks if mark.kind == MarkKind.ALTERATION and mark.at in keys]
    text = [_("The entries are %(hands)s.") % {"hands": _(" and ").join(hands)}]
    ink = [mark for mark in altered if mark.state == "retyped"]
    over = [mark for mark in altered if mark.state == "overwritten"]
    rubbed = [mark for mark in altered if mark.state == "erased"]
    if ink:
        text.append(
            _("Type and ink are one throughout, but not in: %(where)s.") % {"where": _where(ink, keys)}
        )
    else:
        text.append(_("Type and ink are one throughout."))
    if over:
        text.append(_("Figures or letters lie over others in: %(where)s.") % {"where": _where(over, keys)})
    else:
        text.append(_("No figures or letters lie over others."))
    if rubbed:
        text.append(_("The background is rubbed pale in: %(where)s.") % {"where": _where(rubbed, keys)})
    else:
        text.append(_("The background is even under all of them."))
    beside = [mark for mark in document.marks if mark.validated and mark.at in keys]
    if beside:
        text.append(
            _("A small stamp and initials stand beside: %(where)s.") % {"where": _where(beside, keys)}
        )
    else:
        text.append(_("No small stamp or initials stand beside them."))
    return " ".join(text)


def _where(marks: list[Mark], fields: dict[str, Field]) -> str:
    said = []
    for mark in marks:
        field = fields[mark.at]
        where = (
            _("box %(box)s, %(label)s") % {"box": field.box, "label": field.label}
            if field.box
            else field.label
        )
        if mark.kind == MarkKind.ALTERATION and mark.text:
            former = _joined(shown(field, mark.text))
            where = _("%(where)s (also to be read: %(former)s)") % {"where": where, "former": former}
        said.append(where)
    return "; ".join(said)


def _place(document: Document, place: Place, copied: bool) -> str:
    marks = [mark for mark in document.marks if mark.at == place.key]
    said = [_mark(mark, copied) for mark in marks]
    said += [str(NOT_THERE[kind]) for kind in place.kinds if kind not in {mark.kind for mark in marks}]
    return " ".join(said)


def _mark(mark: Mark, copied: bool) -> str:
    # The sentence has a full stop of its own.
    given = {"text": mark.text.removesuffix(".")}
    match mark.kind:
        case MarkKind.SIGNATURE:
            return (
                _("A signature in grey: %(text)s.") if copied else _("A signature in ink: %(text)s.")
            ) % given
        case MarkKind.INK_STAMP:
            return (
                _("A round stamp in grey: %(text)s.")
                if copied
                else _("A round stamp in coloured ink: %(text)s.")
            ) % given
        case MarkKind.EMBOSSED_SEAL:
            return (
                _("The outline of a seal, flat on the paper: %(text)s.")
                if copied
                else _("A seal raised in the paper: %(text)s.")
            ) % given
        case MarkKind.SECURITY_STAMP:
            stuck = (
                _("A stamp, number %(text)s, flat on the paper.")
                if copied
                else _("An adhesive stamp, number %(text)s.")
            )
            return f"{stuck % given} {EDGES[mark.state]}"
        case _:
            given["date"] = written_date(mark.date) or _("no date")
            return (
                _("A stamp in grey: %(text)s, %(date)s.")
                if copied
                else _("A stamp in coloured ink: %(text)s, %(date)s.")
            ) % given
