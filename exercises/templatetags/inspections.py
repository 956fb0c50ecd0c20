"""Inspections as items of a quiz: what a kind of question says of one, as its templates draw it."""

from django import template

from exercises.pages import inspections

register = template.Library()


@register.filter
def inspected(shown):
    """The set of a question to inspect, with what is flagged so far."""
    return inspections.item_context(shown)


@register.filter
def flagged(said):
    """An answer in words: what was flagged with the reasons, what was decided."""
    return inspections.answer_told(said)


@register.simple_tag
def judged(shown, name):
    """A question with its key. `name` tells it apart from others on the page."""
    return inspections.review_context(shown, f"{name}-")
