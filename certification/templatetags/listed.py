"""Figures of the dashboard, each with the list behind it."""

from django import template
from django.utils.formats import date_format, localize
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def figure(value, address):
    """A number of officers as a link to them; `address` is that of the list. Nobody is no link."""
    if not value.number:
        return "0"
    return format_html('<a href="{}?{}">{}</a>', address, value.asked.query, value.number)


@register.simple_tag
def per_cent(value):
    """A share with its sign."""
    return f"{localize(value)}\N{NO-BREAK SPACE}%"


@register.simple_tag
def span_name(span):
    """What a week or a month is called beside its bars."""
    if span.unit == "week":
        return _("Week of %(day)s") % {"day": date_format(span.first, "j M Y")}
    return date_format(span.first, "M Y")
