"""The officer's pages of an inspection: saving, handing in, and no key before the debrief."""

import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults
from exercises.inspections.rounds import reasons_of
from exercises.models import InspectionRound
from exercises.services.inspections import inspection_of, write_inspection_version
from tests.exercises.inspections.answers import (
    answered,
    decision_of,
    faults_of,
    form_of,
    solved,
    sound_of,
)
from tests.exercises.inspections.sets import OWN, set_in, written
from tests.factories import NOON, MembershipFactory

pytestmark = pytest.mark.django_db

LIGHT = 90_000
LISTS = re.compile(r"<option value=\"\">.*?</select>", re.DOTALL)


def page_of(one):
    return reverse("exercises:inspect", args=[one.pk])


def debrief_of(one):
    return reverse("exercises:inspection_debrief", args=[one.pk])


def start_of(exercise):
    return reverse("exercises:start_inspection", args=[exercise.slug])


def text_of(response):
    return response.content.decode()


def test_starting_leads_to_the_documents_and_again_to_the_same(client_, exercise, administration):
    first = client_.post(start_of(exercise))
    again = client_.post(start_of(exercise))
    one = InspectionRound.objects.get()
    assert first.url == again.url == page_of(one)
    assert one.administration == administration
    shown = text_of(client_.get(first.url))
    given = inspection_of(one).given
    assert given.facts.office in shown
    for document in given.documents.values():
        assert document.template.title in shown


def test_without_an_open_gate_there_is_no_exercise(client_, gate, exercise):
    gate.open = False
    assert client_.post(start_of(exercise)).status_code == client_.get(start_of(exercise)).status_code == 404
    assert not InspectionRound.every.exists()


def test_a_refusal_is_told_on_the_page_of_the_unit(client_, gate, exercise):
    gate.refusal = "Start the module first."
    assert client_.post(start_of(exercise)).url == "/the-unit/"
    assert not InspectionRound.every.exists()


def test_looking_at_the_start_starts_nothing(client_, exercise):
    assert client_.get(start_of(exercise)).url == "/the-unit/"
    assert not InspectionRound.every.exists()


def test_flags_saved_are_there_on_another_device(client_, round_, officer):
    flags = faults_of(round_)
    (name,) = flags
    assert client_.post(page_of(round_), form_of(round_, flags, "detain")).url == page_of(round_)
    other = Client()
    other.force_login(officer)
    shown = text_of(other.get(page_of(round_)))
    assert re.search(rf'value="{name}"[^>]* checked', shown)
    assert len(re.findall(r"<option [^>]*selected", shown)) == 1
    assert re.search(r'value="detain"[^>]* checked', shown)


def test_handing_in_leads_to_the_debrief_and_a_double_post_marks_once(client_, round_):
    sent = form_of(round_, faults_of(round_), decision_of(round_), hand_in="1")
    for _ in range(2):
        assert client_.post(page_of(round_), sent).url == debrief_of(round_)
    done = InspectionRound.objects.get()
    assert (done.mark, done.decision_mark, done.saves) == (1, 1, 1)


def test_a_page_of_a_round_handed_in_is_told_and_changes_nothing(client_, round_):
    solved(round_)
    shown = text_of(client_.post(page_of(round_), form_of(round_, {}, "release"), follow=True))
    assert "handed in before" in shown
    round_.refresh_from_db()
    assert round_.flags


def test_a_stale_page_shows_what_was_sent_and_keeps_what_was_saved(client_, round_):
    name = sound_of(round_)
    client_.post(page_of(round_), form_of(round_, faults_of(round_), "detain"))
    response = client_.post(page_of(round_), form_of(round_, {name: ""}, "ask"))
    assert response.status_code == 409
    shown = text_of(response)
    assert "in another window" in shown
    assert re.search(rf'value="{name}"[^>]* checked', shown)
    round_.refresh_from_db()
    assert round_.flags == faults_of(round_)
    again = form_of(round_, {name: ""}, "ask", saves=re.search(r'name="saves" value="(\d+)"', shown)[1])
    assert client_.post(page_of(round_), again).status_code == 302
    round_.refresh_from_db()
    assert round_.flags == {name: ""}


@pytest.mark.parametrize(
    "sent",
    [
        {"flag": "cites-permit:nowhere"},
        {"flag": "passport:permit_number"},
        {"flag": "nonsense"},
        {"flag": "cites-permit:permit_number", "reason:cites-permit:permit_number": "cites-expired "},
        {"flag": "cites-permit:permit_number", "reason:cites-permit:permit_number": "ffffffff"},
        {"decision": "burn"},
    ],
)
def test_forged_flags_reasons_and_decisions_are_refused_in_words(client_, round_, sent):
    response = client_.post(page_of(round_), {"saves": "0", "hand_in": "1", **sent})
    assert response.status_code == 422
    assert re.search("with reasons from the list|Choose one of the decisions", text_of(response))
    round_.refresh_from_db()
    assert (round_.flags, round_.decision, round_.saves) == ({}, "", 0)


def test_the_name_of_a_kind_is_no_reason(client_, round_):
    """A page sends signs: a name of a kind can only come from who made it up."""
    name = sound_of(round_)
    sent = {"saves": "0", "flag": name, f"reason:{name}": next(iter(all_faults()))}
    assert client_.post(page_of(round_), sent).status_code == 422


@pytest.mark.parametrize("saves", ["", "x", "-1", "9" * 30, "٣"])
def test_a_post_without_the_number_of_its_page_is_stale(client_, round_, saves):
    sent = {**form_of(round_, {}, "ask"), "saves": saves}
    assert client_.post(page_of(round_), sent).status_code == 409


def test_what_is_not_complete_is_told_and_kept(client_, round_):
    name = sound_of(round_)
    response = client_.post(page_of(round_), form_of(round_, {name: ""}, "ask", hand_in="1"))
    assert response.status_code == 422
    assert "Choose a reason for everything" in text_of(response)
    round_.refresh_from_db()
    assert round_.is_open
    assert round_.flags == {name: ""}
    sent = form_of(round_, {}, "", hand_in="1")
    assert "Decide on the consignment" in text_of(client_.post(page_of(round_), sent))


def test_the_debrief_tells_each_fault_its_basis_and_action_and_the_false_alarms(client_, round_):
    (fault,) = inspection_of(round_).faults
    answered(round_, {sound_of(round_): "cites-expired"}, "release")
    shown = text_of(client_.get(page_of(round_), follow=True))
    for text in (fault.title, fault.shows, fault.matters, fault.basis["cites-permit"].where):
        assert text.replace("'", "&#x27;") in shown
    for text in ("Missed", "False alarms", "Right action", "You decided: Release.", "Next round"):
        assert text in shown


def test_the_eye_of_an_officer_is_put_into_figures_after_ten_faults(client_, begin):
    for seed in range(9):
        done = solved(begin(seed=seed))
        if done.number == 1:
            assert "d′ is 0 where" not in text_of(client_.get(debrief_of(done)))
    shown = text_of(client_.get(debrief_of(done)))
    assert "Telling faults apart, d′" in shown
    assert "You weigh misses" in shown or "You flag" in shown


def test_a_clean_set_is_told_so(client_, exercise, begin):
    write_inspection_version(exercise=exercise, template="ods-licence", clean_percent=100, now=NOON)
    done = answered(begin(), {}, "release")
    assert done.mark == 1
    assert "This set was in order" in text_of(client_.get(debrief_of(done)))


def test_a_set_written_by_hand_is_debriefed_in_its_own_words_and_not_before(client_, exercise, begin):
    data = set_in(written(), ("fixed", "faults"), [{**OWN, "source": "A leaflet of ours"}])
    write_inspection_version(exercise=exercise, **data, now=NOON)
    one = begin()
    words = [OWN["title"], OWN["shows"], OWN["matters"], OWN["basis"], "A leaflet of ours"]
    shown = text_of(client_.get(page_of(one)))
    assert [said for said in words if said in shown] == []
    answered(one, {"packing-list:container": "packages-differ"}, "ask")
    shown = text_of(client_.get(debrief_of(one)))
    assert [said for said in words if said not in shown] == []
    assert "You decided: Ask for information." in shown
    assert "100 %" in shown


def test_there_is_no_debrief_before_handing_in(client_, round_):
    assert client_.get(debrief_of(round_)).url == page_of(round_)


def test_a_foreign_round_is_not_there(round_, gate, administration, other_administration):
    for home in (administration, other_administration):
        stranger = Client()
        stranger.force_login(MembershipFactory(administration=home).user)
        for address in (page_of(round_), debrief_of(round_)):
            assert stranger.get(address).status_code == 404
        assert stranger.post(page_of(round_), form_of(round_, {}, "release")).status_code == 404
    round_.refresh_from_db()
    assert round_.decision == ""


def test_who_is_not_signed_in_is_led_to_the_door(round_, gate):
    assert "/accounts/" in Client().get(page_of(round_)).url


def reasons_out_of(text):
    """The page without its lists of reasons, and the lists, which are to be all alike."""
    lists = LISTS.findall(text)
    return LISTS.sub("", text), set(lists)


@pytest.mark.parametrize("template", list(MAKERS))
def test_no_byte_before_handing_in_tells_a_fault(client_, exercise, begin, template):
    write_inspection_version(exercise=exercise, template=template, clean_percent=20, now=NOON)
    secrets = set()
    for fault in all_faults().values():
        basis = {one.where for one in fault.basis.values()}
        secrets |= {fault.slug, fault.title, fault.shows, fault.matters, *fault.trips, *basis}
    lists = set()
    one = begin()
    for seed in range(710_001, 710_031):
        InspectionRound.objects.filter(pk=one.pk).update(seed=seed, level=1 + seed % 4)
        answers = [client_.get(page_of(one)), client_.get(debrief_of(one))]
        if seed % 10 == 0:
            answers.append(client_.post(page_of(one), {"flag": "nonsense"}))
        for response in answers:
            page, found = reasons_out_of(text_of(response) + str(response.headers))
            lists |= found
            assert [secret for secret in secrets if secret in page] == []
            assert str(seed) not in page
    assert len(lists) == 1
    assert len(reasons_of(template)) == next(iter(lists)).count("<option") - 1


@pytest.mark.parametrize("template", list(MAKERS))
def test_a_page_is_light_and_asks_the_database_little(
    client_, exercise, begin, template, django_assert_max_num_queries
):
    write_inspection_version(exercise=exercise, template=template, now=NOON)
    one = begin()
    with django_assert_max_num_queries(6):
        response = client_.get(page_of(one))
    without = re.sub(rb"<svg viewBox=\"0 0 210 297\".*?</svg>", b"", response.content, flags=re.DOTALL)
    assert len(gzip.compress(without)) < LIGHT
    assert b"<script" not in response.content
    assert "no-store" in response["Cache-Control"]
