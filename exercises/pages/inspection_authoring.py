"""What the trainer's pages of an inspection show: samples with their key, advice of the rules, results."""

from django.utils.translation import gettext as _

from exercises.consignments.faults import all_faults
from exercises.consignments.showing import entry_told
from exercises.documents.registry import all_templates
from exercises.documents.telling import told
from exercises.inspections.advice import advice_on
from exercises.inspections.fixed import FixedSet
from exercises.inspections.pack_yaml import write_settings
from exercises.inspections.settings import InspectionSettings
from exercises.pages.inspections import ENOUGH, judged
from exercises.services.inspections import figures_of

MOST_ALARMS = 10
"""False alarms that are listed, the most frequent first."""


def sample_context(made):
    """A set with its key: what is declared, each fault with its explanation, and the documents with the
    faults outlined on them.
    """
    key = judged(made, None, {})
    papers = [
        {"name": paper.name, "title": paper.title, "drawing": paper.drawing, "told": told(document)}
        for paper, document in zip(key["papers"], made.given.documents.values(), strict=True)
    ]
    return key | {"papers": papers, "text": text_of(made)}


def text_of(made):
    """A set as the text that a question of the kind inspection takes (docs/authors)."""
    return write_settings(InspectionSettings(template=made.template, fixed=FixedSet.of(made)))


def advice_told(made):
    """What the rules find in a set, in words: what no fault explains first."""
    advice = advice_on(made)

    def said(one):
        return {
            "where": [entry_told(made.given, entry) for entry in one.entries],
            "kinds": [_(fault.title) for fault in one.kinds],
            "explained_by": [_(fault.title) for fault in one.explained_by],
        }

    return {
        "unexplained": [said(one) for one in advice.unexplained],
        "explained": [said(one) for one in advice.explained],
        "silent": [_(fault.title) for fault in advice.silent],
    }


def history_told(versions):
    """Versions as rows, the newest first: who, when, why, and what is other than in the one before.

    `versions` are in the order of their numbers.
    """
    rows, before = [], None
    for version in versions:
        rows.append({"version": version, "changes": _changes(before, version) if before else []})
        before = version
    return rows[::-1]


def _changes(before, after):
    """What was changed from one version to the next, as sentences."""
    said = []
    if before.fixed is None and after.fixed is not None:
        said.append(_("From mixed sets to one written by hand."))
    elif before.fixed is not None and after.fixed is None:
        said.append(_("From a set written by hand to mixed ones."))
    elif before.fixed != after.fixed:
        said.append(_("Other documents, facts or faults."))
    for name, label in _NUMBERS:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            said.append(f"{label()}: {was} → {now}")
    known = all_faults()
    for word, kinds in (
        (_("Kinds added: %s"), sorted(set(after.kinds) - set(before.kinds))),
        (_("Kinds taken out: %s"), sorted(set(before.kinds) - set(after.kinds))),
    ):
        if kinds and after.kinds and before.kinds:
            said.append(word % ", ".join(_(known[one].title) if one in known else one for one in kinds))
    if bool(before.kinds) != bool(after.kinds):
        said.append(_("All kinds of fault.") if before.kinds else _("Only some kinds of fault."))
    return said


_NUMBERS = (
    ("clean_percent", lambda: _("Sets without a fault, in per cent")),
    ("most", lambda: _("Greatest number of faults")),
    ("growth", lambda: _("Rounds well done for the next level")),
)


def figures_told(rounds):
    """The results of rounds for their trainer, or None before the first. One query."""
    figures = figures_of(rounds)
    if not figures.rounds:
        return None
    known = all_faults()
    return {
        "rounds": figures.rounds,
        "percent": round(100 * figures.mark),
        "decision_percent": round(100 * figures.decision_mark),
        "tally": figures.tally,
        "d_prime": figures.tally.d_prime if figures.tally.faults >= ENOUGH else None,
        "kinds": [
            {
                "title": _(known[one.kind].title) if one.kind in known else one.kind,
                "faults": one.faults,
                "found": one.found,
                "misnamed": one.found - one.named,
                "missed": one.missed,
                "percent": round(100 * one.found / one.faults),
            }
            for one in figures.kinds
        ],
        "alarms": [(_entry(name), times) for name, times in figures.alarms[:MOST_ALARMS]],
    }


def _entry(name):
    """An entry by its form, box and label, also one that the form no longer has."""
    slug, _colon, key = name.partition(":")
    form = all_templates().get(slug)
    one = next((one for one in (*form.fields, *form.places) if one.key == key), None) if form else None
    if one is None:
        return name
    return f"{form.title}, {one.box}: {one.label}" if one.box else f"{form.title}: {one.label}"
