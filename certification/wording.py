"""What the rules about curricula find, in sentences."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certification.models import ExpiryRule, Path, RenewalPath
from certification.plans import Change, Fault, Stage

PROBLEMS = {
    Fault.NO_TITLE: gettext_lazy("Write a title."),
    Fault.NO_GROUP: gettext_lazy("Add a group for the first certificate."),
    Fault.EMPTY_GROUP: gettext_lazy("Add a module or a sign-off to this group, or remove it."),
    Fault.NONE_NEEDED: gettext_lazy("Ask for one at least, or leave this empty for all."),
    Fault.TOO_MANY_NEEDED: gettext_lazy(
        "%(needed)s are needed and the group holds %(there)s: write a smaller number, or add to the group."
    ),
    Fault.NOTHING_ASKED: gettext_lazy("Write what a supervisor confirms."),
    Fault.UNKNOWN_MODULE: gettext_lazy("Choose a module that your officers can open."),
    Fault.MODULE_TWICE: gettext_lazy("“%(module)s” is asked of the same officers twice: remove it here."),
    Fault.SIGN_OFF_TWICE: gettext_lazy("The same officers have a sign-off of this name: write another name."),
    Fault.NO_CHECKLIST: gettext_lazy("Write what is to be seen, one line for each."),
    Fault.MARK_TOO_HIGH: gettext_lazy("Write a mark of at most 100."),
    Fault.MARK_WITHOUT_QUIZ: gettext_lazy(
        "“%(module)s” has no final quiz, so no mark can be reached: leave this at 0."
    ),
    Fault.FIXED_WITHOUT_DATE: gettext_lazy("Write the fixed date."),
    Fault.COUNTED_WITHOUT_MONTHS: gettext_lazy("Write for how many months a certificate is valid."),
    Fault.NO_MONTHS: gettext_lazy("Write one month at least, or leave this empty for no end."),
    Fault.ACTIVE_TOO_LONG: gettext_lazy("Write at most %(months)s, the months of the validity."),
    Fault.WINDOW_TOO_LONG: gettext_lazy(
        "The window would open before the certificate is issued: write at most %(days)s days."
    ),
    Fault.NO_RENEWAL_GROUP: gettext_lazy(
        "Add a group that is asked for at a renewal, or let a renewal ask for the same once more."
    ),
    Fault.PATH_WITHOUT_RENEWAL: gettext_lazy(
        "At a renewal nothing is asked of this path: %(path)s. Add a group for it."
    ),
    Fault.RENEWAL_GROUP_UNUSED: gettext_lazy(
        "A renewal asks for the same once more: remove this group, or let a renewal ask for its own."
    ),
    Fault.NOT_PROVEN_AGAIN: gettext_lazy(
        "“%(module)s” has no final quiz, so it cannot be proven again at a renewal. "
        "Let a renewal ask for its own requirements without it."
    ),
    Fault.LOW_MARK: gettext_lazy(
        "The quiz of “%(module)s” is passed with %(pass_mark)s: this lower mark asks for nothing more."
    ),
    Fault.NOTHING_WITHOUT_PATH: gettext_lazy(
        "Every group is for some paths only: an officer without a path gets no certificate."
    ),
}
NO_PATH = gettext_lazy("no path")


def sentence_of(problem):
    """What a problem asks for."""
    values = dict(problem.values)
    if "path" in values:
        values["path"] = Path(values["path"]).label if values["path"] else NO_PATH
    return PROBLEMS[problem.fault] % values


def change_of(difference, titles):
    """One difference between two versions in a sentence. `titles` are those of modules, by id."""
    before, after = difference.before, difference.after
    name = titles.get(difference.name, difference.name)
    said = _CHANGES[difference.change](name, before, after)
    return f"{_('At a renewal')}: {said}" if difference.stage == Stage.RENEWAL else said


def _months(number):
    if number is None:
        return _("without end")
    return ngettext("%(number)s month", "%(number)s months", number) % {"number": number}


def _days(number):
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


def _day(day):
    return date_format(day, "j F Y") if day else "–"


def _from_to(words, before, after):
    return _("%(what)s: %(before)s before, %(after)s now.") % {
        "what": words,
        "before": before,
        "after": after,
    }


def _added(name, before, after):
    if after:
        return _("Added: “%(name)s”, least mark %(mark)s.") % {"name": name, "mark": after}
    return _("Added: “%(name)s”.") % {"name": name}


_CHANGES = {
    Change.TITLE: lambda name, before, after: _from_to(_("Title"), f"“{before}”", f"“{after}”"),
    Change.MODULE_ADDED: _added,
    Change.MODULE_REMOVED: lambda name, before, after: _("Removed: “%(name)s”.") % {"name": name},
    Change.MARK_RAISED: lambda name, before, after: (
        _("Least mark raised: “%(name)s”, from %(before)s to %(after)s.")
        % {"name": name, "before": before, "after": after}
    ),
    Change.MARK_LOWERED: lambda name, before, after: (
        _("Least mark lowered: “%(name)s”, from %(before)s to %(after)s.")
        % {"name": name, "before": before, "after": after}
    ),
    Change.SIGN_OFF_ADDED: lambda name, before, after: _("Added: the sign-off “%(name)s”.") % {"name": name},
    Change.SIGN_OFF_REMOVED: lambda name, before, after: (
        _("Removed: the sign-off “%(name)s”.") % {"name": name}
    ),
    Change.CHECKLIST: lambda name, before, after: (
        _("Another checklist: the sign-off “%(name)s”.") % {"name": name}
    ),
    Change.ARRANGEMENT: lambda name, before, after: _(
        "The same requirements, in other groups, in another order, or for other paths."
    ),
    Change.VALIDITY: lambda name, before, after: _from_to(_("Validity"), _months(before), _months(after)),
    Change.EXPIRY_RULE: lambda name, before, after: _from_to(
        _("Validity is counted from"), f"“{ExpiryRule(before).label}”", f"“{ExpiryRule(after).label}”"
    ),
    Change.FIXED_DATE: lambda name, before, after: _from_to(_("Fixed date"), _day(before), _day(after)),
    Change.MINIMUM_ACTIVE: lambda name, before, after: _from_to(
        _("Valid for at least"), _months(before), _months(after)
    ),
    Change.WINDOW: lambda name, before, after: _from_to(_("Renewal window"), _days(before), _days(after)),
    Change.RENEWAL_PATH: lambda name, before, after: _from_to(
        _("A renewal asks for"), f"“{RenewalPath(before).label}”", f"“{RenewalPath(after).label}”"
    ),
    Change.PARTICIPATION: lambda name, before, after: (
        _("Participation is certified too.") if after else _("Participation is not certified any more.")
    ),
}
