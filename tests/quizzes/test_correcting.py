"""The trainer's pages and the command that correct past results."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Role
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from quizzes.models import Attempt, Bank, Correction, Grade
from quizzes.services.regrading import apply_correction
from tests.factories import NOON, MembershipFactory, UserFactory, quiz_with
from tests.quizzes.papers_for_tests import KEY_B, everything, handed_in, rewritten, without


@pytest.fixture
def administration(land):
    return land


@pytest.fixture
def quiz(land):
    return quiz_with(4, pass_mark=75, bank=Bank.objects.get(administration=land))


@pytest.fixture
def attempts(quiz, officer, land, other_administration):
    """One of the own land that the corrected key lifts over the pass mark, one of another that it fails."""
    elsewhere = MembershipFactory(administration=other_administration, user__name="Officer Elsewhere").user
    return [
        handed_in(officer, quiz, ["b", "a", "a", "b"]),
        handed_in(elsewhere, quiz, ["a", "a", "a", "b"]),
    ]


@pytest.fixture
def version(attempts):
    return attempts[0].items.first().version


@pytest.fixture
def later(version):
    return rewritten(version, KEY_B)


def page_of(version):
    return reverse("question_banks:correct", args=[version.question.bank.slug, version.question_id])


def chosen(version, later):
    return f"{page_of(version)}?version={version.pk}&way=version&graded_by={later.pk}"


def test_the_question_leads_to_its_correction(client, trainer, version):
    edit = reverse("question_banks:edit", args=[version.question.bank.slug, version.question_id])
    assert page_of(version) in client.get(edit).content.decode()
    assert client.get(page_of(version)).status_code == 200


def test_the_preview_names_own_officers_counts_the_others_and_writes_nothing(
    client, trainer, version, later, officer
):
    client.get(page_of(version))
    before = everything()
    page = client.get(chosen(version, later))
    assert everything() == before
    text = page.content.decode()
    assert officer.name in text
    assert "Officer Elsewhere" not in text
    totals = page.context["listed"].found.totals
    assert (totals.changed, totals.newly_passed, totals.newly_failed) == (2, 1, 1)
    assert page.context["listed"].found.elsewhere == 1


def test_it_is_applied_with_a_reason_and_undone_with_one(client, trainer, version, later, attempts):
    refused = client.post(chosen(version, later), {"reason": ""})
    assert refused.status_code == 422
    assert not Correction.objects.exists()
    assert client.post(chosen(version, later), {"reason": "The key was wrong."}).status_code == 302
    correction = Correction.objects.get()
    assert (correction.made_by, correction.reason) == (trainer, "The key was wrong.")
    assert [attempt.grade.passed for attempt in Attempt.objects.order_by("pk")] == [True, False]
    undo = reverse(
        "question_banks:undo_correction",
        args=[version.question.bank.slug, version.question_id, correction.pk],
    )
    assert undo in client.get(page_of(version)).content.decode()
    assert client.get(undo).context["listed"].found.totals.changed == 2
    assert client.post(undo, {"reason": ""}).status_code == 422
    assert client.post(undo, {"reason": "It was right."}).status_code == 302
    assert [attempt.grade.passed for attempt in Attempt.objects.order_by("pk")] == [False, True]
    assert client.get(undo).status_code == 302
    assert "It was right." in client.get(page_of(version)).content.decode()


def test_what_does_not_fit_and_what_is_not_said_is_refused_on_the_page(client, trainer, version):
    gone = rewritten(version, without(KEY_B, "c"))
    page = client.get(chosen(version, gone))
    assert page.status_code == 422
    assert "no longer holds" in page.content.decode()
    assert client.get(chosen(version, version)).status_code == 422
    assert client.get(f"{page_of(version)}?version={version.pk}&way=version").status_code == 422


def test_strangers_find_neither_page(client, land, version, later, other_administration):
    correction = apply_correction(
        version=version, way="full", by=None, reason="Two were right.", now=NOON
    ).correction
    stranger = UserFactory()
    foreign = create_administration(slug="farland", name="Farland Customs")
    add_member(user=stranger, administration=foreign, role=Role.TRAINER, since=NOON.date())
    client.force_login(stranger)
    args = [version.question.bank.slug, version.question_id]
    undo = reverse("question_banks:undo_correction", args=[*args, correction.pk])
    grades = Grade.objects.count()
    for url in (page_of(version), chosen(version, later), undo):
        assert client.get(url).status_code == 404
        assert client.post(url, {"reason": "Mine."}).status_code == 404
    assert Grade.objects.count() == grades


def test_queries_of_the_preview_do_not_grow_with_officers(
    client, trainer, version, quiz, land, django_assert_max_num_queries
):
    url = f"{page_of(version)}?version={version.pk}&way=full"
    client.get(url)
    with django_assert_max_num_queries(60) as few:
        client.get(url)
    for _number in range(5):
        handed_in(MembershipFactory(administration=land).user, quiz, ["b", "a", "a", "b"])
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(url).context["listed"].found.rows) == 6


def test_the_officer_reads_that_and_why_the_result_changed(client, officer, version, later, attempts):
    client.force_login(officer)
    url = reverse("quizzes:result", args=[attempts[0].pk])
    assert "graded again" not in client.get(url).content.decode()
    apply_correction(
        version=version, way="version", graded_by=later, by=None, reason="The key was wrong.", now=NOON
    )
    text = client.get(url).content.decode()
    assert "This result was graded again" in text
    assert "50 per cent became 75 per cent" in text
    assert "It passes now." in text
    assert "The key was wrong." in text
    assert "The corrected one decides." in text


def test_a_question_that_is_left_out_has_no_marks_and_no_verdict_in_the_review(
    client, officer, version, attempts
):
    apply_correction(version=version, way="left-out", by=None, reason="It misled.", now=NOON)
    client.force_login(officer)
    page = client.get(reverse("quizzes:result", args=[attempts[0].pk]))
    first = page.context["review"][0]
    assert "verdict" not in first
    assert "mark" not in first
    (line,) = page.context["lines"]
    assert (line.earned, line.possible) == (2, 3)


# --- the command ------------------------------------------------------------------------------------


def run(capsys, version, *options):
    name = f"{version.question.bank.slug}/{version.question.slug}"
    call_command("regrade", "--question", name, "--version", "1", *options)
    return capsys.readouterr().out


def test_the_command_lists_and_writes_nothing_unless_told(capsys, version, later, officer):
    before = everything()
    said = run(capsys, version, "--by-version", "2")
    assert everything() == before
    assert f"{officer.name} (sampland)" in said
    assert "2 of 4 → 3 of 4  newly passed" in said
    assert "2 attempts hold it, 2 change: 1 newly passed, 1 newly failed, 0 certificates in doubt." in said
    assert "Nothing is written." in said


def test_the_command_applies_and_undoes_with_a_reason(capsys, version, later):
    said = run(capsys, version, "--by-version", "2", "--apply", "--reason", "The key was wrong.")
    correction = Correction.objects.get()
    assert f"Correction {correction.pk} is in force." in said
    call_command("regrade", "--undo", str(correction.pk))
    assert "Nothing is written." in capsys.readouterr().out
    call_command("regrade", "--undo", str(correction.pk), "--apply", "--reason", "It was right.")
    assert f"Correction {correction.pk} is taken back." in capsys.readouterr().out
    with pytest.raises(CommandError, match="taken back already"):
        call_command("regrade", "--undo", str(correction.pk))


def test_the_command_prints_one_json_object(capsys, version, attempts):
    told = json.loads(run(capsys, version, "--void", "left-out", "--json"))
    assert [row["attempt"] for row in told["changes"]] == [attempt.pk for attempt in attempts]
    assert told["changes"][0]["after"] == {"earned": "2", "possible": "3", "passed": False}
    assert told["totals"]["newly_failed"] == 1
    assert (told["applied"], told["correction"]) == (False, None)
    done = json.loads(run(capsys, version, "--void", "full", "--json", "--apply", "--reason", "Two right."))
    assert (done["applied"], done["correction"]) == (True, Correction.objects.get().pk)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--by-version", "2", "--apply"], "--reason"),
        ([], "Say what becomes of it"),
        (["--by-version", "7"], "no version 7"),
        (["--by-version", "1"], "by itself"),
        (["--version", "5", "--void", "full"], "has no version 5"),
    ],
)
def test_the_command_says_what_is_missing(capsys, version, later, options, said):
    with pytest.raises(CommandError, match=said):
        run(capsys, version, *options)


def test_the_command_names_what_does_not_fit(capsys, version):
    rewritten(version, without(KEY_B, "c"))
    with pytest.raises(CommandError, match="no longer holds “c”"):
        run(capsys, version, "--by-version", "2")
