"""The pictures of questions: what a page shows of them, and their bytes.

A drawing's file is named after what it shows, so no page of an attempt names it: a picture has an address
below its item, by its place among the item's pictures.
"""

from dataclasses import dataclass
from mimetypes import guess_type

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from quizzes.grading import kinds
from reference.models import Illustration
from reference.models.illustrations import RENDITION
from reference.svg import without_words

# How long a browser may keep a picture of its officer's.
FIGURE_SECONDS = 600


@dataclass(frozen=True)
class Picture:
    """A picture as a page shows it. `revealing` is empty in an attempt, `url` when the picture is lost."""

    url: str
    neutral: str
    revealing: str
    width: int
    height: int

    @property
    def ratio(self):
        """The width for a height of 1."""
        return self.width / self.height if self.width and self.height else 1.0


def slugs_of(item):
    """The slugs of an item's pictures, in the order of its paper."""
    kind = kinds.get(item.version.question.kind)
    return kind.pictures(kind.body(item.version.body), item.order)


def pictures_of(items, *, revealing=False):
    """{pk of an item: its pictures in their order}: one query for all, none where there is no picture."""
    slugs = {item.pk: slugs_of(item) for item in items}
    wanted = {slug for of_item in slugs.values() for slug in of_item}
    columns = ("slug", "neutral_text", "revealing_text", "width", "height")
    rows = Illustration.objects.filter(slug__in=wanted).values(*columns) if wanted else []
    found = {row["slug"]: row for row in rows}
    return {
        item.pk: [
            _picture(item, place, found.get(slug), revealing) for place, slug in enumerate(slugs[item.pk], 1)
        ]
        for item in items
    }


def _picture(item, place, row, revealing):
    if row is None:
        return Picture("", _("This picture is missing. Tell your coordinator."), "", 0, 0)
    return Picture(
        url=reverse("quizzes:figure", args=[item.attempt_id, item.position, place]),
        neutral=row["neutral_text"],
        revealing=row["revealing_text"] if revealing else "",
        width=round(row["width"]),
        height=round(row["height"]),
    )


def figure_of(kind, body, pictures):
    """The picture that the page draws above the answer; None where the kind draws it, or there is none."""
    return pictures[0] if getattr(body, "figure", "") and not kind.draws_figure else None


def bytes_of(illustration):
    """(bytes, content type) of a picture with nothing in them that says what it shows."""
    shown = illustration if illustration.is_svg() else illustration.get_rendition(RENDITION)
    with shown.file.storage.open(shown.file.name, "rb") as file:
        data = file.read()
    if illustration.is_svg():
        return without_words(data), "image/svg+xml"
    return data, guess_type(shown.file.name)[0] or "application/octet-stream"


def answer_with(illustration):
    """The answer that carries a picture: nothing in it says what is to be seen, and nothing in it runs."""
    return answer_of(*bytes_of(illustration))


def answer_of(data, content_type):
    """The answer that carries the bytes of a picture."""
    response = HttpResponse(data, content_type=content_type)
    response["Cache-Control"] = f"private, max-age={FIGURE_SECONDS}"
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def refusal(illustration):
    """Why a question cannot show an illustration, in words; empty when it can."""
    if not illustration.slug:
        return _("“%(title)s” has no permanent name yet. Give it one under Images, then choose it here.") % {
            "title": illustration.title
        }
    if not illustration.neutral_text.strip():
        return _(
            "“%(title)s” has no neutral text, which officers who cannot see the picture need during the "
            "question. Write it under Images, then choose it here."
        ) % {"title": illustration.title}
    return ""
