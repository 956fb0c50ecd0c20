"""Figures of the statistics as people read them."""

from django import template
from django.utils.formats import number_format

from quizzes.statistics.tables import rounded

register = template.Library()


@register.filter
def figure(value, places=2):
    """A figure with so many decimals; a dash for one that is not defined."""
    return "–" if value is None else number_format(rounded(value, places), decimal_pos=places)


@register.filter
def hundredfold(value, places=1):
    """A part of 1 as per cent."""
    return figure(None if value is None else 100 * value, places)
