"""What the pages of a running attempt show. What judges an answer comes from quizzes.practice alone."""

import secrets
from dataclasses import dataclass

from django.db.models import BigIntegerField
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.statements import Given, Statement
from quizzes.carrying import seal_for
from quizzes.certainty import LEVELS, levels, unweighted
from quizzes.figures import figure_of, pictures_of
from quizzes.grading import kinds
from quizzes.grading.behaviours import Behaviour
from quizzes.grading.events import state_of
from quizzes.models import AnswerEvent, PaperItem
from quizzes.practice import practice_of


def new_client(now):
    """A name for one rendering of a page. Of two that had seen the same, the later one sorts after."""
    return f"{int(now.timestamp() * 1000):011x}-{secrets.token_hex(4)}"


@dataclass(frozen=True)
class Place:
    """One item on the map of a paper."""

    number: int
    url: str
    saved: bool
    here: bool
    flagged: bool = False


events_of = Statement(lambda: AnswerEvent.objects.filter(attempt=Given("attempt", BigIntegerField())))
positions_of = Statement(
    lambda: PaperItem.objects.filter(attempt=Given("attempt", BigIntegerField())).values_list(
        "position", "pk"
    )
)


class Paper:
    """A running attempt's paper and what is saved of it. Two queries."""

    def __init__(self, attempt, *, here=None):
        self.attempt = attempt
        self.events = events_of(attempt=attempt.pk)
        self.state = state_of(self.events)
        # The address table is asked once for all items.
        first = reverse("quizzes:item", args=[attempt.pk, 1]).removesuffix("1/")
        self.places = [
            Place(
                number=position,
                url=f"{first}{position}/",
                saved=pk in self.state and self.state[pk].answer is not None,
                here=position == here,
            )
            for position, pk in positions_of(attempt=attempt.pk)
        ]

    @property
    def highest(self):
        return max((event.number for event in self.events), default=0)

    @property
    def saved(self):
        return sum(place.saved for place in self.places)

    @property
    def unanswered(self):
        return [place for place in self.places if not place.saved]

    def url_of(self, position):
        """The address of an item, or None beyond the ends."""
        return self.places[position - 1].url if 1 <= position <= len(self.places) else None


class ItemShown:
    """One item as its kind shows it, with an answer filled in."""

    def __init__(self, item):
        self.item = item
        self.kind = kinds.get(item.version.question.kind)
        self.body = self.kind.body(item.version.body)

    def with_answer(self, answer):
        return self.kind.shown(self.body, self.item.order, answer)

    def read(self, data):
        """The answer in a form's data. Raises InvalidAnswer."""
        return self.kind.read(self.body, self.item.order, dict(data.lists()))

    def template(self, part):
        return f"quizzes/{part}/{self.kind.kind}.html"


def saved_in_words(event, attempt, zone):
    """What is said of a saved answer, in the time of the officer's own pages."""
    at = date_format(event.received_at.astimezone(zone), "H:i:s")
    said = [_("Saved on the server at %(time)s") % {"time": at}, unweighted(attempt, event)]
    return ". ".join(part for part in said if part)


def item_context(*, attempt, item, user, now, answer=None, certainty=None, given=None, filled=False):
    """The context of an item's page.

    `filled`: show `answer` and `certainty` instead of what is saved. `given`: an event of this item to show
    beside the one that counts.
    """
    paper = Paper(attempt, here=item.position)
    shown = ItemShown(item)
    practice = practice_of(attempt, item)
    current = paper.state.get(item.pk)
    saved = current.answer if current else None
    rival = next((event for event in paper.events if event.pk == given and event.item_id == item.pk), None)
    if rival and (current is None or rival.said == current.said or (practice and practice.finished)):
        rival = None
    pictures = pictures_of([item])[item.pk]
    if practice and practice.finished:
        saved = practice.answer
    weighs = attempt.way == Behaviour.CERTAINTY
    return page_context(attempt=attempt, item=item, paper=paper, user=user, now=now) | {
        "item": item,
        "pictures": pictures,
        "figure": figure_of(shown.kind, shown.body, pictures),
        "shown": shown.with_answer(answer if filled else saved),
        "item_template": shown.template("items"),
        "said_template": shown.template("said"),
        "practice": practice,
        "levels": levels() if weighs else None,
        "level": certainty if filled else current.certainty if current else None,
        "current": current if saved is not None else None,
        "saved_words": saved_in_words(current, attempt, user.zone_in(attempt.administration))
        if saved is not None
        else "",
        "rival": rival,
        "rival_level": LEVELS.get(rival.certainty) if rival else None,
        "current_level": LEVELS.get(current.certainty) if rival else None,
        "rival_said": shown.with_answer(rival.answer) if rival else None,
        "current_said": shown.with_answer(saved) if rival else None,
        "client": new_client(now),
        "number": paper.highest + 1,
        "previous_url": paper.url_of(item.position - 1),
    }


def page_context(*, attempt, paper, user, now, item=None):
    """What all pages of a running attempt have in common."""
    return {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "paper": paper,
        "now": now,
        "seal": seal_for(attempt.pk, user.pk),
        "mea": mea_of(item) if item else "",
    }


def mea_of(item):
    """The convention whose hue a page carries, or an empty text."""
    convention = item.version.objective.convention
    return convention.slug if convention else ""
