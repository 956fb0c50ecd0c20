"""Trainers write questions in the Wagtail admin; each save is a version, and nothing else changes."""

import pytest
from django.urls import reverse
from wagtail.blocks import ListBlock
from wagtail.test.utils.form_data import nested_form_data, rich_text

from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from quizzes.blocks import EDITORS
from quizzes.grading import kinds, validate_body
from quizzes.models import Bank, Question
from quizzes.services.questions import write_version
from reference.models import Source
from tests.factories import NOON, ObjectiveFactory, QuestionVersionFactory, UserFactory, single_choice_body
from tests.quizzes.bodies import BODIES
from tests.quizzes.drawings import all_drawings, drawing


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
def test_every_kind_has_an_editor_that_gives_the_body_back(db, kind):
    all_drawings()
    editor = EDITORS[kind]
    stored = validate_body(kind, BODIES[kind]).model_dump(mode="json")
    value = editor.clean(editor.to_python(editor.to_raw(stored)))
    body = editor.to_body(value, stored) | {"figure": stored["figure"]}
    assert validate_body(kind, body).model_dump(mode="json") == stored


def test_saving_writes_the_next_version(client, trainer, question):
    response = client.post(edit_url(question), filled(question, stem="<p>Which permit must exist first?</p>"))
    assert response.status_code == 302
    question.refresh_from_db()
    assert question.latest.number == 2
    assert question.latest.author == trainer
    assert question.latest.reason == "Clearer."
    assert kinds.get("single_choice").stem_text(kinds.get("single_choice").body(question.latest.body)) == (
        "Which permit must exist first?"
    )


def test_options_keep_their_identity_when_their_text_stays(client, trainer, question):
    client.post(edit_url(question), filled(question, right="b"))
    question.refresh_from_db()
    assert [(option["id"], option["right"]) for option in question.latest.body["options"]] == [
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


def test_a_new_question_is_written_in_one_form_of_its_kind(client, trainer, land, question):
    bank = Bank.objects.get(administration=land)
    new = reverse("question_banks:new", args=[bank.slug])
    assert all(f"?kind={kind}" in client.get(new).content.decode() for kind in EDITORS)
    assert client.get(f"{new}?kind=single_choice").status_code == 200
    response = client.post(f"{new}?kind=single_choice", filled(question) | {"slug": "second"})
    assert response.status_code == 302
    assert Question.objects.get(bank=bank, slug="second").latest.author == trainer


def test_a_name_taken_in_the_bank_is_refused(client, trainer, question):
    new = reverse("question_banks:new", args=[question.bank.slug])
    response = client.post(f"{new}?kind=single_choice", filled(question) | {"slug": "first-permit"})
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


# --- pictures ---------------------------------------------------------------------------------------

# Wagtail's chooser makes a small size of a drawing and leaves closing its temporary file to Python.
makes_a_small_size = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@makes_a_small_size
def test_a_trainer_chooses_a_figure_that_is_kept_by_its_permanent_name(client, trainer, question, land):
    image = drawing("sample-form", collection=land.collection)
    response = client.post(edit_url(question), filled(question) | {"figure": image.pk})
    assert response.status_code == 302
    question.refresh_from_db()
    assert question.latest.body["figure"] == "sample-form"
    form = client.get(edit_url(question)).context["form"]
    assert form.fields["figure"].initial == image


def test_a_figure_can_be_taken_away(client, trainer, question, land):
    image = drawing("sample-form", collection=land.collection)
    client.post(edit_url(question), filled(question) | {"figure": image.pk})
    client.post(edit_url(question), filled(question) | {"figure": ""})
    question.refresh_from_db()
    assert question.latest.body["figure"] == ""


@makes_a_small_size
@pytest.mark.parametrize(
    ("fields", "says"),
    [({"slug": None}, "has no permanent name yet"), ({"neutral_text": " "}, "has no neutral text")],
)
def test_a_figure_without_name_or_neutral_text_is_refused_in_words(
    client, trainer, question, land, fields, says
):
    image = drawing("sample-form", collection=land.collection)
    type(image).objects.filter(pk=image.pk).update(**fields)
    response = client.post(edit_url(question), filled(question) | {"figure": image.pk})
    assert response.status_code == 422
    assert says in str(response.context["form"].errors["figure"])


@makes_a_small_size
def test_a_picture_of_another_administration_cannot_be_used(client, trainer, question):
    elsewhere = create_administration(slug="otherland", name="Otherland Customs")
    image = drawing("sample-form", collection=elsewhere.collection)
    response = client.post(edit_url(question), filled(question) | {"figure": image.pk})
    assert response.status_code == 422
    question.refresh_from_db()
    assert question.latest.number == 1


def picked(question, images):
    """The form of a pick a picture question; the first picture is right."""
    options = {
        str(number): {
            "deleted": "",
            "order": str(number),
            "type": "item",
            "id": "",
            "value": {"image": image.pk, "feedback": rich_text(f"<p>About {number}.</p>")}
            | ({"right": "on"} if number == 0 else {}),
        }
        for number, image in enumerate(images)
    }
    content = {
        "stem": rich_text("<p>Which is ivory?</p>"),
        "options": {"count": str(len(images)), **options},
        "explanation": rich_text("<p>The first.</p>"),
    }
    return nested_form_data(
        {
            "slug": "pick",
            "content": content,
            "figure": "",
            "objective": question.current.objective_id,
            "difficulty": "basic",
            "verified": "on",
            "reason": "New.",
        }
    )


@makes_a_small_size
def test_pictures_to_pick_are_the_trainers_own(client, trainer, question, land):
    url = f"{reverse('question_banks:new', args=[question.bank.slug])}?kind=pick_picture"
    own = [drawing(slug, collection=land.collection) for slug in ("worked-bone", "ivory-elephant")]
    elsewhere = create_administration(slug="otherland", name="Otherland Customs")
    foreign = drawing("ivory-mammoth", collection=elsewhere.collection)
    refused = client.post(url, picked(question, [own[0], foreign]))
    assert refused.status_code == 422
    assert "not among those that you may choose" in str(refused.context["form"].non_field_errors())
    assert client.post(url, picked(question, own)).status_code == 302
    body = Question.objects.get(slug="pick").latest.body
    assert [option["image"] for option in body["options"]] == ["worked-bone", "ivory-elephant"]


@makes_a_small_size
def test_a_picture_to_pick_needs_its_neutral_text(client, trainer, question, land):
    url = f"{reverse('question_banks:new', args=[question.bank.slug])}?kind=pick_picture"
    images = [
        drawing("worked-bone", collection=land.collection),
        drawing("ivory-elephant", collection=land.collection, neutral_text=""),
    ]
    response = client.post(url, picked(question, images))
    assert response.status_code == 422
    assert not Question.objects.filter(slug="pick").exists()


def test_a_hotspot_needs_its_figure_and_brings_the_preview(client, trainer, question):
    url = f"{reverse('question_banks:new', args=[question.bank.slug])}?slug=spot&kind=hotspot"
    html = client.get(url).content.decode()
    assert "quizzes/regions-preview.js" in html
    assert "quizzes/regions-preview.css" in html
    assert 'id="id_figure-chooser"' in html


def test_the_form_offers_nothing_of_other_administrations(client, trainer, land, question):
    other = create_administration(slug="elsewhere", name="Elsewhere Customs")
    own = ObjectiveFactory(text="Ours", administration=land)
    ObjectiveFactory(text="Theirs", administration=other)
    Source.objects.create(pack="theirs", code="S-1", title="Their law", administration=other)
    Source.objects.create(pack="ours", code="S-1", title="Our law", administration=land)
    page = client.get(edit_url(question)).content.decode()
    assert own.text in page
    assert "Our law" in page
    assert "Theirs" not in page
    assert "Their law" not in page


@pytest.mark.parametrize("kind", EDITORS)
def test_a_new_question_opens_without_a_list_that_is_too_short(kind):
    for name, block in EDITORS[kind].child_blocks.items():
        if isinstance(block, ListBlock):
            assert len(block.get_default()) >= (block.meta.min_num or 0), name
