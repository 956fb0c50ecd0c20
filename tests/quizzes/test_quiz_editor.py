"""Trainers write quizzes in the Wagtail admin: settings, blueprint, and the page that opens a quiz."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from courses.models import AdministrationPage, QuizPage, Unit
from courses.services.progress import start_module
from courses.services.site import international_collection, international_trainers
from quizzes.gates import entry
from quizzes.models import Bank, BlueprintRow, Quiz, Rivalry
from quizzes.services.questions import create_question, retire_question
from tests.courses.factories import module_page
from tests.factories import (
    NOON,
    BankFactory,
    ModuleFactory,
    ObjectiveFactory,
    QuestionVersionFactory,
    UserFactory,
    single_choice_body,
)


@pytest.fixture
def bank(land):
    """Sampland's own bank, with three questions on one objective and one on another."""
    bank = Bank.objects.get(administration=land)
    fill(bank)
    return bank


@pytest.fixture
def module(land):
    """The page of a national module."""
    timber = ModuleFactory(administration=land, convention=None, title="Timber")
    return module_page(AdministrationPage.objects.get(administration=land), module=timber)


def fill(bank):
    timber, papers = ObjectiveFactory(code="LO1"), ObjectiveFactory(code="LO2")
    for name, objective, difficulty in [
        ("one", timber, "basic"),
        ("two", timber, "basic"),
        ("three", timber, "applied"),
        ("four", papers, "basic"),
    ]:
        QuestionVersionFactory(
            question__bank=bank, question__slug=name, objective=objective, difficulty=difficulty
        )


def objective(bank, code):
    return bank.questions.filter(current__objective__code=code).first().current.objective


def rows_of(bank, *cells):
    """The part of the form that holds the blueprint: (code, difficulty, number) for each row."""
    data = {"blueprint-TOTAL_FORMS": str(len(cells)), "blueprint-INITIAL_FORMS": "0"}
    for place, (code, difficulty, number) in enumerate(cells):
        data |= {
            f"blueprint-{place}-objective": str(objective(bank, code).pk) if code else "",
            f"blueprint-{place}-difficulty": difficulty,
            f"blueprint-{place}-number": str(number),
        }
    return data


def settings(**changed):
    return {
        "title": "Timber examination",
        "minutes": "30",
        "opens_at": "",
        "closes_at": "",
        "pass_mark": "80",
        "attempts_allowed": "",
        "pause_minutes": "0",
        "counts": "best",
        "behaviour": "deferred",
        "tries": "3",
        "penalty": "1/3",
        "preset": "",
        "shows_answer": "at_once",
        "shows_verdict": "at_once",
        "shows_marks": "at_once",
        "shows_feedback": "at_once",
        "shows_solution": "at_once",
        "fixed": "",
    } | changed


def make(client, bank, place=None, **changed):
    data = {
        "title": "Timber examination",
        "slug": "timber-final",
        "bank": str(bank.pk),
        "minutes": "30",
        "pass_mark": "80",
        "place": str(place.pk) if place else "",
    }
    return client.post(reverse("quiz_editor:new"), data | changed)


@pytest.fixture
def quiz(client, trainer, bank, module):
    """A quiz that the trainer has made in the module, with nothing in its blueprint."""
    assert make(client, bank, module).status_code == 302
    return Quiz.objects.get(slug="timber-final")


def save(client, quiz, *cells, **changed):
    return client.post(
        reverse("quiz_editor:edit", args=[quiz.pk]), rows_of(quiz.bank, *cells) | settings(**changed)
    )


def publish(client, page):
    data = {"title": page.title, "slug": page.slug, "introduction": "null", "action-publish": "1"}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(
        address, data | {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}, follow=True
    )


def door(quiz):
    return QuizPage.objects.get(unit__quiz=quiz)


# --- making one -----------------------------------------------------------------------------------


def test_a_new_quiz_gets_a_unit_and_a_draft_below_the_chosen_module(quiz, module, land):
    assert (quiz.administration, quiz.unit.module, quiz.unit.kind) == (land, module.module, Unit.Kind.QUIZ)
    draft = door(quiz)
    assert not draft.live
    assert draft.get_parent().pk == module.pk
    assert draft.latest_revision is not None


def test_an_international_trainer_makes_an_international_quiz(client, db):
    person = UserFactory()
    person.groups.add(international_trainers())
    client.force_login(person)
    bank = BankFactory(collection=international_collection())
    assert make(client, bank, module_page()).status_code == 302
    assert Quiz.objects.get().administration is None


def test_nobody_makes_a_quiz_from_a_foreign_bank_or_in_a_foreign_module(client, trainer, bank, module):
    foreign = Bank.objects.get(administration=create_administration(slug="other", name="Other Customs"))
    assert make(client, foreign, module).status_code == 422
    assert make(client, bank, module_page()).status_code == 422
    assert not Quiz.objects.exists()


def test_a_module_of_others_than_the_banks_is_told_at_the_field(client, bank, module, db):
    owner = UserFactory(is_superuser=True)
    client.force_login(owner)
    response = make(client, BankFactory(collection=international_collection()), module)
    assert list(response.context["form"].errors) == ["place"]


def test_a_quiz_without_a_module_is_put_into_one_later_and_only_once(client, trainer, bank, module):
    make(client, bank)
    quiz = Quiz.objects.get()
    assert not Unit.objects.exists()
    address = reverse("quiz_editor:place", args=[quiz.pk])
    client.post(address, {"place": str(module.pk)})
    client.post(address, {"place": str(module.pk)})
    assert QuizPage.objects.filter(unit__quiz=quiz).count() == 1
    placed = ModelLogEntry.objects.filter(action="quizzes.place")
    assert [entry.data for entry in placed] == [{"place": "Timber"}]


def test_a_draft_hinders_no_officer_and_lets_none_in(quiz, module, land):
    officer = UserFactory()
    add_member(user=officer, administration=land, role="trainee", since=NOON.date())
    start_module(officer=officer, module=module.module, administration=land, now=NOON)
    assert entry(quiz, officer).refusal == "This quiz is not open yet."
    assert not module.module.units.due().exists()
    QuizPage.objects.update(live=True)
    assert entry(quiz, officer).refusal == ""
    assert module.module.units.due().get() == quiz.unit


# --- writing it -----------------------------------------------------------------------------------


def test_settings_blueprint_and_fixed_questions_are_saved_together(client, quiz):
    response = save(
        client,
        quiz,
        ("LO1", "basic", 1),
        ("", "", ""),
        ("LO2", "", 1),
        fixed="three\n",
        behaviour="tries",
        penalty="1/4",
        closes_at="2026-05-01 12:00",
        shows_solution="closed",
    )
    assert response.status_code == 302
    quiz.refresh_from_db()
    assert (quiz.behaviour, quiz.penalty, quiz.shows_solution) == ("tries", Fraction(1, 4), "closed")
    rows = quiz.blueprint.values_list("objective__code", "difficulty", "number")
    assert list(rows) == [("LO1", "basic", 1), ("LO2", "", 1)]
    assert [item.question.slug for item in quiz.fixed_items.all()] == ["three"]


def test_a_preset_fills_the_whole_table(client, quiz):
    save(client, quiz, ("LO1", "", 1), preset="never", shows_marks="at_once")
    quiz.refresh_from_db()
    assert set(quiz.review.values()) == {"never"}


def test_each_row_says_what_the_bank_holds_and_lacks(client, quiz):
    save(client, quiz, ("LO1", "basic", 3), ("LO2", "", 1))
    response = client.get(reverse("quiz_editor:edit", args=[quiz.pk]))
    rows = [(form.held, form.lacking) for form in response.context["blueprint"]]
    assert rows == [(2, 1), (1, 0), (None, 0), (None, 0), (None, 0)]
    assert response.context["faults"] == ["LO1 (Basic) lacks 1 of 3 questions."]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"penalty": "a third"}, "penalty"),
        ({"penalty": "1/0"}, "penalty"),
        ({"penalty": "2"}, "penalty"),
        ({"opens_at": "2026-05-02 12:00", "closes_at": "2026-05-01 12:00"}, "closes_at"),
        ({"shows_answer": "during"}, "shows_answer"),
        ({"preset": "practice"}, "shows_marks"),
        ({"shows_marks": "closed"}, "closes_at"),
        ({"fixed": "five"}, "fixed"),
        ({"minutes": "0"}, "minutes"),
        ({"pass_mark": "101"}, "pass_mark"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved(client, quiz, changed, field):
    response = save(client, quiz, ("LO1", "", 1), **changed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not quiz.blueprint.exists()


def test_a_cell_stands_in_one_row_only(client, quiz):
    response = save(client, quiz, ("LO1", "basic", 1), ("LO1", "", 1), ("LO1", "basic", 1))
    assert [bool(form.errors) for form in response.context["blueprint"]] == [False, False, True]
    assert not quiz.blueprint.exists()


def test_a_ticked_row_is_removed(client, quiz):
    save(client, quiz, ("LO1", "", 1), ("LO2", "", 1))
    data = rows_of(quiz.bank, ("LO1", "", 1), ("LO2", "", 1)) | {
        "blueprint-INITIAL_FORMS": "2",
        "blueprint-0-DELETE": "on",
    }
    client.post(reverse("quiz_editor:edit", args=[quiz.pk]), data | settings())
    assert [row.objective.code for row in quiz.blueprint.all()] == ["LO2"]


def test_the_history_says_who_changed_what(client, trainer, quiz):
    save(client, quiz, ("LO1", "", 2), minutes="45")
    edited = ModelLogEntry.objects.get(action="quizzes.edit")
    assert edited.user == trainer
    assert ["minutes", "30", "45"] in edited.data["changes"]
    assert ["blueprint", "", "LO1 × 2"] in edited.data["changes"]
    assert len(edited.data["changes"]) == 2
    shown = client.get(reverse("quiz_editor:history", args=[quiz.pk])).content.decode()
    assert "Minutes: 30 → 45" in shown


def test_saving_without_a_change_writes_no_history(client, quiz):
    save(client, quiz, ("LO1", "", 2))
    save(client, quiz, ("LO1", "", 2))
    assert ModelLogEntry.objects.filter(action="quizzes.edit").count() == 1


def test_a_stranger_finds_no_quiz(client, quiz):
    person = UserFactory()
    add_member(
        user=person,
        administration=create_administration(slug="other", name="Other Customs"),
        role="trainer",
        since=NOON.date(),
    )
    client.force_login(person)
    assert quiz.title not in client.get(reverse("quiz_editor:index")).content.decode()
    for name in ("edit", "history", "history_results"):
        assert client.get(reverse(f"quiz_editor:{name}", args=[quiz.pk])).status_code == 404
    for name in ("edit", "place", "retire"):
        assert client.post(reverse(f"quiz_editor:{name}", args=[quiz.pk])).status_code == 404


# --- opening it -----------------------------------------------------------------------------------


def test_a_quiz_that_cannot_be_drawn_is_saved_but_not_published(client, quiz):
    assert save(client, quiz, ("LO1", "basic", 3)).status_code == 302
    response = publish(client, door(quiz))
    assert "LO1 (Basic) lacks 1 of 3 questions." in response.content.decode()
    assert not door(quiz).live
    save(client, quiz, ("LO1", "basic", 2))
    publish(client, door(quiz))
    assert door(quiz).live


def test_an_open_quiz_takes_no_blueprint_that_cannot_be_drawn(client, quiz):
    save(client, quiz, ("LO1", "basic", 2))
    publish(client, door(quiz))
    response = save(client, quiz, ("LO1", "basic", 3), minutes="99")
    assert response.status_code == 422
    assert response.context["refused"] == ("LO1 (Basic) lacks 1 of 3 questions.",)
    quiz.refresh_from_db()
    assert (quiz.blueprint.get().number, quiz.minutes) == (2, 30)


def test_the_page_of_an_open_quiz_is_corrected_though_its_bank_has_shrunk(client, quiz):
    save(client, quiz, ("LO1", "basic", 2))
    publish(client, door(quiz))
    retire_question(question=quiz.bank.questions.get(slug="one"), now=NOON)
    page = door(quiz)
    page.title = "Final"
    publish(client, page)
    assert (door(quiz).live, door(quiz).title) == (True, "Final")


def test_a_schedule_waits_until_every_paper_can_be_drawn(client, quiz, caplog):
    save(client, quiz, ("LO1", "basic", 3))
    revision = door(quiz).save_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
    revision.save()
    call_command("publish_scheduled")
    assert not door(quiz).live
    assert "LO1 (Basic) lacks 1 of 3 questions." in caplog.text
    refused = PageLogEntry.objects.get(action="courses.quiz_not_published")
    assert refused.data == {"faults": ["LO1 (Basic) lacks 1 of 3 questions."]}
    save(client, quiz, ("LO1", "basic", 2))
    call_command("publish_scheduled")
    assert door(quiz).live


def test_many_pages_are_published_together_or_not_at_all(client, quiz, module):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    Page.objects.filter(pk=module.pk).update(live=False)
    response = client.post(
        f"{address}?id={module.pk}&next=/admin/", {"include_descendants": "on"}, follow=True
    )
    assert "This quiz has no blueprint yet" in response.content.decode()
    assert not Page.objects.filter(pk__in=[module.pk, door(quiz).pk], live=True).exists()


def test_no_other_way_makes_the_page_live_either(client, quiz):
    draft = door(quiz)
    address = reverse("wagtailadmin_api:pages:action", args=[draft.pk, "publish"])
    client.raise_request_exception = False
    assert client.post(address).status_code >= 400
    assert not door(quiz).live


def test_retiring_closes_a_quiz_and_deletes_nothing(client, quiz, land):
    save(client, quiz, ("LO1", "basic", 2))
    publish(client, door(quiz))
    address = reverse("quiz_editor:retire", args=[quiz.pk])
    client.post(address)
    assert Unit.objects.get(quiz=quiz).retired_at is not None
    assert QuizPage.objects.filter(unit__quiz=quiz).exists()
    client.post(address)
    assert Unit.objects.get(quiz=quiz).retired_at is None
    actions = ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions)[-2:] == ["quizzes.retire", "quizzes.restore"]


# --- questions that exclude each other --------------------------------------------------------------


def test_sets_are_written_and_dissolved_on_the_bank(client, trainer, bank):
    new = reverse("question_banks:new_set", args=[bank.slug])
    assert client.post(new, {"name": "Permits", "questions": "one\ntwo"}).status_code == 302
    rivalry = Rivalry.objects.get()
    assert [question.slug for question in rivalry.questions.all()] == ["one", "two"]
    change = reverse("question_banks:set", args=[bank.slug, rivalry.pk])
    assert client.get(change).context["form"].initial == {"name": "Permits", "questions": "one\ntwo"}
    client.post(change, {"name": "Papers", "questions": "two\nthree"})
    rivalry.refresh_from_db()
    assert rivalry.name == "Papers"
    assert sorted(rivalry.questions.values_list("slug", flat=True)) == ["three", "two"]
    client.post(reverse("question_banks:dissolve_set", args=[bank.slug, rivalry.pk]))
    assert not Rivalry.objects.exists()
    assert bank.questions.count() == 4


@pytest.mark.parametrize(
    ("name", "questions", "field"),
    [
        ("Permits", "three\nfour", "name"),
        ("Papers", "three", "questions"),
        ("Papers", "one\nthree", "questions"),
        ("Papers", "three\nfive", "questions"),
    ],
)
def test_a_faulty_set_is_told_at_its_field(client, trainer, bank, name, questions, field):
    new = reverse("question_banks:new_set", args=[bank.slug])
    client.post(new, {"name": "Permits", "questions": "one\ntwo"})
    response = client.post(new, {"name": name, "questions": questions})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


# --- many ---------------------------------------------------------------------------------------


def test_the_list_and_the_form_cost_the_same_for_many(client, quiz, bank):
    save(client, quiz, ("LO1", "basic", 1))
    Rivalry.objects.create(bank=bank, name="Permits").questions.add(bank.questions.get(slug="one"))
    costs = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("quiz_editor:index"))
            client.get(reverse("quiz_editor:edit", args=[quiz.pk]))
            client.get(reverse("question_banks:sets", args=[bank.slug]))
        costs.append(len(queries))
        for number in range(5):
            more = create_question(
                bank=bank,
                slug=f"more-{turn}-{number}",
                kind="single_choice",
                body=single_choice_body(),
                objective=ObjectiveFactory(),
                difficulty="basic",
                now=NOON,
            )
            more.rivalry = Rivalry.objects.create(bank=bank, name=f"{turn}-{number}")
            more.save()
            BlueprintRow.objects.create(quiz=quiz, objective=more.current.objective, number=1, order=number)
            make(client, bank, slug=f"other-{turn}-{number}")
    assert costs[0] == costs[1]
