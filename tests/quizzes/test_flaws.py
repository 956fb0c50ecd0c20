"""Flaws in the writing of questions: each rule finds what it names, and lets the sound pass."""

import json
import random
from datetime import timedelta
from io import StringIO
from time import perf_counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.bank_audit import audit_bank, remarks_on
from quizzes.flaws import Flaw, Found, Item, Level, flaws_of, same_facts, shares, twins, twins_of
from quizzes.grading import kinds
from quizzes.services.questions import retire_question
from tests.factories import (
    NOON,
    BankFactory,
    QuestionVersionFactory,
    SourceFactory,
    UserFactory,
    quiz_with,
    single_choice_body,
)
from tests.quizzes.bodies import BODIES
from tests.quizzes.papers_for_tests import attempt_of

SOUND = Item(
    "sound",
    "Who grants the import permit?",
    ((True, "The authority of the country of entry"), (False, "The carrier that brings the goods there")),
)


def item(stem="Who grants it?", *options, name="item"):
    """An item; a right option begins with a star."""
    return Item(name, stem, tuple((text.startswith("*"), text.removeprefix("*")) for text in options))


def found(stem, *options):
    return [(flaw.flaw, flaw.detail) for flaw in flaws_of(item(stem, *options))]


# --- one item by itself ---------------------------------------------------------------------------


def test_a_sound_item_has_no_flaw():
    assert flaws_of(SOUND) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["*" + "x" * 26, "y" * 20, "z"], True),
        (["*" + "x" * 25, "y" * 20, "z"], False),
        (["*x", "y" * 20], False),
        (["*" + "x" * 40, "*w", "y" * 20], False),
    ],
)
def test_a_key_that_is_a_quarter_longer_than_all_others_is_told(options, told):
    assert (found("Who?", *options) == [(Flaw.LONGEST, "")]) is told


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        ("Which of these is NOT listed?", "NOT"),
        ("All are checked except which?", "except"),
        ("Which document isn’t needed?", "isn’t"),
        ("The permit does not name the carrier. Who signs it?", None),
        ("Which notes belong to the knot?", None),
    ],
)
def test_a_question_that_turns_on_a_negative_word_is_told(stem, word):
    assert found(stem) == ([(Flaw.NEGATIVE, word)] if word else [])


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("All of the above", True),
        ("None of these", True),
        ("Both of them.", True),
        ("None of the other options", True),
        ("All of the ivory is seized", False),
        ("The parcel above", False),
    ],
)
def test_options_that_sum_up_others_are_told(option, told):
    assert (found("Who?", option) == [(Flaw.SUMMING_UP, option)]) is told


def test_a_word_of_the_question_in_the_right_option_only_is_told():
    assert found(
        "Who checks the phytosanitary paper?", "*A phytosanitary office", "Someone quite different"
    ) == [(Flaw.ECHO, "phytosanitary")]
    assert found("Who checks the phytosanitary paper?", "*Phytosanitary A", "Phytosanitary B") == []
    assert found("Who could it be?", "*Could be A", "Would be B") == []
    assert found("Who grants a permit?", "*A permit office", "*Its permit desk") == []


def test_options_that_say_the_same_are_told_and_are_an_error():
    (flaw,) = flaws_of(item("Who?", "*The carrier", "the  Carrier.", "Nobody"))
    assert (flaw.flaw, flaw.detail, flaw.level) == (Flaw.EQUAL, "the carrier", Level.ERROR)


# --- items beside each other ------------------------------------------------------------------------


def test_near_duplicates_are_told_once_whatever_order_their_options_stand_in():
    first = item("Which office grants the import permit?", "*One", "Two", name="first")
    turned = item("Which office grants the import permit?", "Two", "*One", name="turned")
    near = item("Which office grants an import permit?", "*One", "Two", name="near")
    far = item("How long is a certificate valid?", "*A year", "A month", name="far")
    assert list(twins([first, turned, far, near])) == [
        ("turned", Found(Flaw.SAME, "first")),
        ("near", Found(Flaw.TWIN, "first")),
        ("near", Found(Flaw.TWIN, "turned")),
    ]
    assert twins_of(near, [first, far, near]) == [Found(Flaw.TWIN, "first")]


def test_two_thousand_questions_take_seconds():
    words = [f"word{number}" for number in range(600)]
    chance = random.Random(1)
    items = [
        Item(
            str(number),
            " ".join(chance.choices(words, k=15)),
            tuple((not place, " ".join(chance.choices(words, k=8))) for place in range(4)),
        )
        for number in range(2000)
    ]
    began = perf_counter()
    assert list(twins(items)) == []
    assert perf_counter() - began < 60


def test_a_fact_asked_twice_is_told_with_the_first_that_did():
    assert list(same_facts([("a", 1), ("b", None), ("c", 2), ("d", 1), ("e", None)])) == [("d", "a")]


def test_shares_say_nothing_of_few_items():
    row = [(True, "longest"), (False, "short")]
    few, many = shares([row] * 7), shares([row] * 8)
    assert (few.longest_percent, few.too_often_longest, few.crowded) == (100, False, {})
    assert (many.longest_percent, many.too_often_longest, many.crowded) == (100, True, {1: 100})


# --- banks ----------------------------------------------------------------------------------------


@pytest.fixture
def bank(db):
    """A bank with a sound question, one whose options are equal, and a copy of that."""
    bank = BankFactory(slug="timber")
    body = single_choice_body("Which paper comes first?")
    equal = single_choice_body("Who stamps it?")
    equal["options"][1]["text"] = equal["options"][2]["text"]
    for name, said in (("sound", body), ("equal", equal), ("copy", equal)):
        QuestionVersionFactory(question__bank=bank, question__slug=name, body=said)
    return bank


def told(bank):
    return [(remark.question, remark.level, remark.rule) for remark in audit_bank(bank)]


def test_a_bank_is_audited_question_by_question(bank):
    assert told(bank) == [
        ("copy", "error", "equal"),
        ("equal", "error", "equal"),
        ("equal", "error", "same"),
    ]


def test_what_is_retired_is_audited_no_more(bank):
    for name in ("copy", "equal"):
        retire_question(question=bank.questions.get(slug=name), now=NOON)
    assert told(bank) == []


def test_questions_on_the_same_place_of_a_source_are_told(bank):
    source = SourceFactory()
    first = QuestionVersionFactory(
        question__bank=bank, question__slug="x1", source=source, where="Article 3", body=BODIES["true_false"]
    )
    QuestionVersionFactory(
        question__bank=bank,
        question__slug="x2",
        source=source,
        where="article  3",
        objective=first.objective,
        body=single_choice_body("What must the carrier show to the officer?"),
    )
    question = first.question
    question.kind = "true_false"
    question.save()
    assert ("x2", "advice", "same-fact") in told(bank)
    assert remarks_on(question) == ["It asks for the same fact as the question x2."]


@pytest.mark.parametrize("kind", [kind.kind for kind in kinds.all()])
def test_every_kind_can_be_audited(db, kind):
    version = QuestionVersionFactory(question__kind=kind, body=BODIES[kind])
    assert isinstance(remarks_on(version.question), list)


def test_only_what_can_be_judged_has_verdicts():
    def verdicts(kind):
        rules = kinds.get(kind)
        return [right for right, _text in rules.options_for_audit(rules.body(BODIES[kind]))]

    assert verdicts("single_choice") == [True, False, False]
    assert verdicts("multiple_choice") == [True, True, True, False, False]
    assert verdicts("true_false") == []


# --- the command ----------------------------------------------------------------------------------


def run(*banks, **options):
    out, status = StringIO(), 0
    try:
        call_command("bank_audit", *banks, stdout=out, **options)
    except SystemExit as end:
        status = end.code
    return status, out.getvalue()


def test_the_command_ends_with_status_1_only_where_something_is_an_error(bank):
    status, said = run("timber")
    assert status == 1
    assert "error   timber/copy: Two options say the same: “option c”." in said
    assert "1 banks, 3 remarks, of these 3 errors." in said
    for name in ("copy", "equal"):
        retire_question(question=bank.questions.get(slug=name), now=NOON)
    advice = single_choice_body("Which paper is not needed?")
    QuestionVersionFactory(question__bank=bank, question__slug="advice", body=advice)
    status, said = run(format="json")
    assert status == 0
    assert [(remark["question"], remark["rule"]) for remark in json.loads(said)] == [("advice", "negative")]


def test_the_command_names_a_bank_that_is_not_there(bank):
    with pytest.raises(CommandError, match="nowhere"):
        run("timber", "nowhere")


# --- the pages ------------------------------------------------------------------------------------


@pytest.fixture
def owner(client, db):
    person = UserFactory(is_superuser=True)
    client.force_login(person)
    return person


def test_the_editor_remarks_on_the_question_and_its_likeness(client, owner, bank):
    address = reverse("question_banks:edit", args=[bank.slug, bank.questions.get(slug="copy").pk])
    said = client.get(address).context["remarks"]
    assert said == ["Two options say the same: “option c”.", "It is word for word the question equal."]


def listed(client, bank, **asked):
    page = client.get(reverse("question_banks:bank", args=[bank.slug]), asked).context["page"]
    return [(question.drawn, question.share, question.last_drawn) for question in page]


def test_the_bank_says_how_often_each_question_was_drawn_and_when_last(client, owner, officer):
    quiz = quiz_with(3, drawn=2)
    attempt_of(officer, quiz)
    drawn = [(1, 100, NOON), (1, 100, NOON), (0, 0, None)]
    assert listed(client, quiz.bank, order="-drawn") == drawn
    assert listed(client, quiz.bank, order="-last") == drawn
    assert listed(client, quiz.bank, order="drawn") == [drawn[2], *drawn[:2]]
    assert listed(client, quiz.bank, order="nonsense")


def test_a_trial_is_no_exposure(client, owner, officer):
    quiz = quiz_with(1)
    attempt = attempt_of(officer, quiz, now=NOON - timedelta(days=1))
    type(attempt).every.update(trial=True)
    assert listed(client, quiz.bank) == [(0, None, None)]


def test_the_bank_costs_the_same_for_many_questions(client, owner, bank):
    address = reverse("question_banks:bank", args=[bank.slug])
    costs = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
        for _number in range(5):
            QuestionVersionFactory(question__bank=bank)
    assert costs[0] == costs[1]
