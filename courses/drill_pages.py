"""What the pages of the drill show. Before an answer nothing on a page says what is right."""

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.guide_pages import drawings, frame, shown, what_it_shows
from courses.guides.cards import A_DAY
from courses.models import DrillTurn, GuideEntryPage
from courses.services.drills import memories_of, progress, right_answer, turns_of


def day_context(guide, page, turns, place, request):
    """Today's cards, and how much of each group is known."""
    memories = memories_of(place["officer"], place["administration"], place["unit"])
    done = sum(hasattr(turn, "review") for turn in turns)
    later = [row.due_at for row in memories.values()]
    return frame(page, request) | {
        "turns": turns,
        "done": done,
        "right": sum(turn.review.right for turn in turns if hasattr(turn, "review")),
        "a_day": len(turns) or A_DAY,
        "over": bool(turns) and done == len(turns),
        "progress": progress(guide, memories),
        "next_due": min(later, default=None),
        "zone": page.reading(request).zone,
    }


def picture_of(guide, turn):
    """The drawing that a card shows, or None."""
    name = guide.entries[turn.entry.slug].picture
    return drawings(guide, [name]).get(name) if name else None


def card_context(guide, page, turn, request):
    """A card; with its answer, what is right, where to read on, and the next card."""
    entry = guide.entries[turn.entry.slug]
    review = getattr(turn, "review", None)
    drawing = picture_of(guide, turn)
    context = frame(page, request) | {
        "turn": turn,
        "drill_url": reverse("courses:drill", args=[page.module.slug]),
        "review": review,
        "title": entry.title if turn.kind == DrillTurn.Kind.CONTROLLED else "",
        "drawing": drawing,
        "picture_url": reverse("courses:drill_picture", args=[turn.pk]) if drawing else "",
        "characters": [] if drawing else what_it_shows(guide, entry),
        "choices": [(choice, _name(guide, choice)) for choice in turn.choices if _known(guide, turn, choice)],
    }
    if review is None:
        return context
    place = {"officer": turn.officer_id, "administration": turn.administration_id, "unit": turn.unit_id}
    turns = turns_of(**place, day=turn.day, guide=guide)
    following = next((other for other in turns if not hasattr(other, "review")), None)
    (row,) = shown(guide, page, request, [entry])
    return context | {
        "row": row,
        "given": _name(guide, review.given),
        "answer": _name(guide, right_answer(turn, guide)),
        "tell_apart": _tell_apart(guide, entry, review, turn),
        "following": following,
    }


def _known(guide, turn, choice):
    return turn.kind == DrillTurn.Kind.CONTROLLED or choice in guide.entries


def _name(guide, choice):
    words = dict(GuideEntryPage.Controlled.choices)
    if choice in words:
        return words[choice]
    return guide.entries[choice].title if choice in guide.entries else _("an entry that is gone")


def _tell_apart(guide, entry, review, turn):
    """How to tell an entry from what it was taken for, or was to be told from; said on either of them."""
    other = review.given if not review.right else (turn.other.slug if turn.other_id else "")
    for one, two in ((entry.id, other), (other, entry.id)):
        for alike in guide.entries[one].look_alikes if one in guide.entries else ():
            if alike.entry == two:
                return alike.tell_apart
    return ""
