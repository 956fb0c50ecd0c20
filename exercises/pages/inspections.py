"""What the pages of an inspection show. Before handing in nothing judges and nothing tells: neither seed nor
version is named, and the reasons are the same in every round of a document.
"""

import functools
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

import yaml
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from exercises.consignments.faults import all_faults
from exercises.consignments.model import Entry, permits_of
from exercises.consignments.showing import DECISIONS, entry_told, facts_told, found_told
from exercises.documents.drawing import drawn
from exercises.documents.model import Document, unused_lines
from exercises.documents.outlining import Outline, Shape, badge
from exercises.documents.telling import Row, text_view
from exercises.inspections.rounds import entries_of, reasons_of
from exercises.models import InspectionRound
from exercises.services.inspections import example_of, inspection_of, score_of, standing_of
from reference.models import Source
from reference.models.conventions import TABLES_PACK

OWN_SOURCES = Path(__file__).parent.parent / "consignments" / "sources.yaml"

LAST = 10
"""Rounds that the page of an inspection lists."""
SOURCES, SECONDS_KEPT = "inspections:sources", 60
ENOUGH = 10
"""Faults met from which an officer's eye is put into figures: of fewer, chance says more than the eye."""


class Pointed(NamedTuple):
    """What the debrief says of an entry: the sign of its fault or false alarm, and what became of it."""

    shape: Shape
    sign: str
    kind: str
    word: str

    @property
    def badge(self):
        return badge(self.shape, self.sign)


class Entered(NamedTuple):
    """A row of a document. `name` is empty where there is nothing to flag, `reasons` are options.

    The debrief says by `pointed` what is the matter with it, and by `reason` why it was flagged.
    """

    row: Row
    name: str
    number: int
    flagged: bool
    reasons: SafeString
    pointed: Pointed | None
    reason: str


class Paper(NamedTuple):
    """A document on the page: its rows and its drawing. `name` begins the ids of its parts."""

    name: str
    title: str
    rows: list[Entered]
    drawing: SafeString

    @property
    def concerned(self):
        """The rows that the debrief has something to say of."""
        return [row for row in self.rows if row.pointed or row.flagged]


def papers_of(given, flags, prefix="", pointed=None):
    """The documents of a set with what is flagged on them: reasons by `document:entry`.

    `prefix` tells apart sets on one page; `pointed` has by `document:entry` what a debrief says of an entry.
    """
    offered = entries_of(given)
    told = reasons_told(given.template)
    # Hundreds of lists, nearly all of them alike: each is drawn once.
    options = {
        kind: render_to_string("exercises/inspections/_reasons.html", {"reasons": told, "chosen": kind})
        for kind in ({"", *flags.values()} if pointed is None else ())
    }
    return [
        _paper(slug, document, offered, flags, options, prefix, pointed or {})
        for slug, document in given.documents.items()
    ]


def _paper(
    slug: str, document: Document, offered: frozenset[Entry], flags, options, prefix, pointed
) -> Paper:
    unused, rows, outlines = unused_lines(document), [], []
    for number, row in enumerate(text_view(document), start=1):
        if row.key and row.key.rpartition(".")[0] in unused:
            continue
        name = f"{slug}:{row.key}" if (slug, row.key) in offered else ""
        said = pointed.get(name)
        if said:
            outlines.append(Outline(row.key, said.shape, said.sign, flagged=name in flags))
        reason = reason_told(flags[name]) if said and flags.get(name) else ""
        chosen = options.get(flags.get(name, ""), "")
        rows.append(Entered(row, name, number, name in flags, chosen, said, reason))
    name = f"{prefix}{slug}"
    return Paper(name, document.template.title, rows, drawn(document, prefix=name, outlines=outlines))


def reason_told(kind):
    """The title of a reason that was given, also of one that has left the catalogue since."""
    fault = all_faults().get(kind)
    return _(fault.title) if fault else _("a reason that is no longer in the list")


def reasons_told(template):
    """(sign, kind, title) of every reason, by title."""
    told = [(sign, slug, _(all_faults()[slug].title)) for sign, slug in reasons_of(template).items()]
    return sorted(told, key=lambda reason: reason[2].casefold())


def inspection_context(one, *, flags=None, decision=None):
    """What the page of an open round shows; `flags` and `decision` as they were sent, or as they are kept."""
    given = inspection_of(one).given
    return {
        "round": one,
        "title": one.exercise.title,
        "facts": facts_told(given),
        "found": found_told(given),
        "ship": given.of_ship,
        "papers": papers_of(given, one.flags if flags is None else flags),
        "decisions": InspectionRound.Decision.choices,
        "decision": one.decision if decision is None else decision,
    }


@functools.cache
def _own_sources():
    rows = yaml.safe_load(OWN_SOURCES.read_text(encoding="utf-8"))
    return {row["id"]: row["title"] for row in rows}


def sources_told():
    """Titles of sources by their names. Asked once for all sets of a page, and kept for a minute."""
    titles = cache.get(SOURCES)
    if titles is None:
        told = Source.objects.filter(pack=TABLES_PACK).values_list("code", "title")
        titles = _own_sources() | dict(told)
        cache.set(SOURCES, titles, SECONDS_KEPT)
    return titles


def judged(made, score, flags, prefix=""):
    """What is wrong with a set and why, what was flagged for nothing, and where all of it stands on the
    documents; with a score also what became of each fault. At most one query.
    """
    given = made.given
    found = score.found if score else [None] * len(made.faults)
    faults = [
        (fault, _outcome(one, str(number)))
        for number, (fault, one) in enumerate(zip(made.faults, found, strict=True), start=1)
    ]
    alarms = [
        (entry, _alarm(place)) for place, entry in enumerate(sorted(score.false_alarms if score else ()))
    ]
    pointed = {":".join(entry): said for fault, said in faults for entry in fault.entries_in(given)}
    pointed |= {":".join(entry): said for entry, said in alarms}
    papers = papers_of(given, flags, prefix, pointed)
    anchors = {row.name: f"{paper.name}-{row.number}" for paper in papers for row in paper.rows}

    def where(entry):
        return anchors.get(":".join(entry), ""), entry_told(given, entry)

    titles = sources_told() if made.faults else {}
    return {
        "faults": [
            {
                "pointed": said,
                "title": _(fault.title),
                "shows": _(fault.shows),
                "matters": _(fault.matters),
                "where": [where(entry) for entry in sorted(fault.entries_in(given))],
                "basis": _(fault.basis[made.template].where),
                "source": titles.get(fault.basis[made.template].source, fault.basis[made.template].source),
                "action": DECISIONS[fault.action],
            }
            for fault, said in faults
        ],
        "alarms": [(said, *where(entry), reason_told(flags[":".join(entry)])) for entry, said in alarms],
        "right": [DECISIONS[right] for right in sorted(made.key.decisions)],
        "facts": facts_told(given),
        "found": found_told(given),
        "ship": given.of_ship,
        "papers": papers,
    }


def debrief_context(one):
    """What the debrief shows: each fault with its basis, the false alarms, the right decision."""
    return {
        "round": one,
        "title": one.exercise.title,
        "percent": round(100 * one.mark),
        "decision_percent": round(100 * one.decision_mark),
        **judged(inspection_of(one), score_of(one), one.flags),
        **standing_context(one.exercise, one.officer, trial=one.trial),
    }


def standing_context(exercise, officer, *, trial=False):
    """What an officer's rounds say together. The eye is put into figures when there were faults enough."""
    standing = standing_of(exercise=exercise, officer=officer, trial=trial)
    tally = standing.tally if standing.tally.faults >= ENOUGH else None
    known = all_faults()
    return {
        "standing": standing,
        "kinds": [
            (_(known[rate.kind].title) if rate.kind in known else rate.kind, rate) for rate in standing.kinds
        ],
        "tally": tally,
        "leaning": _leaning(tally) if tally else "",
    }


def door_context(exercise, officer):
    """What the page of an inspection shows: its documents, the officer's rounds, and what they say together.

    `officer` is None where nobody is signed in. At most three queries, for any number of rounds.
    """
    version = exercise.inspection_versions.order_by("number").last()
    example = example_of(version) if version else None
    mixed = version is not None and version.fixed is None
    rounds = list(InspectionRound.objects.of(officer).filter(exercise=exercise)) if officer else []
    past = sorted((one for one in rounds if not one.is_open), key=lambda one: -one.number)
    return {
        "asked": _asked_of(example) if example else "",
        "documents": len(example.documents) if example else 0,
        "ship": example is not None and example.of_ship,
        "mixed": mixed,
        "growing": mixed and bool(version.growth) and version.most > 1,
        "open_round": next((one for one in rounds if one.is_open), None),
        "rounds": [(one, round(100 * one.mark), round(100 * one.decision_mark)) for one in past[:LAST]],
        **(standing_context(exercise, officer) if past else {"standing": None}),
    }


def _asked_of(example):
    """The titles of what the convention asks for, without the papers of the trade."""
    asked = [slug for slug in permits_of(example.template) if slug in example.documents]
    return "; ".join(example.documents[slug].template.title for slug in asked)


def item_context(shown):
    """What a question of the kind inspection shows during an attempt."""
    given = shown["given"]
    return {
        "facts": facts_told(given),
        "found": found_told(given),
        "ship": given.of_ship,
        "papers": papers_of(given, shown["flags"]),
        "decisions": InspectionRound.Decision.choices,
        "decision": shown["decision"],
    }


def answer_told(shown):
    """What an officer answered, in words: (entry, reason) of what was flagged, and the decision."""
    given = shown["given"]
    flags = [
        (entry_told(given, tuple(name.split(":", 1))), reason_told(kind) if kind else "")
        for name, kind in sorted(shown["flags"].items())
    ]
    return {"flags": flags, "decision": DECISIONS.get(shown["decision"], "")}


def review_context(shown, prefix):
    """What the review of such a question shows: its set with the key, beside what was answered, if it was."""
    score = shown["score"]
    return (
        answer_told(shown)
        | judged(shown["made"], score, shown["flags"], prefix)
        | {
            "score": score,
            "percent": score and round(100 * score.mark),
            "decision_percent": score and round(100 * score.decision),
        }
    )


def _outcome(found, sign):
    """How a fault is pointed out; None was found by nobody, since nobody looked."""
    if found is None:
        return Pointed(Shape.SQUARE, sign, "info", _("Fault"))
    if found.hit == 1:
        return Pointed(Shape.CIRCLE, sign, "ok", _("Found"))
    if found.flagged:
        return Pointed(Shape.DIAMOND, sign, "warn", _("Found, with a wrong reason"))
    return Pointed(Shape.SQUARE, sign, "bad", _("Missed"))


def _alarm(place):
    """How a false alarm is pointed out."""
    return Pointed(Shape.TRIANGLE, _letter(place), "info", _("False alarm"))


def _letter(place):
    """A, B, C … Z, AA, AB …: false alarms are lettered, as faults are numbered."""
    more, last = divmod(place, len(ascii_uppercase))
    return (_letter(more - 1) if more else "") + ascii_uppercase[last]


def _leaning(tally):
    """What the criterion says, in words."""
    if tally.criterion is None:
        return ""
    if tally.criterion > 1:
        return _("You flag with great caution: you miss faults rather than raise a false alarm.")
    if tally.criterion < 0:
        return _("You flag freely: you raise false alarms rather than miss a fault.")
    return _("You weigh misses and false alarms evenly.")
