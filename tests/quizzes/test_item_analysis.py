"""The statistics of a quiz: which attempts count, what trainers see, what the command prints."""

import csv
import io
import json
from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Role
from accounts.services.administrations import create_administration
from accounts.services.members import add_member, end_membership
from courses.services.site import international_collection, international_trainers
from quizzes.grading import kinds
from quizzes.item_analysis import Counted, analysis_of, item_lines, item_report
from quizzes.models import Attempt, Bank
from quizzes.services.attempts import record_grade, start_attempt, submit_attempt
from quizzes.services.questions import write_version
from quizzes.statistics.tables import item_row, quiz_row
from tests.factories import (
    NOON,
    BankFactory,
    MembershipFactory,
    QuestionVersionFactory,
    UserFactory,
    quiz_with,
    single_choice_body,
)
from tests.quizzes.bodies import BODIES
from tests.quizzes.papers_for_tests import answer, attempt_of, mixed_quiz


@pytest.fixture
def otherland(db):
    return create_administration(slug="otherland", name="Otherland Customs")


@pytest.fixture
def trainer(client, land):
    """A trainer of the land who may also write the international questions."""
    person = UserFactory()
    add_member(user=person, administration=land, role=Role.TRAINER, since=NOON.date())
    person.groups.add(international_trainers())
    client.force_login(person)
    return person


@pytest.fixture
def quiz(db):
    """An international quiz of four questions, of which "a" is right."""
    return quiz_with(4, slug="final", bank=BankFactory(collection=international_collection()))


def handed_in(quiz, land, right, *, officer=None, now=NOON, trial=False):
    """An attempt of an officer of the land, with so many right answers and the others wrong."""
    officer = officer or MembershipFactory(administration=land).user
    attempt = start_attempt(quiz=quiz, officer=officer, administration=land, now=now, seed=1, trial=trial)
    items = sorted(
        attempt.items.select_related("version__question"), key=lambda item: item.version.question_id
    )
    for number, item in enumerate(items, 1):
        answer(item, "a" if number <= right else "b", number=number, now=now)
    return submit_attempt(attempt=attempt, now=now)


def mean_of(quiz, counted=Counted.FIRST):
    return analysis_of(Attempt.objects.filter(quiz=quiz).graded(), counted).quiz.mean


# --- Which attempts --------------------------------------------------------------------------------


def test_first_last_best_and_all_attempts_of_each_officer(quiz, land):
    officer = MembershipFactory(administration=land).user
    for hours, right in enumerate([1, 4, 2]):
        handed_in(quiz, land, right, officer=officer, now=NOON + timedelta(hours=hours))
    handed_in(quiz, land, 3)
    assert {counted: mean_of(quiz, counted) for counted in Counted} == {
        Counted.FIRST: 2,
        Counted.LAST: Fraction(5, 2),
        Counted.BEST: Fraction(7, 2),
        Counted.ALL: Fraction(5, 2),
    }
    attempts = Attempt.objects.filter(quiz=quiz).graded()
    assert [analysis_of(attempts, counted).quiz.attempts for counted in Counted] == [2, 2, 2, 4]


def test_trials_and_open_attempts_never_count(quiz, land):
    handed_in(quiz, land, 2)
    handed_in(quiz, land, 4, trial=True)
    attempt_of(MembershipFactory(administration=land).user, quiz)
    analysis = analysis_of(Attempt.objects.filter(quiz=quiz).graded(), Counted.ALL)
    assert (analysis.quiz.attempts, analysis.quiz.mean) == (1, 2)


def test_only_the_grade_in_force_counts_and_a_regrade_is_seen_at_once(quiz, land):
    attempt = handed_in(quiz, land, 2)
    assert mean_of(quiz) == 2
    answer_later = attempt.items.get(version__question__slug=quiz.bank.questions.last().slug)
    attempt.events.create(item=answer_later, client="desk", number=99, answer="a")
    attempt.grade = record_grade(attempt=attempt, number=2, now=NOON, reason="A corrected key.")
    attempt.save()
    assert mean_of(quiz) == 3


def test_a_question_counts_where_it_was_drawn(land):
    quiz = quiz_with(6, drawn=2)
    for _ in range(4):
        handed_in(quiz, land, 1)
    analysis = analysis_of(Attempt.objects.filter(quiz=quiz).graded(), Counted.FIRST)
    assert sum(item.attempts for item in analysis.items.values()) == 8
    assert analysis.quiz.items == 2


def test_figures_from_the_database_are_those_of_the_rules(quiz, land):
    """By hand: rights 1, 2, 4 give the four questions the marks 111, 011, 001, 001; T = 1, 2, 4."""
    for right in (1, 2, 4):
        handed_in(quiz, land, right)
    lines = item_lines(analysis_of(Attempt.objects.filter(quiz=quiz).graded(), Counted.FIRST))
    by_question = sorted(lines, key=lambda line: line.question.pk)
    thirds = [Fraction(1), Fraction(2, 3), Fraction(1, 3), Fraction(1, 3)]
    assert [line.figures.facility for line in by_question] == thirds
    assert {line.figures.guess for line in lines} == {Fraction(1, 3)}
    assert [line.figures.efficiency for line in by_question] == [None, 100, 100, 100]


@pytest.mark.parametrize("number", [2, 12])
def test_queries_do_not_grow_with_attempts(django_assert_num_queries, quiz, land, number):
    for _ in range(number):
        handed_in(quiz, land, 2)
    attempts = Attempt.objects.filter(quiz=quiz).graded()
    question = quiz.bank.questions.select_related("current").first()
    with django_assert_num_queries(4):
        item_lines(analysis_of(attempts, Counted.FIRST))
    with django_assert_num_queries(2):
        item_lines(analysis_of(attempts, Counted.FIRST))
    with django_assert_num_queries(3):
        item_report(question, attempts, Counted.FIRST)


# --- Kinds -----------------------------------------------------------------------------------------


def test_guessing_earns_one_of_the_offered_answers():
    guesses = {
        name: kinds.get(name).guess_score(kinds.get(name).body(BODIES[name]))
        for name in ("single_choice", "true_false", "matching", "multiple_choice")
    }
    choices = len(kinds.get("matching").body(BODIES["matching"]).choices)
    options = len(BODIES["single_choice"]["options"])
    assert guesses == {
        "single_choice": Fraction(1, options),
        "true_false": Fraction(1, 2),
        "matching": Fraction(1, choices),
        "multiple_choice": None,
    }


@pytest.mark.parametrize("name", ["single_choice", "true_false", "matching", "multiple_choice"])
def test_a_response_is_one_of_those_offered(name):
    kind = kinds.get(name)
    body = kind.body(BODIES[name])
    ids = [part["id"] for part in BODIES[name].get("options", BODIES[name].get("prompts", []))]
    given = {
        "single_choice": lambda: ids[0],
        "true_false": lambda: True,
        "matching": lambda: {ids[0]: body.choices[0]},
        "multiple_choice": lambda: ids[:2],
    }[name]()
    found = kind.responses(body, kind.accept(body, given))
    assert len(found) == (2 if name == "multiple_choice" else 1)
    assert set(found) <= set(kind.offered(body))
    assert kind.responses(body, None) == []


def test_answers_are_told_by_thirds_and_figures_by_version(quiz, land):
    question = quiz.bank.questions.select_related("current").first()
    for right in (0, 2, 4):
        handed_in(quiz, land, right)
    write_version(
        question=question,
        body=single_choice_body(stem="Which document comes first?"),
        objective=question.current.objective,
        difficulty="basic",
        source=None,
        where="",
        verified=True,
        author=None,
        reason="Clearer.",
        now=NOON,
    )
    handed_in(quiz, land, 4)
    question.refresh_from_db()
    report = item_report(question, Attempt.objects.filter(quiz=quiz).graded(), Counted.FIRST)
    assert [(line.version.number, line.figures.attempts) for line in report.versions] == [(2, 1), (1, 3)]
    assert (report.figures.attempts, report.figures.facility) == (4, Fraction(3, 4))
    # Totals 0, 2, 4, 4: middle ranks 0.5, 1.5, 3 of 4.
    assert report.responses.thirds == (1, 1, 2)
    assert [(line.text, line.thirds, line.idle) for line in report.responses.lines] == [
        ("Option a", [0, 1, 2], False),
        ("Option b", [1, 0, 0], False),
        ("Option c", [0, 0, 0], True),
    ]


# --- The pages -------------------------------------------------------------------------------------


def page(client, name, *args, **query):
    return client.get(reverse(f"quiz_statistics:{name}", args=args), query)


def test_a_trainer_counts_the_attempts_of_the_own_administration_only(client, trainer, quiz, land, otherland):
    handed_in(quiz, land, 1)
    handed_in(quiz, otherland, 4)
    response = page(client, "quiz", "final")
    assert response.context["figures"].mean == 1
    question = quiz.bank.questions.first()
    assert page(client, "item", "final", question.pk).context["report"].figures.attempts == 1
    assert dict(page(client, "index").context["quizzes"]) == {quiz: 1}
    assert ",1,1," in page(client, "export", "final").getvalue().decode()


def test_an_owner_counts_all(client, quiz, land, otherland):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    handed_in(quiz, land, 1)
    handed_in(quiz, otherland, 4)
    assert page(client, "quiz", "final").context["figures"].attempts == 2


def test_a_quiz_of_another_administration_or_bank_is_not_found(client, trainer, quiz, otherland):
    quiz.administration = otherland
    quiz.save()
    foreign = quiz_with(1, slug="foreign", bank=Bank.objects.get(administration=otherland))
    question = foreign.bank.questions.first()
    for slug in ("final", "foreign"):
        assert page(client, "quiz", slug).status_code == 404
        assert page(client, "export", slug).status_code == 404
        assert page(client, "item", slug, question.pk).status_code == 404
    assert page(client, "index").context["quizzes"] == []


def test_a_question_of_another_bank_is_not_found(client, trainer, quiz):
    assert page(client, "item", "final", QuestionVersionFactory().question_id).status_code == 404


def test_a_former_trainer_and_an_officer_see_nothing(client, trainer, quiz, land):
    end_membership(membership=trainer.memberships.get(), last_day=NOON.date(), by=None, now=NOON)
    trainer.groups.clear()
    assert page(client, "index").status_code in {302, 404}
    client.force_login(MembershipFactory(administration=land).user)
    assert page(client, "quiz", "final").status_code in {302, 404}


def test_before_the_first_attempt_the_page_says_so(client, trainer, quiz):
    response = page(client, "quiz", "final")
    assert "No attempt has been graded yet" in response.content.decode()
    assert "No attempt counted here" in (
        page(client, "item", "final", quiz.bank.questions.first().pk).content.decode()
    )
    assert page(client, "export", "final").status_code == 200


def test_few_attempts_are_said_to_be_too_few(client, trainer, quiz, land):
    handed_in(quiz, land, 1)
    text = page(client, "quiz", "final").content.decode()
    assert "1 attempt: too few to act on. Wait until there are 30." in text
    assert text.count("Too few attempts to act on") == 4


def test_an_item_that_misleads_the_best_is_flagged_with_one_sentence(client, trainer, quiz, land):
    """31 officers: the first question is earned by the 16 who earn nothing else."""
    first = quiz.bank.questions.order_by("pk").first()
    for number in range(31):
        attempt = attempt_of(MembershipFactory(administration=land).user, quiz)
        for place, item in enumerate(attempt.items.select_related("version"), 1):
            weak = number < 16
            right = weak == (item.version.question_id == first.pk)
            answer(item, "a" if right else "b", number=place)
        submit_attempt(attempt=attempt, now=NOON)
    response = page(client, "quiz", "final", order="index")
    assert response.context["lines"][0].question == first
    assert "check first that the key is right" in str(response.context["lines"][0].advice)
    assert "too few to act on" not in response.content.decode()
    told = page(client, "item", "final", first.pk).content.decode()
    assert "The upper third chose this more often than the lower" in told


def test_the_table_is_sorted_by_any_column_with_what_is_not_defined_last(client, trainer, quiz, land):
    for right in (1, 2, 4):
        handed_in(quiz, land, right)
    for order, sign in (("efficiency", 1), ("-efficiency", -1)):
        response = page(client, "quiz", "final", order=order)
        found = [line.figures.efficiency for line in response.context["lines"]]
        assert found[-1] is None
        assert found[:-1] == sorted(found[:-1], key=lambda value: sign * value)
    assert 'aria-sort="descending"' in response.content.decode()
    assert page(client, "quiz", "final", order="nonsense", attempts="nonsense").context["order"] == "question"


def test_the_histogram_has_its_numbers_as_a_table(client, trainer, quiz, land):
    for right in (0, 2, 4, 4):
        handed_in(quiz, land, right)
    response = page(client, "quiz", "final")
    assert [bar.number for bar in response.context["bars"]] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 2]
    assert [bar.height for bar in response.context["bars"]] == [50, 0, 0, 0, 0, 50, 0, 0, 0, 100]
    figure = response.content.decode().split("<figure")[1].split("</figure>")[0]
    assert "style=" not in figure
    assert "<td>90–100</td>" in figure


def test_every_kind_of_question_has_its_page(client, trainer, land):
    quiz = mixed_quiz(bank=BankFactory(collection=international_collection()), slug="mixed")
    attempt = attempt_of(MembershipFactory(administration=land).user, quiz)
    submit_attempt(attempt=attempt, now=NOON)
    for question in quiz.bank.questions.all():
        response = page(client, "item", "mixed", question.pk)
        assert response.status_code == 200
        assert "No answer" in response.content.decode()


@pytest.mark.parametrize("number", [1, 9])
def test_queries_of_a_page_do_not_grow_with_quizzes(django_assert_max_num_queries, client, trainer, number):
    for _ in range(number):
        quiz_with(1, bank=BankFactory(collection=international_collection()))
    page(client, "index")
    with django_assert_max_num_queries(24):
        page(client, "index")


def test_the_export_is_safe_for_spreadsheets(client, trainer, quiz, land):
    version = QuestionVersionFactory(
        question__bank=quiz.bank,
        objective=quiz.blueprint.get().objective,
        body=single_choice_body(stem="=HYPERLINK(1)"),
    )
    quiz.blueprint.update(number=5)
    handed_in(quiz, land, 2)
    text = page(client, "export", "final").getvalue().decode("utf-8-sig")
    rows = {row["item"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows[version.question.slug]["words"] == "'=HYPERLINK(1)"
    assert len(rows) == 5


# --- The command -----------------------------------------------------------------------------------


def run(*args):
    out = io.StringIO()
    call_command("item_analysis", *args, stdout=out)
    return out.getvalue()


def test_the_command_prints_what_the_pages_show(quiz, land):
    for right in (1, 2, 4):
        handed_in(quiz, land, right)
    analysis = analysis_of(Attempt.objects.filter(quiz=quiz).graded(), Counted.FIRST)
    told = json.loads(run("--quiz", "final", "--format", "json"))
    assert told["quiz"] == quiz_row(analysis.quiz)
    assert [row["item"] for row in told["items"]] == [line.name for line in item_lines(analysis)]
    line = item_lines(analysis)[0]
    assert item_row(line.name, line.figures).items() <= told["items"][0].items()


@pytest.fixture
def marks(tmp_path):
    def write(text):
        file = tmp_path / "marks.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(file)

    return write


def test_the_command_reads_marks_from_a_file_in_three_formats(marks):
    """By hand: totals 2, 1, 0; k2 = 1; var = 1/3 each; consistency 2/1 · (1 − 2/3) = 2/3."""
    file = marks("=Q1,Q2\n1,1\n1,0\n0,0\n")
    told = json.loads(run("--marks", file, "--format", "json"))
    assert told["quiz"]["coefficient_of_internal_consistency"] == pytest.approx(200 / 3)
    assert [row["facility"] for row in told["items"]] == pytest.approx([2 / 3, 1 / 3])
    rows = list(csv.DictReader(io.StringIO(run("--marks", file, "--format", "csv"))))
    assert [row["item"] for row in rows] == ["'=Q1", "Q2"]
    assert float(rows[0]["discrimination_index"]) == pytest.approx(50)
    table = run("--marks", file)
    assert "coefficient of internal consistency 66.67" in table
    assert "too_few: Too few attempts to act on: wait until there are 30." in table


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--quiz", "none"], "There is no quiz of the name “none”"),
        (["--marks", "/nowhere/marks.csv"], "/nowhere/marks.csv cannot be read: No such file"),
        ([], "one of the arguments --quiz --marks is required"),
        (["--quiz", "a", "--marks", "b"], "not allowed with argument"),
        (["--marks", "b", "--attempts", "all"], "--attempts goes with --quiz"),
    ],
)
def test_the_command_refuses_in_a_sentence(db, arguments, told):
    with pytest.raises(CommandError, match=told):
        run(*arguments)


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "The file is empty"), ("Q1\n1\nx\n", "Line 3: “x” is no mark of Q1"), (b"Q\xff\n1\n", "UTF-8")],
)
def test_the_command_names_the_line_of_a_bad_file(marks, text, told):
    with pytest.raises(CommandError, match=told):
        run("--marks", marks(text))


def test_a_quiz_without_attempts_has_figures_that_are_not_defined(quiz):
    told = json.loads(run("--quiz", "final", "--format", "json"))
    assert told["items"] == []
    assert told["quiz"]["mean"] is None
    assert "mean" in run("--quiz", "final")
    assert run("--quiz", "final", "--format", "csv") == ""
