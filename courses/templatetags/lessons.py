"""What the blocks of a lesson need beside the components of the site."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from reference.models.illustrations import RENDITION

register = template.Library()
ONE_PARAGRAPH = re.compile(r"\s*<p[^>]*>((?:(?!</?p[\s>]).)*)</p>\s*", re.DOTALL)


@register.filter
def inline(value):
    """Rich text of one paragraph without the paragraph, for a cell or a label; other text as it is."""
    html = str(value)
    found = ONE_PARAGRAPH.fullmatch(html)
    return mark_safe(found[1] if found else html)  # noqa: S308  (Wagtail's rich text, cleaned when written)


@register.simple_tag
def drawing(image, alt=None):
    """An illustration as <img>: a drawing as its file, a photograph in one size, so that nothing jumps."""
    shown = image if image.is_svg() else image.get_rendition(RENDITION)
    alt = image.default_alt_text if alt is None else alt
    if not (shown.width and shown.height):
        return format_html('<img src="{}" alt="{}">', shown.file.url, alt)
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}">',
        shown.file.url,
        alt,
        round(shown.width),
        round(shown.height),
    )


@register.simple_tag
def cited(sources, code):
    """A source of the module in words; a text that is no source's code as it is."""
    source = (sources or {}).get(code)
    if source is None:
        return code
    year = str(source.year or "")
    parts = (source.publisher, source.title, "" if year in source.title else year)
    return ", ".join(part for part in parts if part)


@register.filter
def choices(options):
    """Options of a knowledge check as components/opts.html draws them."""
    return [
        {
            "value": str(number),
            "text": inline(option["text"]),
            "checked": False,
            "verdict": "right" if option["right"] else "wrong",
            "feedback": inline(option["feedback"]),
        }
        for number, option in enumerate(options, 1)
    ]


@register.filter
def state_of(states, module):
    """How an officer stands in a module: of some states (courses.services.overview) the module's, or None."""
    return next((state for state in states or () if state.module.pk == module.pk), None)


@register.filter
def at(items, place):
    """The item of a list at a place, counted from 0."""
    return items[place]


@register.filter
def minutes(number):
    """A duration in words, such as "25 minutes"."""
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}
