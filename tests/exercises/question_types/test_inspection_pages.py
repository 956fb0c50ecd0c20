"""A quiz that asks for inspections, on the officer's pages: nothing is lost, and nothing is told early."""

import gzip
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certification.services.own_data import own_data
from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults
from exercises.consignments.faults.registry import FAULTS
from exercises.consignments.mixing import inspection
from exercises.inspections.fixed import FixedSet
from exercises.inspections.rounds import entries_of
from quizzes.bank_audit import audit_bank
from quizzes.grading import kinds
from quizzes.models import AnswerEvent, BlueprintRow, Correction
from quizzes.services.attempts import submit_attempt
from quizzes.services.exchange import export_questions
from quizzes.services.regrading import apply_correction, misfits
from tests.exercises.question_types.test_inspection import form_of, right_form
from tests.factories import (
    NOON,
    MembershipFactory,
    ObjectiveFactory,
    QuestionVersionFactory,
    QuizFactory,
    UserFactory,
)
from tests.quizzes.bodies import INSPECTION
from tests.quizzes.pages_for_tests import JSON, fields_of, page, result_page, url_of, words_of
from tests.quizzes.papers_for_tests import attempt_of, rewritten

pytestmark = pytest.mark.django_db

KIND = kinds.get("inspection")
LIGHT = 90_000
MIX = {"kinds": [], "clean_percent": 0, "least": 1, "most": 3, "seed": None}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def quiz_of(*bodies, **fields):
    """A quiz that asks these inspections."""
    quiz, objective = QuizFactory(**fields), ObjectiveFactory()
    for body in bodies:
        QuestionVersionFactory(
            question__bank=quiz.bank, question__kind="inspection", objective=objective, body=body
        )
    BlueprintRow.objects.create(quiz=quiz, objective=objective, number=len(bodies))
    return quiz


def made_on(item):
    """The set of an item of a paper."""
    return KIND.body(item.version.body).on(item.order)


def item_of(attempt, position=1):
    return attempt.items.select_related("version__question").get(position=position)


@pytest.fixture
def attempt(officer):
    """A running attempt at one set of which the permit has expired."""
    return attempt_of(officer, quiz_of(INSPECTION, review="handed_in"))


@pytest.fixture
def right(attempt):
    """What the page sends for the right answer."""
    return right_form(made_on(item_of(attempt)))


def send(client, attempt, form, position=1, fields=None, **more):
    """Send a form with the fields of a page, and with every list of reasons, as a browser does."""
    fields = fields_of(page(client, attempt, position)) if fields is None else dict(fields)
    entries = entries_of(made_on(item_of(attempt, position)).given)
    empty = {f"reason:{':'.join(entry)}": "" for entry in entries}
    return client.post(url_of(attempt, position), fields | empty | form, **more)


def answer_of(attempt):
    return AnswerEvent.objects.filter(attempt=attempt).order_by("pk").last().answer


# --- a whole attempt --------------------------------------------------------------------------------


def test_a_set_is_inspected_and_handed_in_without_a_script(client_, attempt, right):
    shown = page(client_, attempt).content.decode()
    for document in made_on(item_of(attempt)).given.documents.values():
        assert shown.count(f">{document.template.title}</h2>") == 1
    assert shown.count('<svg viewBox="0 0 210 297"') >= 4
    response = send(client_, attempt, right)
    assert response.headers["Location"] == reverse("quizzes:check", args=[attempt.pk])
    client_.post(reverse("quizzes:submit", args=[attempt.pk]))
    said = words_of(result_page(client_, attempt))
    assert "1 of 1 mark" in said
    for text in ("You decided: refuse.", "Right: refuse.", "Expired", "Found", "Legal basis", "TOLD-130"):
        assert text in said
    assert "EXPLAINED-INSPECTION" in said


def test_each_flag_is_saved_as_it_is_given_and_is_there_on_another_device(client_, attempt, officer, right):
    fields = fields_of(page(client_, attempt))
    flags = {name: value for name, value in right.items() if name != "decision"}
    for number, form in enumerate((flags, right), int(fields["number"][0])):
        data = fields | form | {"number": str(number)}
        reply = client_.post(url_of(attempt), data, headers=JSON).json()
        assert (reply["state"], reply["highest"]) == ("saved", number)
    assert AnswerEvent.objects.count() == 2
    other = Client()
    other.force_login(officer)
    found = fields_of(page(other, attempt))
    (name,) = flags["flag"]
    assert found["flag"] == [name]
    assert found[f"reason:{name}"] == flags[f"reason:{name}"]
    assert found["decision"] == ["refuse"]


def test_a_stale_tab_loses_and_is_shown_both_answers_in_words(client_, attempt, right):
    stale = fields_of(page(client_, attempt))
    send(client_, attempt, right)
    response = send(client_, attempt, {"decision": "release"}, fields=stale)
    said = words_of(client_.get(response.headers["Location"]).content.decode())
    assert "Two windows, two answers" in said
    assert "Nothing flagged. Decision: release." in said
    assert re.search(r"CITES[^.]* 2: [^.]*Expired Decision: refuse\.", said)


def test_an_answer_to_hundreds_of_entries_travels_through_signing_in(client_, attempt, officer):
    """A page of a browser without a script sends every list of reasons, flagged or not."""
    made = made_on(item_of(attempt))
    flags = {":".join(entry): "cites-expired" for entry in sorted(entries_of(made.given))[:40]}
    fields = fields_of(page(client_, attempt))
    client_.logout()
    response = send(client_, attempt, form_of(made, flags, "detain"), fields=fields)
    target = parse_qs(urlsplit(response.headers["Location"]).query)["next"][0]
    assert "carried=" in target
    client_.force_login(officer)
    client_.get(target)
    assert (answer_of(attempt)["flags"], answer_of(attempt)["decision"]) == (flags, "detain")


def test_an_overdue_attempt_is_handed_in_with_the_flags_it_holds(client_, attempt, right, clock):
    send(client_, attempt, {**right, "decision": ""})
    clock.move_to(attempt.deadline)
    page(client_, attempt)
    attempt.refresh_from_db()
    assert str(attempt.grade.earned) == "3/4"


def test_an_edit_or_a_new_catalogue_changes_no_running_attempt(client_, attempt, right, monkeypatch):
    before = page(client_, attempt).content.decode()
    rewritten(item_of(attempt).version, INSPECTION | MIX | {"template": "ods-licence"})
    monkeypatch.delitem(FAULTS, "cites-expired")
    without = re.compile(r'name="(client|csrfmiddlewaretoken)" value="[^"]*"|<option .*?</option>', re.DOTALL)
    assert without.sub("", page(client_, attempt).content.decode()) == without.sub("", before)


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_inspection_is_not_there(gate, attempt, administration, other_administration, method):
    for home in (administration, other_administration):
        stranger = Client()
        stranger.force_login(MembershipFactory(administration=home).user)
        for name, args in (("item", [attempt.pk, 1]), ("check", [attempt.pk]), ("result", [attempt.pk])):
            if method == "get" or name == "item":
                response = getattr(stranger, method)(reverse(f"quizzes:{name}", args=args))
                assert response.status_code == 404
    assert not AnswerEvent.objects.exists()


# --- nothing is told early --------------------------------------------------------------------------

LISTS = re.compile(r"<option value=\"\">.*?</select>", re.DOTALL)


@pytest.mark.parametrize("template", list(MAKERS))
def test_no_byte_before_the_review_tells_a_fault(client_, officer, template):
    """Every page and reply of a whole attempt at six sets, own data and result included."""
    body = INSPECTION | MIX | {"template": template}
    attempt = attempt_of(officer, quiz_of(*[body] * 6, review="never"))
    seen, lists = [], set()

    def keep(response):
        text = response.content.decode() + repr(response.headers.items())
        lists.update(LISTS.findall(text))
        seen.append(LISTS.sub("", text))
        return response

    secrets = {"INSPECTION", "TOLD-13", "alarms", "sound"}
    for fault in all_faults().values():
        basis = {one.where for one in fault.basis.values()}
        secrets |= {fault.slug, fault.title, fault.shows, fault.matters, *fault.trips, *basis}
    for item in attempt.items.select_related("version__question"):
        position, made = item.position, made_on(item)
        flags = {":".join(min(signal.entries)): "" for signal in made.key.signals}
        form, other = form_of(made, flags, "consult"), form_of(made, {}, "ask")
        secrets.add(str(made.seed))
        fields = fields_of(keep(page(client_, attempt, position)))
        keep(client_.post(url_of(attempt, position), fields | form, headers=JSON))
        keep(client_.post(url_of(attempt, position), fields | other))
        stale = fields | other | {"client": "another"}
        compare = keep(client_.post(url_of(attempt, position), stale))
        keep(client_.get(compare.headers["Location"]))
        keep(client_.post(url_of(attempt, position), fields | {"flag": "nonsense"}))
        keep(page(client_, attempt, position))
    held = json.dumps(own_data(person=officer, now=timezone.now()))
    keep(client_.get(reverse("quizzes:check", args=[attempt.pk])))
    keep(client_.post(reverse("quizzes:submit", args=[attempt.pk])))
    keep(client_.get(reverse("quizzes:result", args=[attempt.pk])))
    held += json.dumps(own_data(person=officer, now=timezone.now()))
    assert len(seen) == 6 * 7 + 3
    # A form has the word too: it speaks of waste management that is environmentally sound.
    everything = "\n".join([*seen, held]).replace("Environmentally sound", "")
    assert [secret for secret in secrets if secret in everything] == []
    assert len(lists) == 1


def test_a_try_tells_the_verdict_and_the_faults_only_after_the_last(client_, officer):
    quiz = quiz_of(INSPECTION, behaviour="tries", tries=2, review="practice")
    attempt = attempt_of(officer, quiz)
    made = made_on(item_of(attempt))
    send(client_, attempt, {"decision": "release", "go": "check"})
    said = words_of(page(client_, attempt).content.decode())
    assert "Not right" in said
    assert "Legal basis" not in said
    assert "TOLD-132" in said
    send(client_, attempt, right_form(made) | {"go": "check"})
    said = words_of(page(client_, attempt).content.decode())
    for text in ("Right", "Legal basis", "Found", "EXPLAINED-INSPECTION"):
        assert text in said


def test_an_answer_checked_at_once_is_finished_and_tells_the_faults(client_, officer):
    attempt = attempt_of(officer, quiz_of(INSPECTION, behaviour="immediate", review="practice"))
    send(client_, attempt, {"decision": "ask", "go": "check"})
    shown = page(client_, attempt).content.decode()
    assert "Missed" in words_of(shown)
    assert 'name="flag"' not in shown


def test_certainty_weighs_the_whole_mark(client_, officer):
    attempt = attempt_of(officer, quiz_of(INSPECTION, behaviour="certainty"))
    send(client_, attempt, right_form(made_on(item_of(attempt))) | {"certainty": "3"})
    assert submit_attempt(attempt=attempt, now=NOON).grade.earned == 3


# --- after the attempt ------------------------------------------------------------------------------


def test_a_review_of_the_answer_alone_says_what_was_flagged(client_, officer):
    policy = {"answer": "at_once", "verdict": "never", "marks": "never"}
    quiz = quiz_of(INSPECTION)
    quiz.review = {**policy, "feedback": "never", "solution": "never"}
    quiz.save()
    attempt = attempt_of(officer, quiz)
    send(client_, attempt, right_form(made_on(item_of(attempt))))
    submit_attempt(attempt=attempt, now=NOON)
    said = words_of(result_page(client_, attempt))
    assert "Decision: refuse." in said
    assert "Legal basis" not in said


def test_a_review_of_several_sets_names_no_id_twice_and_asks_for_sources_once(
    client_, officer, django_assert_max_num_queries
):
    body = INSPECTION | MIX
    few, many = (attempt_of(officer, quiz_of(*[body] * n, review="handed_in")) for n in (1, 4))
    numbers = []
    for attempt in (few, many):
        for item in attempt.items.all():
            send(client_, attempt, {"decision": "ask"}, position=item.position)
        submit_attempt(attempt=attempt, now=NOON)
        with django_assert_max_num_queries(40) as asked:
            shown = result_page(client_, attempt)
        numbers.append(len(asked))
        ids = re.findall(r'\sid="([^"]+)"', shown)
        assert sorted(ids) == sorted(set(ids))
    assert numbers[1] <= numbers[0]


def corrected(attempt, body, way=Correction.Way.VERSION):
    """Correct the question of an attempt, and give the attempt as it is graded then."""
    version = item_of(attempt).version
    graded_by = rewritten(version, body) if way == Correction.Way.VERSION else None
    apply_correction(
        version=version, way=way, graded_by=graded_by, reason="Wrong.", by=UserFactory(), now=NOON
    )
    attempt.refresh_from_db()
    return attempt


def test_a_corrected_key_of_a_set_written_by_hand_grades_again(client_, officer):
    made = inspection("cites-permit", 7, clean_share=0, kinds=["cites-expired"])
    plain = {name: INSPECTION[name] for name in ("stem", "explanation", "figure", "feedback", "template")}
    before = plain | {"fixed": FixedSet.of(made).model_dump(mode="json")}
    attempt = attempt_of(officer, quiz_of(before))
    send(client_, attempt, form_of(made, {"cites-permit:importer": "cites-expired"}, "refuse"))
    assert str(submit_attempt(attempt=attempt, now=NOON).grade.earned) == "1/4"
    after = json.loads(json.dumps(before))
    after["fixed"]["faults"][0]["entries"] = ["cites-permit:valid_until", "cites-permit:importer"]
    assert corrected(attempt, after).grade.earned == 1


def test_other_settings_grade_drawn_sets_as_they_were(client_, attempt, right):
    send(client_, attempt, right)
    submit_attempt(attempt=attempt, now=NOON)
    version = item_of(attempt).version
    other = rewritten(version, INSPECTION | MIX | {"template": "ods-licence"})
    assert misfits(version, other) == []
    attempt.refresh_from_db()
    assert attempt.grade.earned == 1


def test_a_set_written_by_hand_cannot_grade_drawn_ones(client_, attempt, right):
    send(client_, attempt, right)
    submit_attempt(attempt=attempt, now=NOON)
    plain = {name: INSPECTION[name] for name in ("stem", "explanation", "figure", "feedback", "template")}
    fixed = FixedSet.of(inspection("cites-permit", 7)).model_dump(mode="json")
    (told,) = misfits(item_of(attempt).version, rewritten(item_of(attempt).version, plain | {"fixed": fixed}))
    assert "does not know the answer" in told
    assert '"key"' not in told


def test_a_question_withdrawn_is_given_to_all(attempt):
    submit_attempt(attempt=attempt, now=NOON)
    assert corrected(attempt, None, Correction.Way.FULL).grade.earned == 1


# --- authors ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("fmt", ["gift", "moodlexml", "xlsx", "csv"])
def test_formats_that_cannot_hold_documents_say_so(fmt):
    quiz = quiz_of(INSPECTION)
    ((name, said),) = [one for one in export_questions(bank=quiz.bank, fmt=fmt).dropped if one[0]]
    assert name == quiz.bank.questions.get().slug
    assert "kind inspection cannot be held" in said
    assert "left out" in said


def test_the_audit_of_a_bank_knows_inspections_of_different_faults_apart():
    quiz = quiz_of(INSPECTION, INSPECTION | {"kinds": ["other-importer"]})
    same = quiz_of(INSPECTION, INSPECTION)
    said = [[remark.rule for remark in audit_bank(one.bank)] for one in (quiz, same)]
    assert ["same" in rules for rules in said] == [False, True]


@pytest.mark.parametrize("template", list(MAKERS))
def test_the_page_of_an_inspection_is_light(client_, officer, template, django_assert_max_num_queries):
    body = INSPECTION | MIX | {"template": template, "least": 3}
    attempt = attempt_of(officer, quiz_of(body, body))
    page(client_, attempt)
    with django_assert_max_num_queries(8):
        response = page(client_, attempt, 2)
    without = re.sub(rb"<svg viewBox=\"0 0 210 297\".*?</svg>", b"", response.content, flags=re.DOTALL)
    assert len(gzip.compress(without)) < LIGHT
