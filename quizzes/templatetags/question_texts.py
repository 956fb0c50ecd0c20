"""Rich text of questions where HTML allows only words, and rows of options for the components."""

import re
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from quizzes.grading.percent import shown_percent, tenths

register = template.Library()

LEAD = re.compile(r"\s*<p(?:\s[^>]*)?>(?P<words>.*?)</p>(?P<rest>.*)", re.DOTALL)


@register.filter
def rich(html):
    """Rich text as HTML."""
    return mark_safe(expand_db_html(html))  # noqa: S308  (checked when written: quizzes.grading.texts)


@register.filter
def rich_lead(html):
    """The first paragraph without its tags: for headings and labels."""
    found = LEAD.match(html)
    return rich(found["words"] if found else html)


@register.filter
def rich_rest(html):
    """What follows the first paragraph; empty for a text of one."""
    found = LEAD.match(html)
    return rich(found["rest"].strip()) if found else ""


@register.filter
def words(html):
    """Rich text for a place that takes no paragraphs; several are parted by line breaks."""
    inner = re.sub(r"</p>\s*<p(?:\s[^>]*)?>", "<br>", html.strip())
    found = LEAD.fullmatch(inner)
    return rich(found["words"] if found and not found["rest"].strip() else inner)


@register.filter
def rows(options):
    """Options of a question as `opts` draws them."""
    return [option | {"text": _text(option)} for option in options]


@register.filter
def reviewed_rows(options):
    """Options of a review: what is right, what was wrongly chosen, what each was worth."""
    return [
        option
        | {
            "text": _text(option),
            "verdict": "right" if option["right"] else "wrong" if option["checked"] else "",
            "feedback": _told(option),
        }
        for option in options
    ]


GAP = re.compile(r"\[\[(\d+)\]\]")


@register.filter
def pieces(shown):
    """A text with gaps as its parts in order: rich text, and the gaps in it."""
    gaps = {str(gap["number"]): gap for gap in shown["gaps"]}
    parts = GAP.split(expand_db_html(shown["text"]))
    return [{"gap": gaps[part]} if place % 2 else {"html": rich(part)} for place, part in enumerate(parts)]


@register.filter
def numbers(accepted):
    """Accepted answers, numbers among them with their tolerance in words."""
    return [answer if "text" in answer else answer | {"text": _number(answer)} for answer in accepted]


def _number(answer):
    if not answer["value"]:
        return _("Any other number")
    number = f"{answer['value']} {answer['unit']}".strip()
    if not answer["tolerance"]:
        return number
    if answer["relative"]:
        return _("%(number)s, give or take %(part)s of it") % {"number": number, "part": answer["tolerance"]}
    return _("%(number)s, give or take %(tolerance)s") % {"number": number, "tolerance": answer["tolerance"]}


@register.filter
def with_pictures(options, pictures):
    """Options that are pictures, with the picture and its words as their text.

    In a review the words say what it shows; during the question they give nothing away.
    """
    drawn = []
    for option in options:
        picture = pictures[option["picture"] - 1]
        said = picture.revealing or picture.neutral
        text = format_html(
            '<img src="{}" alt="" width="{}" height="{}">{}', picture.url, picture.width, picture.height, said
        )
        drawn.append(option | {"text": text if picture.url else escape(said), "shown": picture})
    return drawn


def _text(option):
    if "says" in option:
        return _("True") if option["says"] else _("False")
    return words(option["text"])


def _told(option):
    told = words(option["feedback"])
    if "weight" not in option:
        return told
    worth = _("Worth %(weight)s of the mark.") % {"weight": option["weight"]}
    return format_html('{} <span class="dim">{}</span>', told, worth)


@register.filter
def per_cent(exact, pass_mark=None):
    """An exact percentage as people read it. Rounded here and nowhere else."""
    return _localised(shown_percent(exact, pass_mark))


@register.filter
def marks(exact):
    """Exact marks with at most one decimal."""
    return _localised(tenths(exact))


def _localised(value: Decimal):
    return number_format(value, decimal_pos=None).replace("-", "−")
