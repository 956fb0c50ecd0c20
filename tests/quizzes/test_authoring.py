"""Trainers write questions in the Wagtail admin; each save is a version, and nothing else changes."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from quizzes.blocks import EDITORS
from quizzes.grading import kinds, validate_body
from quizzes.models import Bank, Question
from quizzes.services.questions import write_version
from tests.factories import NOON, QuestionVersionFactory, UserFactory, single_choice_body
from tests.quizzes.bodies import BODIES


@pytest.fixture
def land(db):
    return create_administration(slug="sampland", name="Sampland Customs")


@pytest.fixture
def trainer(client, land):
    person = UserFactory()
    add_member(user=person, administration=land, role="trainer", since=NOON.date())
    client.force_login(person)
    return person


@pytest.fixture
def question(land):
    bank = Bank.objects.get(administration=land)
    return QuestionVersionFactory(question__bank=bank, question__slug="first-permit").question


def filled(question, *, right="a", stem="<p>Which document is granted first?</p>", reason="Clearer."):
    """The form of a single choice question as a trainer sends it."""
    options = [
        {
            "deleted": "",
            "order": str(number),
            "type": "item",
            "id": "",
            "value": {
                "text": rich_text(f"<p>Option {name}</p>"),
                "feedback": rich_text(f"<p>About {name}.</p>"),
            }
            | ({"right": "on"} if name == right else {}),
        }
        for number, name in enumerate("abc")
    ]
    return nested_form_data(
        {
            "content": {
                "stem": rich_text(stem),
                "options": {"count": "3", **{str(number): option for number, option in enumerate(options)}},
                "shuffle": "on",
                "explanation": rich_text("<p>The import permit comes first.</p>"),
            },
            "objective": question.current.objective_id,
            "difficulty": "basic",
            "verified": "on",
            "reason": reason,
        }
    )


def edit_url(question):
    return reverse("question_banks:edit", args=[question.bank.slug, question.pk])


@pytest.mark.parametrize("kind", [kind.kind for kind in kinds.all()])
def test_every_kind_has_an_editor_that_gives_the_body_back(kind):
    editor = EDITORS[kind]
    stored = validate_body(kind, BODIES[kind]).model_dump(mode="json")
    value = editor.clean(editor.to_python(editor.to_raw(stored)))
    assert validate_body(kind, editor.to_body(value, stored)).model_dump(mode="json") == stored


def test_saving_writes_the_next_version(client, trainer, question):
    response = client.post(edit_url(question), filled(question, stem="<p>Which permit must exist first?</p>"))
    assert response.status_code == 302
    question.refresh_from_db()
    assert question.current.number == 2
    assert question.current.author == trainer
    assert question.current.reason == "Clearer."
    assert kinds.get("single_choice").stem_text(kinds.get("single_choice").body(question.current.body)) == (
        "Which permit must exist first?"
    )


def test_options_keep_their_identity_when_their_text_stays(client, trainer, question):
    client.post(edit_url(question), filled(question, right="b"))
    question.refresh_from_db()
    assert [(option["id"], option["right"]) for option in question.current.body["options"]] == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]


def test_saving_without_a_change_writes_nothing(client, trainer, question):
    client.post(edit_url(question), filled(question))
    assert question.versions.count() == 1


@pytest.mark.parametrize("changed", [{"right": None}, {"reason": ""}, {"stem": ""}])
def test_a_faulty_form_is_told_and_writes_nothing(client, trainer, question, changed):
    response = client.post(edit_url(question), filled(question, **changed))
    assert response.status_code == 422
    assert question.versions.count() == 1


def test_a_new_question_takes_two_steps(client, trainer, land, question):
    bank = Bank.objects.get(administration=land)
    new = reverse("question_banks:new", args=[bank.slug])
    assert client.get(new).status_code == 200
    assert client.get(f"{new}?slug=second&kind=single_choice").status_code == 200
    response = client.post(f"{new}?slug=second&kind=single_choice", filled(question))
    assert response.status_code == 302
    assert Question.objects.get(bank=bank, slug="second").current.author == trainer


def test_a_name_taken_in_the_bank_is_refused(client, trainer, question):
    new = reverse("question_banks:new", args=[question.bank.slug])
    response = client.post(f"{new}?slug=first-permit&kind=single_choice", filled(question))
    assert response.status_code == 422
    assert Question.objects.count() == 1


def test_retiring_is_undone_by_the_same_button(client, trainer, question):
    address = reverse("question_banks:retire", args=[question.bank.slug, question.pk])
    client.post(address)
    question.refresh_from_db()
    assert question.retired_at is not None
    client.post(address)
    question.refresh_from_db()
    assert question.retired_at is None


def test_the_history_names_who_and_why(client, trainer, question):
    client.post(edit_url(question), filled(question, right="b", reason="The key was wrong."))
    page = client.get(edit_url(question)).content.decode()
    assert "The key was wrong." in page
    assert trainer.name in page


@pytest.mark.parametrize("name", ["index", "bank", "edit"])
def test_pages_cost_the_same_for_few_and_for_many(
    client, trainer, question, django_assert_max_num_queries, name
):
    arguments = {"index": [], "bank": [question.bank.slug], "edit": [question.bank.slug, question.pk]}[name]
    address = reverse(f"question_banks:{name}", args=arguments)
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for number in range(20):
        QuestionVersionFactory(question__bank=question.bank)
        write_version(
            question=question,
            body=single_choice_body(stem=f"Version {number}?"),
            objective=question.current.objective,
            difficulty="basic",
            source=None,
            where="",
            verified=True,
            author=trainer,
            reason="",
            now=NOON,
        )
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_somebody_without_a_bank_finds_no_such_page(client, land):
    client.force_login(
        add_member(user=UserFactory(), administration=land, role="trainee", since=NOON.date()).user
    )
    assert client.get(reverse("question_banks:index")).status_code in {302, 403, 404}
