"""What the pages of a scenario show. Before the debrief nothing judges: no quality, score, basis or target.

Decisions are named by their place in an order by chance, drawings by their place in the situation: names
that an author gave tell more than they should.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from exercises.documents.drawing import size_of
from exercises.documents.telling import told
from exercises.scenarios.forms import Evidence
from exercises.scenarios.papers import document_of
from exercises.scenarios.running import display_order
from quizzes.figures import Picture
from reference.models import Illustration

KINDS_OF_EVIDENCE = {
    "figure": ("image", _("Picture")),
    "document": ("file-text", _("Document")),
    "result": ("clipboard-check", _("Result")),
    "call": ("phone", _("Call")),
}
QUALITIES = {
    "best": ("ok", _("Best"), "check"),
    "acceptable": ("info", _("Acceptable"), "thumbs-up"),
    "poor": ("warn", _("Poor"), "thumbs-down"),
    "dangerous": ("bad", _("Dangerous"), "triangle-alert"),
}
OUTCOMES = {"success": "ok", "partial": "info", "failure": "warn", "harm": "bad"}
NUMBERS = {
    "time_used": _("Time used, in minutes"),
    "evidence": _("Evidence secured"),
    "safety": _("Safety"),
    "trust": _("Trust of the trader"),
    "legal": _("Legal position"),
}
"""The numbers that officers read. Others are an author's own and stay inside."""


@dataclass(frozen=True)
class Laid:
    """A paper on the counter: what stands on it as a list, and the address of the form as it looks."""

    told: SafeString
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Shown:
    """One piece of evidence. `picture` and `paper` are None where there is none."""

    evidence: Evidence
    icon: str
    word: str
    picture: Picture | None
    paper: Laid | None


def choices_of(run, position):
    """(number, text) of the decisions offered, in the order of this run."""
    order = display_order(position.node, run.seed)
    return [
        (number, choice.text) for number, choice in enumerate(order, start=1) if choice in position.decisions
    ]


def decision_at(run, situation, number):
    """The name of the decision that stands at a place of a situation in this run; empty where none does."""
    order = display_order(situation, run.seed)
    return order[number - 1].id if 1 <= number <= len(order) else ""


def evidence_of(run, position):
    """The evidence of the situation where a run stands. One query where there are drawings."""
    wanted = {item.figure for item in position.node.evidence if item.figure}
    columns = ("slug", "neutral_text", "width", "height")
    rows = Illustration.objects.filter(slug__in=wanted).values(*columns) if wanted else []
    found = {row["slug"]: row for row in rows}
    step = len(position.path) + 1
    return [
        Shown(
            item,
            *KINDS_OF_EVIDENCE[item.kind],
            _picture(run, step, place, found.get(item.figure)) if item.figure else None,
            _laid(item.paper, _address(run, step, place)) if item.paper else None,
        )
        for place, item in enumerate(position.node.evidence, start=1)
    ]


def _address(run, step, place):
    return reverse("exercises:figure", args=[run.pk, step, place])


def _laid(paper, url):
    document = document_of(paper)
    return Laid(told(document), url, *size_of(document))


def _picture(run, step, place, row):
    if row is None:
        return Picture("", _("This picture is missing. Tell your coordinator."), "", 0, 0)
    return Picture(
        url=_address(run, step, place),
        neutral=row["neutral_text"],
        revealing="",
        width=round(row["width"]),
        height=round(row["height"]),
    )


def situation_context(run, scenario, position):
    """What the page of a situation shows."""
    last = position.path[-1] if position.path else None
    evidence = evidence_of(run, position)
    return {
        "run": run,
        "title": scenario.title,
        "situation": position.node,
        "event": position.event,
        "evidence": evidence,
        "papers": any(shown.paper for shown in evidence),
        "choices": choices_of(run, position),
        "number": len(position.path) + 1,
        "consequence": last.decision.consequence if last else "",
        "decided": last.decision.text if last else "",
        "time_used": position.state.get("time_used"),
    }


def debrief_context(run, scenario, told):
    """What the debrief shows: the way taken beside the best one, and the basis of every choice."""
    return {
        "run": run,
        "title": scenario.title,
        "end": told.taken.end,
        "last": told.taken.path[-1].decision,
        "outcome_kind": OUTCOMES[told.taken.end.outcome],
        "closing": scenario.debrief,
        "score": told.taken.score,
        "best_score": told.best.score,
        "percent": min(max(round(100 * told.taken.score / told.best.score), 0), 100)
        if told.best.score > 0
        else 0,
        "is_best": told.taken is told.best,
        "parting": told.parting,
        "steps": [_reviewed(number, step) for number, step in enumerate(told.taken.path, start=1)],
        "best": [_reviewed(number, step) for number, step in enumerate(told.best.path, start=1)],
        "best_end": told.best.end,
        "numbers": [
            (word, told.taken.state[name], told.best.state[name])
            for name, word in NUMBERS.items()
            if name in scenario.state
        ],
    }


def _reviewed(number, step):
    return {
        "number": number,
        "title": step.situation.title,
        "event": step.event,
        "decision": step.decision,
        "rows": [(choice, choice is step.decision, *QUALITIES[choice.quality]) for choice in step.offered],
        "quality": QUALITIES[step.decision.quality],
    }
