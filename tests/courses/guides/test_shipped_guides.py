"""Every guide that is shipped keeps the rules of the vocabulary, and what its key promises."""

import pytest
from django.conf import settings

from courses.guide_contents import thing_of
from courses.guides import vocabulary
from courses.guides.cards import Card, cards_of
from courses.packs import read_pack
from reference.finder.index import Index
from tests.courses.guides.test_keys import plainly

SHIPPED = sorted(path.parent.name for path in settings.PACKS_ROOT.glob("*/guide.yaml"))


@pytest.fixture(scope="module", params=SHIPPED)
def guide(request):
    pack = read_pack(settings.PACKS_ROOT / request.param)
    assert pack.problems == []
    return pack.guide


def test_the_rules_of_the_vocabulary_hold(guide):
    assert vocabulary.findings(guide) == []


def test_with_any_one_character_seen_wrong_an_entry_is_among_the_first_three(guide):
    """Ranked by a plain loop over the cells, as the form of the file describes it."""
    lost = []
    for group in guide.groups:
        members = guide.members(group.id)
        rows = [entry.states for entry in members]
        for place, entry in enumerate(members):
            seen = {name: shown[0] for name, shown in entry.states.items()}
            for name, shown in entry.states.items():
                others = {
                    state for other in members if other is not entry for state in other.states.get(name, ())
                }
                for state in others - set(shown):
                    order = [found for found, _score in plainly(rows, seen | {name: state})]
                    if place not in order[:3]:
                        lost.append((entry.id, name, state))
    assert lost == []


def test_seen_as_it_is_an_entry_stands_first(guide):
    for group in guide.groups:
        members = guide.members(group.id)
        rows = [entry.states for entry in members]
        for place, entry in enumerate(members):
            order = plainly(rows, {name: shown[0] for name, shown in entry.states.items()})
            best = order[0][1]
            assert place in [found for found, score in order if score == best], entry.id


def test_every_entry_is_found_by_its_names_and_has_cards(guide):
    index = Index(map(thing_of, guide.entries))
    cards = set(cards_of(guide))
    for entry in guide.entries:
        assert index.find(entry.title)[0].key == entry.id
        assert all(entry.id in [match.key for match in index.find(name)] for name in entry.latin)
        assert Card("what", entry.id) in cards
