"""The drill in the database and on its pages: drawn once, answered once, replayed to the same."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from courses.guide_contents import guide_of
from courses.guides.cards import A_DAY
from courses.models import DrillMemory, DrillReview, DrillTurn, GuideEntry, GuidePage, UnitProgress
from courses.packs import read_pack
from courses.services.drills import NotOffered, answer, draw_day, memory_of, progress, replayed
from courses.services.packs import write_pack
from tests.courses.guides.guide_for_tests import large_guide
from tests.courses.guides.laying import lay_guide
from tests.courses.packs import make_pack
from tests.factories import NOON, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def page(tmp_path):
    write_pack(read_pack(make_pack(tmp_path / "sample")), now=NOON)
    return GuidePage.objects.get()


@pytest.fixture
def place(page, officer, administration):
    return {"officer": officer, "administration": administration, "unit": page.unit}


def draw(page, place, day=0):
    today = (NOON + timedelta(days=day)).date()
    zone = place["officer"].zone_in(place["administration"])
    return draw_day(**place, guide=guide_of(page), day=today, zone=zone)


def right(turn, page):
    if turn.kind == "controlled":
        return guide_of(page).entries[turn.entry.slug].controlled
    return turn.entry.slug


# --- rows -----------------------------------------------------------------------------------------


def test_a_day_is_drawn_once(page, place):
    turns = draw(page, place)
    assert 0 < len(turns) <= A_DAY
    assert draw(page, place) == turns
    assert DrillTurn.objects.count() == len(turns)
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))


def test_an_answer_is_recorded_once_and_what_it_said_stands(page, place):
    turn = next(turn for turn in draw(page, place) if turn.kind != "controlled")
    wrong = next(choice for choice in turn.choices if choice != turn.entry.slug)
    first = answer(turn=turn, given=wrong, guide=guide_of(page), now=NOON)
    again = answer(turn=turn, given=turn.entry.slug, guide=guide_of(page), now=NOON + timedelta(minutes=1))
    assert again == first
    assert (first.given, first.right, DrillReview.objects.count()) == (wrong, False, 1)


def test_an_answer_that_is_not_offered_changes_nothing(page, place):
    turn = draw(page, place)[0]
    with pytest.raises(NotOffered):
        answer(turn=turn, given="amber-sample", guide=guide_of(page), now=NOON)
    assert not DrillReview.objects.exists()
    assert not DrillMemory.objects.exists()


def test_the_log_played_again_gives_the_stored_state(page, place):
    """Forty days, of which every third is missed; every fourth answer is wrong."""
    guide, count = guide_of(page), 0
    for day in range(40):
        if day % 3 == 2:
            continue
        for turn in draw(page, place, day):
            count += 1
            given = right(turn, page)
            if count % 4 == 0:
                given = next(choice for choice in turn.choices if choice != given)
            answer(turn=turn, given=given, guide=guide, now=NOON + timedelta(days=day, minutes=count))
    stored = {row.card: memory_of(row) for row in DrillMemory.objects.select_related("entry", "other")}
    assert len(stored) > 5
    assert DrillReview.objects.count() == count
    assert stored == replayed(**place)


def test_a_pair_that_was_confused_comes_the_next_day(page, place):
    guide = guide_of(page)
    days = {}
    for day in range(6):
        turns = draw(page, place, day)
        days[day] = [turn.card for turn in turns]
        for turn in turns:
            given = right(turn, page)
            if day == 0 and turn.kind != "controlled" and turn.entry.slug == "red-sample":
                given = next(name for name in ("pale-sample", "brown-sample") if name in turn.choices)
                confused = {"red-sample", given}
            answer(turn=turn, given=given, guide=guide, now=NOON + timedelta(days=day))
    assert any({card.entry, card.other} == confused for card in days[1])


def test_the_last_card_of_a_day_completes_the_unit(page, place, officer, administration):
    turns = draw(page, place)
    for turn in turns:
        assert not UnitProgress.objects.filter(completed_at__isnull=False).exists()
        answer(turn=turn, given=right(turn, page), guide=guide_of(page), now=NOON)
    assert UnitProgress.objects.get(unit=page.unit).completed_at == NOON


def test_a_card_of_which_an_entry_is_gone_is_left_out(page, place):
    turns = draw(page, place)
    gone = turns[0].entry
    gone.pages.get().unpublish()
    left = draw(page, place)
    assert all(gone not in (turn.entry, turn.other) for turn in left)
    for turn in left:
        answer(turn=turn, given=right(turn, page), guide=guide_of(page), now=NOON)
    assert UnitProgress.objects.get(unit=page.unit).completed_at == NOON
    with pytest.raises(NotOffered):
        answer(turn=turns[0], given=turns[0].choices[0], guide=guide_of(page), now=NOON)


def test_progress_counts_the_entries_whose_cards_are_known(page, place):
    guide = guide_of(page)
    assert [(group.id, known, number) for group, known, number in progress(guide, {})] == [("woods", 0, 4)]
    for turn in draw(page, place):
        answer(turn=turn, given=right(turn, page), guide=guide, now=NOON)
    asked = {turn.entry.slug for turn in draw(page, place)}
    memories = {row.card: row for row in DrillMemory.objects.select_related("entry", "other")}
    ((_group, known, _number),) = progress(guide, memories)
    assert known == len(asked)


def test_entries_of_a_log_cannot_be_deleted(page, place):
    turn = draw(page, place)[0]
    with pytest.raises(Exception, match="protected"):
        GuideEntry.objects.get(pk=turn.entry_id).delete()


# --- pages ----------------------------------------------------------------------------------------


@pytest.fixture
def reader(client, officer, page):
    client.force_login(officer)
    return client


def words(response):
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


DRILL = "/guides/sample/drill/"


def test_a_day_of_cards_from_beginning_to_end(reader, page):
    assert "Begin" in words(reader.get(DRILL))
    assert not DrillTurn.objects.exists()
    seen = 0
    response = reader.post(DRILL)
    while response.url != DRILL:
        seen += 1
        address = response.url
        turn = DrillTurn.objects.get(pk=int(address.split("/")[-2]))
        reader.get(address)
        assert reader.post(address, {"answer": right(turn, page)}).url == address
        shown = reader.get(address)
        assert "Right" in words(shown)
        assert "Next card" in words(shown) or f'href="{DRILL}">Finish' in shown.content.decode()
        response = reader.post(DRILL)
    assert f"Done for today: {seen} of {seen} right." in words(reader.get(DRILL))


def test_before_an_answer_nothing_says_what_is_right(reader, page, place):
    """The page of a card with a drawing names no file, and its entries only as the choices."""
    turns = {(turn.kind, turn.entry.slug): turn for turn in draw(page, place)}
    turn = next(turn for (kind, slug), turn in turns.items() if kind != "controlled" and slug == "red-sample")
    html = reader.get(reverse("courses:drill_card", args=[turn.pk])).content.decode()
    assert "ladder" not in html
    assert "Three steps." in html  # the neutral text
    assert "Step one is Appendix I." not in html
    assert html.count("red-sample") == 1
    picture = reader.get(reverse("courses:drill_picture", args=[turn.pk]))
    assert picture["Content-Type"] == "image/svg+xml"
    assert "ladder" not in str(picture.headers)


def test_a_card_without_a_drawing_shows_what_can_be_observed(reader, page, place):
    turn = next(turn for turn in draw(page, place) if turn.entry.slug == "pale-sample")
    said = words(reader.get(reverse("courses:drill_card", args=[turn.pk])))
    assert "Colour of the heartwood Red" in said
    assert reader.get(reverse("courses:drill_picture", args=[turn.pk])).status_code == 404


def test_a_wrong_answer_says_how_to_tell_them_apart(reader, page, place):
    turn = DrillTurn.objects.create(
        **place,
        day=NOON.date(),
        number=1,
        kind="which",
        entry=GuideEntry.objects.get(slug="brown-sample"),
        other=GuideEntry.objects.get(slug="red-sample"),
        choices=["brown-sample", "red-sample"],
    )
    address = reverse("courses:drill_card", args=[turn.pk])
    reader.post(address, {"answer": "red-sample"})
    said = words(reader.get(address))
    assert "You said: Red sample. Right is: Brown sample. The brown one has no smell." in said


def test_an_answer_that_is_not_offered_is_refused_in_words(reader, page, place):
    address = reverse("courses:drill_card", args=[draw(page, place)[0].pk])
    response = reader.post(address, {"answer": "x"})
    assert response.status_code == 422
    assert "Choose one of the answers." in words(response)


def test_the_cards_of_another_are_not_found(client, page, place, administration):
    turn = draw(page, place)[0]
    client.force_login(MembershipFactory(administration=administration).user)
    for name in ("drill_card", "drill_picture"):
        assert client.get(reverse(f"courses:{name}", args=[turn.pk])).status_code == 404
    assert client.post(reverse("courses:drill_card", args=[turn.pk]), {"answer": "x"}).status_code == 404


def test_a_day_begins_at_midnight_of_the_officer(reader, page, officer):
    officer.time_zone = "Pacific/Auckland"  # thirteen hours before UTC in November
    officer.save()
    with time_machine.travel("2026-11-21T10:30:00Z", tick=False):
        reader.post(DRILL)
    with time_machine.travel("2026-11-21T11:30:00Z", tick=False):
        reader.post(DRILL)
    assert {str(day) for day in DrillTurn.objects.values_list("day", flat=True)} == {
        "2026-11-21",
        "2026-11-22",
    }


def test_the_day_and_a_card_cost_the_same_in_a_small_and_a_large_guide(
    client, officer, administration, django_assert_max_num_queries
):
    client.force_login(officer)
    for number in (8, 120):
        laid = lay_guide(large_guide(number, 6), slug=f"guide-{number}")
        address = reverse("courses:drill", args=[laid.module.slug])
        card = client.post(address).url
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
        with django_assert_max_num_queries(14):
            assert client.get(card).status_code == 200
