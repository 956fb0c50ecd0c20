"""The officer's pages of a scenario: one situation at a time, and no key before the debrief."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse

from exercises.models import ScenarioRun
from exercises.scenarios.running import display_order
from exercises.services.scenarios import decide, position_of, scenario_in, start_run
from reference.models import Illustration
from tests.factories import NOON, MembershipFactory

pytestmark = pytest.mark.django_db

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>Forged stamp</title>
<path d="M0 0h10v10z"/></svg>"""


@pytest.fixture
def run(exercise, officer, administration):
    return start_run(exercise=exercise, officer=officer, administration=administration, now=NOON, seed=1)


@pytest.fixture
def stamp(db):
    return Illustration.objects.create(
        title="Forged stamp",
        slug="stamp-in-box",
        neutral_text="A round stamp over ruled lines.",
        revealing_text="The stamp is forged.",
        file=ImageFile(ContentFile(SVG, name="forged-stamp.svg"), name="forged-stamp.svg"),
        width=10,
        height=10,
    )


def page_of(run):
    return reverse("exercises:situation", args=[run.pk])


def place_of(run, name, node=None):
    """The number that a decision has on its page."""
    situation = node or position_of(run).node
    names = [choice.id for choice in display_order(situation, run.seed)]
    return names.index(name) + 1


def press(client, run, name):
    """Press the button of a decision on the page as it is now."""
    text = client.get(page_of(run)).content.decode()
    number = re.search(r'name="number" value="(\d+)"', text)[1]
    return client.post(page_of(run), {"number": number, "decision": place_of(run, name)})


def text_of(response):
    return response.content.decode()


def test_starting_leads_to_the_first_situation_and_again_to_the_same(client_, exercise):
    first = client_.post(reverse("exercises:start", args=[exercise.slug]))
    again = client_.post(reverse("exercises:start", args=[exercise.slug]))
    assert first.url == again.url == page_of(ScenarioRun.objects.get())
    shown = text_of(client_.get(first.url))
    assert "The papers on the counter" in shown
    assert "Two hundred plants. Box 14 is stamped" in shown
    assert "Step 1" in shown


def test_a_run_belongs_to_the_administration_that_the_gate_names(client_, exercise, administration):
    client_.post(reverse("exercises:start", args=[exercise.slug]))
    assert ScenarioRun.objects.get().administration == administration


def test_without_an_open_gate_there_is_no_exercise(client_, gate, exercise):
    gate.open = False
    address = reverse("exercises:start", args=[exercise.slug])
    assert client_.post(address).status_code == client_.get(address).status_code == 404
    assert not ScenarioRun.every.exists()


def test_a_refusal_is_told_on_the_page_of_the_unit(client_, gate, exercise):
    gate.refusal = "Start the module first."
    response = client_.post(reverse("exercises:start", args=[exercise.slug]))
    assert response.url == "/the-unit/"
    assert not ScenarioRun.every.exists()


def test_looking_at_the_start_starts_nothing(client_, exercise):
    assert client_.get(reverse("exercises:start", args=[exercise.slug])).url == "/the-unit/"
    assert not ScenarioRun.every.exists()


def test_a_decision_leads_to_the_next_situation_with_what_followed(client_, run):
    response = press(client_, run, "count")
    assert response.status_code == 302
    shown = text_of(client_.get(response.url))
    assert "You count two hundred and forty plants" in shown
    assert "Forty plants too many" in shown
    assert "Step 2" in shown
    assert "30 minutes used" in shown or "35 minutes used" in shown


def test_a_run_resumes_at_its_situation_on_another_device(client_, run, officer):
    press(client_, run, "count")
    other = Client()
    other.force_login(officer)
    assert "Forty plants too many" in text_of(other.get(page_of(run)))


def test_a_double_post_is_recorded_once(client_, run):
    sent = {"number": 1, "decision": place_of(run, "ask")}
    for _ in range(2):
        assert client_.post(page_of(run), sent).status_code == 302
    assert run.steps.count() == 1


def test_a_stale_page_is_told_and_changes_nothing(client_, run):
    stale = {"number": 1, "decision": place_of(run, "release")}
    press(client_, run, "count")
    response = client_.post(page_of(run), stale)
    assert response.status_code == 409
    assert "You had decided there already" in text_of(response)
    assert "Forty plants too many" in text_of(response)
    assert [step.decision for step in run.steps.all()] == ["count"]


def test_a_stale_page_of_an_ended_run_is_told_on_the_debrief(client_, run):
    stale = {"number": 1, "decision": place_of(run, "count")}
    press(client_, run, "release")
    response = client_.post(page_of(run), stale, follow=True)
    assert response.redirect_chain[-1][0] == reverse("exercises:debrief", args=[run.pk])
    assert "You had decided there already" in text_of(response)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"number": "1"},
        {"number": "1", "decision": "9"},
        {"number": "1", "decision": "0"},
        {"number": "1", "decision": "count"},
        {"number": "7", "decision": "1"},
        {"number": "-1", "decision": "1"},
        {"number": "9" * 30, "decision": "1"},
    ],
)
def test_a_post_that_decides_nothing_is_answered_in_words(client_, run, sent):
    response = client_.post(page_of(run), sent)
    assert response.status_code == 422
    assert "Choose one of the decisions." in text_of(response)
    assert not run.steps.exists()


def test_a_hidden_decision_is_neither_shown_nor_taken(client_, run):
    press(client_, run, "ask")
    press(client_, run, "ask")
    assert "Ask the agent how many" not in text_of(client_.get(page_of(run))).split("What do you do?")[1]
    response = client_.post(page_of(run), {"number": 3, "decision": place_of(run, "ask")})
    assert response.status_code == 422
    assert run.steps.count() == 2


def test_the_debrief_tells_outcome_score_and_the_basis_of_every_choice(client_, run):
    press(client_, run, "ask")
    press(client_, run, "release")
    response = client_.get(page_of(run), follow=True)
    shown = text_of(response)
    assert "Harm done" in shown
    assert "0 of 20" in shown
    assert "At step 1 the best way decides otherwise." in shown
    assert shown.count("CITES Article VI, 1973") >= 4
    assert "CITES Article VIII, 1973" in shown
    assert "Only a count shows what the permit covers." in shown
    assert "A document covers the number that it names" in shown


def test_a_perfect_run_is_told_so(client_, run):
    press(client_, run, "count")
    press(client_, run, "detain")
    assert "No way earns more" in text_of(client_.get(page_of(run), follow=True))


def test_there_is_no_debrief_before_the_end(client_, run):
    assert client_.get(reverse("exercises:debrief", args=[run.pk])).url == page_of(run)


def secrets_of(scenario):
    """Everything that judges or foretells: names, quality, basis, reasons, consequences and ends to come."""
    for end in scenario.ends:
        yield from (end.id, end.title, end.text)
    for part in scenario.situations:
        yield part.id
        for choice in part.decisions:
            yield from (choice.basis, choice.why, choice.consequence)
    yield from (
        ">best<",
        '"best"',
        "dangerous",
        "poor",
        "acceptable",
        "Article",
        scenario.debrief,
        "evidence >=",
    )


def key_in(data, scenario, allowed=()):
    text = data.decode()
    said = {secret for secret in secrets_of(scenario) if secret and secret not in allowed}
    return [
        secret
        for secret in said
        if re.search(rf"\b{re.escape(secret)}\b" if secret.isalpha() else re.escape(secret), text)
    ]


@pytest.mark.parametrize("taken", [[], ["ask"], ["ask", "ask"], ["count"]])
def test_no_byte_before_the_debrief_holds_the_key(client_, run, stamp, taken):
    scenario = scenario_in(run.version)
    consequences = []
    for name in taken:
        consequences.append(
            position_of(run)
            .node.decisions[[d.id for d in position_of(run).node.decisions].index(name)]
            .consequence
        )
        press(client_, run, name)
    answers = [
        client_.get(page_of(run)),
        client_.post(page_of(run), {"number": 99}),
        client_.post(page_of(run), {"number": len(taken) + 1, "decision": 99}),
        client_.get(reverse("exercises:debrief", args=[run.pk])),
    ]
    for response in answers:
        # What has followed is told, and “the counter” is a word of the situation's own title.
        data = response.content + str(response.headers).encode()
        assert key_in(data, scenario, allowed={*consequences, "counter"}) == []


def test_a_drawing_is_shown_without_what_it_means(client_, run, stamp):
    shown = text_of(client_.get(page_of(run)))
    place = [item.kind for item in position_of(run).node.evidence].index("figure") + 1
    address = reverse("exercises:figure", args=[run.pk, 1, place])
    assert address in shown
    assert "A round stamp over ruled lines." in shown
    response = client_.get(address)
    everything = shown + text_of(response) + str(response.headers)
    assert response["Content-Type"] == "image/svg+xml"
    assert "orged" not in everything
    assert "stamp-in-box" not in everything


def test_drawings_of_situations_not_reached_are_not_to_be_had(client_, run, stamp):
    for number, place in [(1, 1), (1, 9), (2, 1), (0, 2), (2, 2)]:
        assert client_.get(reverse("exercises:figure", args=[run.pk, number, place])).status_code == 404


def test_a_foreign_run_is_not_there(exercise, run, gate, administration, other_administration):
    for home in (administration, other_administration):
        stranger = Client()
        stranger.force_login(MembershipFactory(administration=home).user)
        for address in (
            page_of(run),
            reverse("exercises:debrief", args=[run.pk]),
            reverse("exercises:figure", args=[run.pk, 1, 2]),
        ):
            assert stranger.get(address).status_code == 404
        sent = {"number": 1, "decision": place_of(run, "release")}
        assert stranger.post(page_of(run), sent).status_code == 404
    assert not run.steps.exists()


def test_who_is_not_signed_in_is_led_to_the_door(run, gate):
    assert "/accounts/" in Client().get(page_of(run)).url


def test_a_page_is_light_and_asks_the_database_little(client_, run, stamp, django_assert_max_num_queries):
    decide(run=run, number=1, decision="ask", now=NOON)
    with django_assert_max_num_queries(6):
        response = client_.get(page_of(run))
    assert len(response.content) < 15_000
    assert b"<script" not in response.content
    assert "no-store" in response["Cache-Control"]
