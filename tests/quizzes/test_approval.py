"""A version that a trainer writes is asked after a second person has approved it, and not before."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowContentType, WorkflowState, WorkflowTask

from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from quizzes.correcting import CorrectionForm
from quizzes.grading import kinds
from quizzes.models import Bank, Proposal, Question, SecondPerson
from quizzes.permissions import proposals_to_review
from quizzes.proposals import changes
from quizzes.services.approval import NotAsShown, decide, put_forward_again, take_back
from quizzes.services.drawing import Stock
from quizzes.services.questions import create_question, write_version
from tests.factories import (
    NOON,
    ObjectiveFactory,
    QuestionVersionFactory,
    QuizFactory,
    UserFactory,
    single_choice_body,
)
from tests.quizzes.bodies import BODIES
from tests.quizzes.drawings import all_drawings


def trainer_of(administration):
    person = UserFactory()
    add_member(user=person, administration=administration, role="trainer", since=NOON.date())
    return person


@pytest.fixture
def bank(land):
    return Bank.objects.get(administration=land)


@pytest.fixture
def author(land):
    return trainer_of(land)


@pytest.fixture
def reader(land):
    """A second trainer of the same administration."""
    return trainer_of(land)


@pytest.fixture
def question(bank):
    """A question in force."""
    return QuestionVersionFactory(question__bank=bank, question__slug="first-permit").question


def edited(question, author, stem="<p>Which permit must exist first?</p>"):
    """The next version of a question by this author, which waits."""
    return write_version(
        question=question,
        body=single_choice_body() | {"stem": stem},
        objective=question.latest.objective,
        difficulty="basic",
        author=author,
        reason="Clearer.",
        now=NOON,
        waits=True,
    )


def written(bank, author, slug="new-one"):
    """A new question by this author, which waits."""
    return create_question(
        bank=bank,
        slug=slug,
        kind="single_choice",
        body=single_choice_body(),
        objective=ObjectiveFactory(),
        difficulty="basic",
        author=author,
        reason="First version",
        now=NOON,
        waits=True,
    )


def read_again(question):
    return Question.objects.select_related("current", "proposal__version").get(pk=question.pk)


def drawable(bank):
    """The ids of the versions that papers of this bank are drawn from."""
    return set(Stock(QuizFactory(bank=bank)).version_of.values())


# --- rules ------------------------------------------------------------------------------------------


def test_papers_are_drawn_with_the_version_in_force_until_the_next_is_approved(question, author, reader):
    before = question.current_id
    version = edited(question, author)
    assert drawable(question.bank) == {before}
    decide(proposal=question.proposal, version=version.pk, user=reader, approved=True)
    assert drawable(question.bank) == {version.pk}
    assert read_again(question).waiting is None


def test_a_new_question_is_not_drawn_before_it_is_approved(bank, author, reader):
    question = written(bank, author)
    assert read_again(question).current is None
    assert drawable(bank) == set()
    decide(proposal=question.proposal, version=question.waiting.pk, user=reader, approved=True)
    assert drawable(bank) == {read_again(question).current_id}


def test_nobody_approves_a_version_of_their_own(question, author):
    version = edited(question, author)
    assert not proposals_to_review(author).exists()
    for approved in (True, False):
        with pytest.raises(PermissionDenied):
            decide(
                proposal=question.proposal, version=version.pk, user=author, approved=approved, comment="x"
            )
    assert read_again(question).current != version


def test_an_owner_does_not_approve_their_own_either(question):
    owner = UserFactory(is_superuser=True)
    version = edited(question, owner)
    with pytest.raises(PermissionDenied):
        decide(proposal=question.proposal, version=version.pk, user=owner, approved=True)


def test_a_trainer_of_another_administration_decides_nothing(question, author):
    stranger = trainer_of(create_administration(slug="otherland", name="Otherland Customs"))
    version = edited(question, author)
    assert not proposals_to_review(stranger).exists()
    with pytest.raises(PermissionDenied):
        decide(proposal=question.proposal, version=version.pk, user=stranger, approved=True)


def test_what_was_changed_after_it_was_read_is_not_approved(question, author, reader):
    seen = edited(question, author)
    edited(question, author, stem="<p>Something else?</p>")
    with pytest.raises(NotAsShown):
        decide(proposal=question.proposal, version=seen.pk, user=reader, approved=True)
    assert read_again(question).current.number == 1


def test_a_second_approval_changes_nothing(question, author, reader):
    version = edited(question, author)
    decide(proposal=question.proposal, version=version.pk, user=reader, approved=True)
    with pytest.raises(NotAsShown):
        decide(proposal=question.proposal, version=version.pk, user=reader, approved=True)
    assert WorkflowState.objects.filter(status="approved").count() == 1


def test_each_version_goes_through_a_workflow_of_its_own(question, author, reader):
    edited(question, author)
    second = edited(question, author, stem="<p>Something else?</p>")
    assert sorted(WorkflowState.objects.values_list("status", flat=True)) == ["cancelled", "in_progress"]
    assert proposals_to_review(reader).get().version == second


def test_a_version_sent_back_waits_for_its_author_and_can_be_put_forward_again(question, author, reader):
    version = edited(question, author)
    decide(
        proposal=question.proposal,
        version=version.pk,
        user=reader,
        approved=False,
        comment="Name the article.",
    )
    assert not proposals_to_review(reader).exists()
    assert read_again(question).waiting == version
    assert TaskState.objects.get().comment == "Name the article."
    with pytest.raises(PermissionDenied):
        put_forward_again(proposal=question.proposal, version=version.pk, user=reader)
    put_forward_again(proposal=question.proposal, version=version.pk, user=author)
    assert proposals_to_review(reader).get().version == version


def test_taking_back_keeps_the_version_in_force_and_numbers_go_on(question, author, reader):
    version = edited(question, author)
    take_back(proposal=question.proposal, version=version.pk, user=author)
    question = read_again(question)
    assert question.latest == question.current != version
    assert not proposals_to_review(reader).exists()
    assert edited(question, author, stem="<p>A third?</p>").number == 3


def test_a_question_without_a_version_in_force_cannot_be_taken_back(bank, author):
    question = written(bank, author)
    with pytest.raises(NotAsShown, match="retire it"):
        take_back(proposal=question.proposal, version=question.waiting.pk, user=author)


def test_content_equal_to_what_waits_writes_nothing(question, author):
    first = edited(question, author)
    assert edited(read_again(question), author) == first
    assert question.versions.count() == 2


def test_what_is_in_force_at_once_ends_the_wait_of_another(question, author, reader):
    edited(question, author)
    version = write_version(
        question=question,
        body=single_choice_body() | {"stem": "<p>From the pack?</p>"},
        objective=question.current.objective,
        difficulty="basic",
        now=NOON,
    )
    assert version.number == 3
    assert read_again(question).latest == version
    assert not proposals_to_review(reader).exists()


# --- the workflow -----------------------------------------------------------------------------------


def test_the_workflow_is_made_once_with_the_step_of_a_second_person(question, author):
    edited(question, author)
    edited(question, author, stem="<p>Something else?</p>")
    workflow = WorkflowState.objects.values_list("workflow", flat=True).distinct().get()
    assert [task.specific_class for task in Workflow.objects.get(pk=workflow).tasks] == [SecondPerson]
    assert SecondPerson.objects.count() == 1


def test_a_workflow_without_a_second_person_is_not_used(question, author):
    moderators = Workflow.objects.exclude(workflow_tasks__task__in=SecondPerson.objects.all()).first()
    WorkflowContentType.objects.create(
        workflow=moderators, content_type=ContentType.objects.get_for_model(Proposal)
    )
    edited(question, author)
    assert question.proposal.current_workflow_state.workflow != moderators


def test_an_assigned_workflow_with_further_steps_is_gone_through_whole(question, author, reader):
    workflow = Workflow.objects.create(name="Two steps")
    steps = [SecondPerson.objects.create(name="Read"), SecondPerson.objects.create(name="Read again")]
    for order, step in enumerate(steps):
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=order)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(Proposal)
    )
    version = edited(question, author)
    decide(proposal=question.proposal, version=version.pk, user=reader, approved=True)
    assert read_again(question).current != version
    decide(proposal=question.proposal, version=version.pk, user=reader, approved=True)
    assert read_again(question).current == version


def test_a_state_of_ones_own_is_not_decided_through_the_address_of_another(question, bank, author, reader):
    """Wagtail asks for the object in the address; the state in it may belong to another."""
    edited(question, author)
    own = written(bank, reader)
    client = Client()
    client.force_login(reader)
    state = TaskState.objects.for_instance(own.proposal).get()
    address = reverse("question_proposals:workflow_action", args=[question.proposal.pk, "approve", state.pk])
    assert client.post(address, {"comment": ""}).status_code in (302, 403)
    assert read_again(own).current is None


# --- pages ------------------------------------------------------------------------------------------


@pytest.fixture
def page(reader):
    """A client of the second trainer."""
    client = Client()
    client.force_login(reader)
    return client


def address_of(question):
    return reverse("question_proposals:edit", args=[question.proposal.pk])


def test_a_reviewer_reads_what_is_new_and_approves(page, question, author):
    version = edited(question, author)
    listed = page.get(reverse("question_proposals:list")).content.decode()
    assert "first-permit" in listed
    shown = page.get(address_of(question)).content.decode()
    assert "Which permit must exist first?" in shown
    assert "Clearer." in shown
    done = page.post(address_of(question), {"decision": "approve", "version": version.pk, "comment": ""})
    assert done.status_code == 302
    assert read_again(question).current == version
    history = page.get(reverse("question_banks:edit", args=[question.bank.slug, question.pk]))
    assert "in force" in history.content.decode()


def test_sending_back_needs_a_comment(page, question, author):
    version = edited(question, author)
    sent = {"decision": "send_back", "version": version.pk, "comment": " "}
    refused = page.post(address_of(question), sent)
    assert refused.status_code == 422
    assert "Say what is to be changed." in refused.content.decode()
    assert page.post(address_of(question), sent | {"comment": "Name the article."}).status_code == 302
    client = Client()
    client.force_login(author)
    told = client.get(address_of(question)).content.decode()
    assert "Name the article." in told
    assert "Put it forward again" in told


def test_a_stale_page_is_told_and_nothing_is_approved(page, question, author):
    seen = edited(question, author)
    edited(question, author, stem="<p>Something else?</p>")
    done = page.post(
        address_of(question), {"decision": "approve", "version": seen.pk, "comment": ""}, follow=True
    )
    assert "Read it again." in done.content.decode()
    assert read_again(question).current.number == 1


def test_several_are_approved_at_once_and_what_changed_meanwhile_is_left(page, bank, author):
    questions = [written(bank, author, slug=f"new-{number}") for number in range(3)]
    chosen = [f"{one.proposal.pk}-{one.proposal.version_id}" for one in questions]
    edited(questions[2], author)
    done = page.post(reverse("question_proposals:list"), {"chosen": chosen}, follow=True)
    assert "2 questions are in force." in done.content.decode()
    assert "changed or decided on meanwhile" in done.content.decode()
    assert [bool(read_again(one).current) for one in questions] == [True, True, False]


def test_choosing_none_is_told(page, bank, author):
    written(bank, author)
    done = page.post(reverse("question_proposals:list"), {}, follow=True)
    assert "Choose the questions" in done.content.decode()


def test_an_author_finds_what_waits_and_no_button_to_approve(question, author):
    edited(question, author)
    client = Client()
    client.force_login(author)
    assert "first-permit" in client.get(reverse("question_proposals:list")).content.decode()
    shown = client.get(address_of(question)).content.decode()
    assert "somebody else decides" in shown
    assert 'value="approve"' not in shown


def test_wagtails_first_page_lists_what_waits_for_this_person(page, question, author):
    edited(question, author)
    assert address_of(question) in page.get(reverse("wagtailadmin_home")).content.decode()
    client = Client()
    client.force_login(author)
    assert "awaiting-review" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_stranger_finds_no_page(question, author):
    edited(question, author)
    client = Client()
    client.force_login(trainer_of(create_administration(slug="otherland", name="Otherland Customs")))
    assert client.get(address_of(question)).status_code == 404
    assert "first-permit" not in client.get(reverse("question_proposals:list")).content.decode()


@pytest.mark.parametrize("kind", [kind.kind for kind in kinds.all()])
def test_each_kind_is_shown_to_the_reviewer_whole(page, bank, author, kind):
    all_drawings()
    question = create_question(
        bank=bank,
        slug="shown",
        kind=kind,
        body=BODIES[kind],
        objective=ObjectiveFactory(),
        difficulty="basic",
        author=author,
        reason="First version",
        now=NOON,
        waits=True,
    )
    assert page.get(address_of(question)).status_code == 200
    sheet = page.get(reverse("question_banks:version", args=[bank.slug, question.pk, 1]))
    assert sheet.status_code == 200
    assert "EXPLAINED" in sheet.content.decode()


def test_what_is_new_is_shown_line_by_line(question, author):
    version = edited(question, author)
    rows = changes(question.current, version)
    assert [row.sign for row in rows if "Which permit must exist first?" in row.text] == ["+"]
    gone = [row.text for row in rows if row.sign == "-"]
    assert len(gone) == 1
    assert "stem" in gone[0]


def test_the_list_takes_the_same_number_of_queries_for_one_as_for_many(
    page, bank, author, django_assert_max_num_queries
):
    for number in range(12):
        written(bank, author, slug=f"new-{number}")
    with django_assert_max_num_queries(30):
        page.get(reverse("question_proposals:list"))


def test_a_version_that_waits_is_no_key_to_grade_by(question, author):
    version = edited(question, author)
    assert version not in CorrectionForm(question=question).fields["graded_by"].queryset
    assert question.current in CorrectionForm(question=question).fields["graded_by"].queryset
