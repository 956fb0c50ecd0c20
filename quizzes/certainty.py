"""How an officer says how certain an answer is, and what that is worth, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.grading import behaviours

LEVELS = {1: gettext_lazy("Not sure"), 2: gettext_lazy("Fairly sure"), 3: gettext_lazy("Certain")}


def levels():
    """The levels with what each earns and costs, for a page to offer."""
    return [
        {"value": level, "name": name, "right": behaviours.RIGHT[level], "wrong": -behaviours.WRONG[level]}
        for level, name in LEVELS.items()
    ]


def unweighted(attempt, event):
    """What to say of an answer that should have a level and has none; empty for every other."""
    if attempt.way != behaviours.Behaviour.CERTAINTY or event.answer is None or event.certainty:
        return ""
    return _("Without a level it counts as “%(level)s”.") % {"level": LEVELS[1]}
