"""Conditions and effects in plain words, as the outline of a scenario tells them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.scenarios import conditions

NAMES = {
    "time_used": gettext_lazy("the time used"),
    "evidence": gettext_lazy("the evidence secured"),
    "safety": gettext_lazy("safety"),
    "trust": gettext_lazy("the trader’s trust"),
    "legal": gettext_lazy("the legal position"),
}
SIGNS = {
    "<": gettext_lazy("%(left)s is less than %(right)s"),
    "<=": gettext_lazy("%(left)s is %(right)s or less"),
    ">": gettext_lazy("%(left)s is more than %(right)s"),
    ">=": gettext_lazy("%(left)s is %(right)s or more"),
    "=": gettext_lazy("%(left)s is %(right)s"),
    "!=": gettext_lazy("%(left)s is not %(right)s"),
}


def name_in_words(name):
    """What a number of the state is called; an author's own counter stands in quotation marks."""
    return str(NAMES.get(name) or f"“{name}”")


def condition_in_words(text):
    """A condition as part of a sentence; empty for none."""
    return _told(conditions.parse(text)) if text else ""


def effects_in_words(effects):
    """Changes of the state, such as “the evidence secured +2”."""
    return ", ".join(
        f"{name_in_words(name)} {change:+d}".replace("-", "−") for name, change in effects.items()
    )


def _told(part):
    match part:
        case conditions.Comparison():
            return SIGNS[part.sign] % {"left": _sum(part.left), "right": _sum(part.right)}
        case conditions.Not():
            return _("it is not so that %s") % _inside(part.part)
        case conditions.All():
            return _(" and ").join(_inside(one) for one in part.parts)
        case _:
            return _(" or ").join(_inside(one) for one in part.parts)


def _inside(part):
    """Part of a whole: in brackets unless it is a plain comparison."""
    words = _told(part)
    return words if isinstance(part, conditions.Comparison) else f"({words})"


def _sum(part):
    words = []
    for sign, term in part.terms:
        word = name_in_words(term.name) if isinstance(term, conditions.Name) else str(term.value)
        if words:
            words.append("+" if sign > 0 else "−")
            words.append(word)
        else:
            words.append(word if sign > 0 else f"−{word}")
    return " ".join(words)
