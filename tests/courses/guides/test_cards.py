"""The drill: which cards there are, which come today, when they come back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.guides.cards import A_DAY, Answer, Card, cards_of, confusions, question, todays
from courses.guides.forms import GuideForm
from courses.guides.spacing import after_review, replay
from reference.formats.marked_yaml import read_yaml
from tests.courses.guides.guide_for_tests import GUIDE, large_guide

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(scope="module")
def guide():
    return GuideForm.model_validate(read_yaml(GUIDE, "guide.yaml")[0].data)


def with_look_alikes(guide, pairs):
    data = guide.model_dump()
    for one, two in pairs.items():
        data["entries"][one]["look_alikes"] = [{"entry": f"entry-{two}", "tell_apart": "Look."}]
    return GuideForm.model_validate(data)


def test_cards_are_made_of_what_is_known(guide):
    cards = cards_of(guide)
    assert Card("what", "red-sample") in cards
    assert Card("controlled", "red-sample") in cards
    assert Card("controlled", "pale-sample") not in cards  # nobody said
    assert Card("which", "red-sample", "brown-sample") in cards
    assert Card("which", "brown-sample", "red-sample") in cards  # named from the other side
    assert not [card for card in cards if card.entry == "amber-sample"]  # one character, no picture


def test_a_question_offers_the_right_entry_among_its_group(guide):
    asked = question(Card("what", "red-sample"), guide, {}, seed=3)
    assert sorted(asked.choices) == ["black-sample", "brown-sample", "pale-sample", "red-sample"]
    assert asked == question(Card("what", "red-sample"), guide, {}, seed=3)
    orders = {question(Card("what", "red-sample"), guide, {}, seed=seed).choices[0] for seed in range(40)}
    assert len(orders) == 4


def test_what_an_officer_confuses_is_among_the_choices():
    guide = large_guide(30, 4)
    worst = min(
        (entry.id for entry in guide.entries[1:]),
        key=lambda name: name in question(Card("what", "entry-0"), guide, {}, seed=1).choices,
    )
    pair = tuple(sorted(("entry-0", worst)))
    assert worst not in question(Card("what", "entry-0"), guide, {}, seed=1).choices
    assert worst in question(Card("what", "entry-0"), guide, {pair: 1.0}, seed=1).choices


def test_confusing_counts_and_telling_apart_repairs():
    wrong = Answer(Card("what", "b"), "a", False)
    right = Answer(Card("which", "a", "b"), "a", True)
    assert confusions([wrong, wrong]) == {("a", "b"): 2.0}
    assert confusions([wrong, right]) == {("a", "b"): 0.5}
    assert confusions([wrong, right, right, right]) == {}
    assert confusions([right, wrong]) == {("a", "b"): 1.0}
    assert confusions([Answer(Card("controlled", "a"), "no", False)]) == {}


def test_a_day_has_eight_cards_each_of_another_entry(guide):
    cards = cards_of(large_guide(40, 5))
    chosen = todays(cards, {}, {}, today=TODAY, seed=1)
    assert len(chosen) == A_DAY == len({card.entry for card in chosen})
    assert todays(cards, {}, {}, today=TODAY, seed=1) == chosen


def test_what_is_due_goes_before_what_is_new():
    cards = cards_of(large_guide(40, 5))
    due = {card: TODAY - timedelta(days=number) for number, card in enumerate(cards[:3])}
    due[cards[3]] = TODAY + timedelta(days=1)
    chosen = todays(cards, due, {}, today=TODAY, seed=1)
    assert set(cards[:3]) <= set(chosen)
    assert cards[3] not in chosen


def test_a_guide_that_is_known_leaves_days_without_cards(guide):
    cards = cards_of(guide)
    assert todays(cards, dict.fromkeys(cards, TODAY + timedelta(days=1)), {}, today=TODAY, seed=1) == []


def test_a_pair_of_which_one_entry_is_gone_is_not_asked(guide):
    confused = {("gone", "red-sample"): 3.0}
    assert all(card.other != "gone" for card in todays(cards_of(guide), {}, confused, today=TODAY, seed=1))


def test_an_officer_who_confuses_two_entries_gets_them_more_often():
    """Sixty days; this officer takes entry 7 for entry 23 and the other way round, and knows all others.

    Entries 3 and 5 are look-alikes in the guide too, so their cards are as many.
    """
    guide = with_look_alikes(large_guide(40, 6), {7: 23, 3: 5})
    cards = cards_of(guide)
    blind = {"entry-7": "entry-23", "entry-23": "entry-7"}
    log, memories, asked = [], {}, []
    for day in range(60):
        now = NOON + timedelta(days=day)
        due = {card: memory.due.date() for card, memory in memories.items()}
        confused = confusions(log)
        for card in todays(cards, due, confused, today=now.date(), seed=day):
            choices = question(card, guide, confused, seed=day).choices
            given = blind.get(card.entry, card.entry)
            given = given if given in choices else card.entry
            right = given == card.entry
            log.append(Answer(card, given, right))
            memories[card] = after_review(memories.get(card), right=right, at=now)
            asked.append(card.entry)
    times = {entry.id: asked.count(entry.id) for entry in guide.entries}
    others = [number for name, number in times.items() if name not in blind]
    assert min(times["entry-7"], times["entry-23"]) > 2 * max(times["entry-3"], times["entry-5"])
    assert min(times["entry-7"], times["entry-23"]) > 2 * max(others)
    assert min(others) > 0


def test_cards_come_back_after_days_that_grow():
    """FSRS-6 with its published parameters: the first interval after Good is w2 = 2.3065 days, rounded."""
    memory = after_review(None, right=True, at=NOON)
    assert memory.stability == pytest.approx(2.3065)
    assert memory.due == NOON + timedelta(days=2)
    later = after_review(memory, right=True, at=memory.due)
    assert later.due - later.reviewed > timedelta(days=2)
    lapsed = after_review(later, right=False, at=later.due)
    assert lapsed.due - lapsed.reviewed < later.due - later.reviewed
    assert lapsed.stability < later.stability


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 90)), min_size=1, max_size=20))
def test_the_log_played_again_gives_the_same_memory(steps):
    memory, at, log = None, NOON, []
    for right, days in steps:
        at += timedelta(days=days)
        log.append((right, at))
        memory = after_review(memory, right=right, at=at)
    assert replay(log) == memory
    assert memory.due >= memory.reviewed + timedelta(days=1)
    assert memory.due.date() > date(2026, 11, 21)
    assert 1 <= memory.difficulty <= 10
