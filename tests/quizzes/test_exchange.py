"""Questions go into a bank and out of it by files: all or nothing, twice is once, what is lost is told."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from quizzes.formats import gift, moodle_xml, table
from quizzes.formats.exchange import EXCHANGES
from quizzes.grading import kinds
from quizzes.models import Bank, Question, QuestionVersion
from quizzes.services.exchange import FORMATS, ImportRefused, export_questions, import_questions, look_at
from quizzes.services.questions import create_question, retire_question
from reference.models import Illustration
from tests.factories import NOON, BankFactory, ObjectiveFactory, SourceFactory, UserFactory
from tests.quizzes.bodies import BODIES
from tests.quizzes.test_moodle_xml import PIXEL, pictures_of

GIFT = b"""$CATEGORY: $course$/top/LO1 Permits

::first-permit::Which comes first?{=The import permit#Right. ~The export permit ####Always.}

::a-copy::A copy is enough.{F}
"""


@pytest.fixture
def objective(db):
    return ObjectiveFactory(slug="cites-1", code="LO1")


@pytest.fixture
def bank(objective):
    return BankFactory(slug="cites")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def bring(bank, data, fmt="gift", **further):
    return import_questions(
        bank=bank, data=data, fmt=fmt, author=None, reason="Imported.", now=NOON, **further
    )


def states(report):
    return [(line.name, line.state) for line in report.lines]


def filled(bank, objective):
    """One question of each kind in a bank, with everything that a version can say."""
    source = SourceFactory(pack="cites", code="S-CONV")
    for kind, body in BODIES.items():
        create_question(
            bank=bank,
            slug=kind.replace("_", "-"),
            kind=kind,
            body=body,
            objective=objective,
            difficulty="applied",
            source=source,
            where="Article III",
            now=NOON,
        )


def test_a_file_is_written_unverified_and_twice_is_once(bank, objective):
    assert states(bring(bank, GIFT)) == [("first-permit", "new"), ("a-copy", "new")]
    first = Question.objects.get(slug="first-permit")
    assert first.kind == "single_choice"
    assert (first.current.objective, first.current.verified, first.current.difficulty) == (
        objective,
        False,
        "basic",
    )
    assert first.current.body["explanation"] == "<p>Always.</p>"
    assert states(bring(bank, GIFT)) == [("first-permit", "same"), ("a-copy", "same")]
    assert QuestionVersion.objects.count() == 2


def test_changed_content_is_a_version_with_its_reason_and_is_unverified_again(bank, objective):
    filled(bank, objective)
    before = Question.objects.get(slug="true-false").current
    changed = b"::true-false::A copy of a permit is never enough.{F}"
    assert states(bring(bank, changed)) == [("true-false", "changed")]
    now = Question.objects.get(slug="true-false").current
    assert (now.number, now.reason, now.verified) == (2, "Imported.", False)
    kept = ("objective_id", "difficulty", "source_id", "where")
    assert [getattr(now, name) for name in kept] == [getattr(before, name) for name in kept]


def test_one_wrong_question_stops_all(bank):
    with pytest.raises(ImportRefused) as refusal:
        bring(bank, GIFT + b"\n::broken::Which?{=a")
    assert states(refusal.value.report)[-1] == ("broken", "wrong")
    assert not Question.objects.exists()


def test_what_cannot_be_held_is_left_out_and_the_rest_is_written(bank):
    report = bring(bank, GIFT + b"\n::essay::Write.{}\n\n::part::Which?{=a ~%50%b}\n\nRead this only.")
    assert [state for _name, state in states(report)] == ["new", "new", "skipped", "skipped", "skipped"]
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("::a::One?{T}\n\n::a::Two?{T}", "taken by the question in line 1"),
        ("::first-permit::One?{T}", "of the kind single_choice"),
        ("$CATEGORY: nowhere\n\n::a::One?{T}", "names no objective"),
        ("::a::Which?{~%50%a ~%50%b ~c}", "must cost something"),
        ("::a::Which?{~a ~b}", "above 0 must sum to 1"),
    ],
)
def test_what_is_wrong_in_the_bank_is_told(bank, text, says):
    bring(bank, GIFT)
    report = look_at(bank=bank, data=text.encode(), fmt="gift")
    assert any(says in line for found in report.lines for line in found.says), report


def test_an_objective_for_the_file_is_for_questions_that_name_none(bank, objective):
    other = ObjectiveFactory(slug="other")
    report = look_at(bank=bank, data=GIFT + b"\n$CATEGORY: x\n\n::c::Yes?{T}", fmt="gift", objective=other)
    assert [line.draft.objective for line in report.lines] == [objective, objective, other]


def test_a_code_of_several_objectives_is_no_name(bank, objective):
    ObjectiveFactory(slug="wastes-1", code="LO1")
    text = b"kind,question,option 1,right 1,option 2,objective\ntrue_false,Yes?,true,yes,false,LO1"
    (line,) = look_at(bank=bank, data=text, fmt="csv").lines
    assert (line.state, "several objectives" in line.says[0]) == ("wrong", True)


def test_names_are_made_where_a_file_has_none(bank, objective):
    text = "Is it so?{T}\n\nIs it so?{F}\n\n::تصريح::Yes?{T}\n\n是吗{T}"
    report = look_at(bank=bank, data=text.encode(), fmt="gift", objective=objective)
    names = [line.name for line in report.lines]
    assert names[:2] == ["is-it-so", "is-it-so-2"]
    assert all(name.startswith("q-") for name in names[2:])
    assert len(set(names)) == 4
    assert not report.wrong


@pytest.mark.parametrize("fmt", FORMATS)
def test_what_a_format_holds_comes_back_as_the_same_version(fmt, bank, objective):
    filled(bank, objective)
    if fmt in ("gift", "moodlexml"):
        # There it is a matching question, which is another kind for the bank that it comes back to.
        retire_question(question=bank.questions.get(kind="classify"), now=NOON)
    written = export_questions(bank=bank, fmt=fmt)
    held = bank.questions.filter(retired_at=None).exclude(slug__in=left_out(written))
    report = bring(bank, written.data, fmt)
    assert {(line.name, line.state) for line in report.lines} == {
        (question.slug, "same") for question in held
    }
    assert QuestionVersion.objects.count() == len(BODIES)


def left_out(written):
    return {name for name, what in written.dropped if "left out" in what and name}


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_bank_in_another_place_is_the_same_but_for_what_was_told(fmt, bank, objective):
    filled(bank, objective)
    written = export_questions(bank=bank, fmt=fmt)
    copy = BankFactory(slug="copy")
    bring(copy, written.data, fmt)
    assert set(copy.questions.values_list("slug", flat=True)) == (
        set(bank.questions.values_list("slug", flat=True)) - left_out(written)
    )
    again = export_questions(bank=copy, fmt=fmt)
    if fmt == "yaml":
        assert again.data.replace(b"cites/S-CONV", b"S-CONV") == written.data
        assert (written.dropped, left_out(again)) == ((), set())
    assert left_out(again) <= left_out(written)


def test_only_yaml_holds_every_kind_and_the_others_name_what_they_drop(bank, objective):
    filled(bank, objective)
    assert left_out(export_questions(bank=bank, fmt="yaml")) == set()
    without = {kind.kind.replace("_", "-") for kind in kinds.all() if kind.kind not in EXCHANGES}
    for fmt in ("gift", "moodlexml", "xlsx", "csv"):
        assert left_out(export_questions(bank=bank, fmt=fmt)) >= without


def test_what_a_format_cannot_say_is_kept_from_the_version_before(bank, objective):
    body = BODIES["matching"] | {"shuffle": False}
    create_question(
        bank=bank, slug="codes", kind="matching", body=body, objective=objective, difficulty="basic", now=NOON
    )
    written = export_questions(bank=bank, fmt="gift")
    assert any("feedback" in what and "keep their order" in what for _name, what in written.dropped)
    bring(bank, written.data.replace(b"Confiscated", b"Seized"))
    now = Question.objects.get(slug="codes").current
    assert now.body == body | {"extra": ["Seized"]}


def test_retired_questions_are_not_exported(bank, objective):
    bring(bank, GIFT)
    Question.objects.filter(slug="a-copy").update(retired_at=NOON)
    assert [one.name for one in gift.read(export_questions(bank=bank, fmt="gift").data)] == ["first-permit"]


@pytest.mark.parametrize("character", ["\\0", "\\uD800"])
def test_a_character_that_no_text_has_is_told(bank, objective, character):
    bring(bank, GIFT)
    text = export_questions(bank=bank, fmt="yaml").data.decode()
    assert "verified: false" in text
    data = text.replace("verified: false", f'verified: false\n  where: "a{character}b"', 1).encode()
    report = look_at(bank=bank, data=data, fmt="yaml")
    assert report.wrong


# --- pictures -----------------------------------------------------------------------------------------


def bytes_of(image):
    with image.file.open() as file:
        return file.read()


def test_an_embedded_picture_becomes_an_illustration_of_the_banks_collection(bank, objective):
    bring(bank, pictures_of(PIXEL), "moodlexml", objective=objective)
    figure = Question.objects.get(slug="leaf").current.body["figure"]
    image = Illustration.objects.get(slug=figure)
    assert (image.collection, image.neutral_text, bytes_of(image)) == (bank.collection, "A leaf", PIXEL)
    assert states(bring(bank, pictures_of(PIXEL), "moodlexml")) == [("leaf", "same")]
    written = export_questions(bank=bank, fmt="moodlexml")
    assert states(bring(bank, written.data, "moodlexml")) == [("leaf", "same")]
    assert Illustration.objects.count() == 1
    told = [what for name, what in export_questions(bank=bank, fmt="gift").dropped if name == "leaf"]
    assert any(figure in what for what in told)


def test_a_drawing_is_written_afresh(bank, objective):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><metadata/><rect width="9"/></svg>'
    bring(bank, pictures_of(svg), "moodlexml", objective=objective)
    image = Illustration.objects.get()
    assert image.file.name.endswith(".svg")
    assert b"metadata" not in bytes_of(image)


@pytest.mark.parametrize(
    "data",
    [
        b"no picture",
        PIXEL[:40],
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a" + b"\xff" * 200,
        b"%PDF-1.4",
    ],
)
def test_what_is_no_picture_stops_all_and_leaves_no_file(bank, objective, data, tmp_path):
    with pytest.raises(ImportRefused) as refusal:
        bring(bank, pictures_of(data), "moodlexml", objective=objective)
    assert "picture" in refusal.value.report.lines[0].says[0]
    assert not Illustration.objects.exists()
    assert not [*tmp_path.rglob("*.*")]


def test_a_fault_while_writing_leaves_no_file(bank, objective, tmp_path, monkeypatch):
    def fault(**values):
        raise RuntimeError

    monkeypatch.setattr("quizzes.services.exchange.create_question", fault)
    with pytest.raises(RuntimeError):
        bring(bank, pictures_of(PIXEL), "moodlexml", objective=objective)
    assert not Illustration.objects.exists()
    assert not [*tmp_path.rglob("*.*")]


# --- the table ----------------------------------------------------------------------------------------


def workbook(*rows, columns=table.COLUMNS):
    book = Workbook()
    for row in [columns, *rows]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_examples_of_the_template_can_be_imported(bank, objective):
    examples = load_workbook(io.BytesIO(table.template("xlsx")))["Examples"]
    rows = [[cell.value for cell in row] for row in examples.iter_rows(min_row=2)]
    rows = [row for row in rows if row[1] in EXCHANGES]
    report = bring(bank, workbook(*rows), "xlsx", objective=objective)
    assert states(report) == [(row[0], "new") for row in rows]


@pytest.mark.parametrize("fmt", ["xlsx", "csv"])
def test_the_empty_template_is_told_to_be_empty(bank, fmt):
    (line,) = look_at(bank=bank, data=table.template(fmt), fmt=fmt).lines
    assert (line.state, line.says) == ("wrong", ["The file holds no question."])


def test_a_formula_is_the_text_it_is_written_in_and_goes_out_escaped(bank, objective):
    columns = ["name", "kind", "question", "option 1", "right 1", "option 2"]
    row = ["sum", "single_choice", "=SUM(1,2)", "=1+1", "yes", "'-3"]
    bring(bank, workbook(row, columns=columns), "xlsx", objective=objective)
    body = Question.objects.get(slug="sum").current.body
    assert body["stem"] == "<p>=SUM(1,2)</p>"
    assert [option["text"] for option in body["options"]] == ["<p>=1+1</p>", "<p>-3</p>"]
    for fmt in ("csv", "xlsx"):
        written = export_questions(bank=bank, fmt=fmt)
        assert states(bring(bank, written.data, fmt)) == [("sum", "same")]
    sheet = load_workbook(io.BytesIO(written.data)).active
    assert [cell.value for cell in sheet[2]][2:7] == ["\\=SUM(1,2)", "\\=1+1", "yes", None, "\\-3"]
    assert not any(cell.data_type == "f" for cell in sheet[2])


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"kind": "essay"}, "kind must be one of"),
        ({"question": ""}, "no text"),
        ({"right 1": "maybe"}, "yes or no"),
        ({"right 1": ""}, "None of its options is right"),
        ({"kind": "multiple_choice", "right 1": "2"}, "between -1 and 1"),
        ({"kind": "multiple_choice", "right 1": "1/0"}, "divides by nothing"),
        ({"settings": "colour: red"}, "no setting"),
        ({"objective": "LO9"}, "no objective"),
        ({"difficulty": "hard"}, "difficulty must be one of"),
        ({"source": "S-9"}, "no source"),
        ({"verified": "perhaps"}, "yes or no"),
        ({"question": "# Head"}, "heading"),
    ],
)
def test_a_wrong_row_is_told(bank, objective, row, says):
    good = {"kind": "single_choice", "question": "Which?", "option 1": "a", "right 1": "x", "option 2": "b"}
    data = workbook([(good | row).get(column, "") for column in table.COLUMNS])
    (line,) = look_at(bank=bank, data=data, fmt="xlsx", objective=objective).lines
    assert (line.line, line.state) == (2, "wrong")
    assert says in " ".join(line.says)


def test_a_row_that_says_verified_is_verified(bank, objective):
    columns = ["kind", "question", "option 1", "right 1", "option 2", "verified", "difficulty"]
    row = ["true_false", "Yes?", "true", "yes", "false", "yes", "advanced"]
    bring(bank, workbook(row, columns=columns), "xlsx", objective=objective)
    current = Question.objects.get().current
    assert (current.verified, current.difficulty) == (True, "advanced")


@pytest.mark.parametrize("column", ["kind", "question"])
def test_a_table_without_a_needed_column_is_refused(bank, column):
    columns = [name for name in table.COLUMNS if name != column]
    (line,) = look_at(bank=bank, data=workbook(["x"], columns=columns), fmt="xlsx").lines
    assert line.state == "wrong"
    assert column in line.says[0]


def test_an_archive_made_to_burst_is_refused(bank):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (101 * 1024 * 1024))
    (line,) = look_at(bank=bank, data=file.getvalue(), fmt="xlsx").lines
    assert line.state == "wrong"
    assert "larger than" in line.says[0]


# --- many ---------------------------------------------------------------------------------------------


def test_ten_thousand_questions_are_looked_at_with_the_same_queries_as_one(
    bank, objective, django_assert_num_queries
):
    one = "::q{0}::Which {0}?{{=a{0} ~b ~c}}\n"
    for number in (1, 10_000):
        data = "\n".join(one.format(name) for name in range(number)).encode()
        with django_assert_num_queries(3):
            report = look_at(bank=bank, data=data, fmt="gift", objective=objective)
        assert report.counts == {"new": number}
    data += b"\n::more::Which?{=a ~b}"
    assert "more than 10000" in look_at(bank=bank, data=data, fmt="gift").lines[0].says[0]


# --- commands -----------------------------------------------------------------------------------------


def said(*arguments):
    out = io.StringIO()
    call_command("import_questions", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def gift_file(tmp_path):
    path = tmp_path / "bank.gift.txt"
    path.write_bytes(GIFT)
    return path


def test_the_command_reports_and_a_dry_run_writes_nothing(bank, gift_file):
    out = said(gift_file, "--format=gift", "--bank=cites", "--dry-run")
    assert out == "3: new first-permit\n5: new a-copy\n2 new\n"
    assert not Question.objects.exists()
    assert said(gift_file, "--format=gift", "--bank=cites") == out
    assert Question.objects.get(slug="a-copy").current.reason == "Imported from bank.gift.txt."


def test_the_command_speaks_json(bank, gift_file):
    report = json.loads(said(gift_file, "--format=gift", "--bank=cites", "--json"))
    assert (report["dry_run"], report["written"], report["counts"]) == (False, True, {"new": 2})
    assert report["questions"][1] == {
        "line": 5,
        "name": "a-copy",
        "state": "new",
        "kind": "true_false",
        "says": [],
    }


def test_a_wrong_file_ends_the_command_with_status_1_after_its_report(bank, gift_file):
    gift_file.write_bytes(GIFT + b"\n::bad::Which?{=a")
    for further in ([], ["--dry-run"]):
        out = io.StringIO()
        with pytest.raises(CommandError) as error:
            call_command(
                "import_questions",
                str(gift_file),
                "--format=gift",
                "--bank=cites",
                "--json",
                *further,
                stdout=out,
            )
        assert error.value.returncode == 1
        assert json.loads(out.getvalue())["questions"][2]["state"] == "wrong"
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"--bank": "none"}, "no question bank"),
        ({"--objective": "LO9"}, "no objective LO9"),
        ({"file": "/nowhere/x.txt"}, "cannot be read"),
    ],
)
def test_the_command_names_what_it_does_not_find(bank, gift_file, change, says):
    values = {"file": str(gift_file), "--format": "gift", "--bank": "cites"} | change
    arguments = [values.pop("file"), *(f"{name}={value}" for name, value in values.items())]
    with pytest.raises(CommandError, match=says):
        call_command("import_questions", *arguments)


def test_the_command_takes_an_objective_by_code_or_name(bank, objective, tmp_path):
    path = tmp_path / "one.txt"
    path.write_bytes(b"::one::Yes?{T}")
    for name in ("LO1", "cites-1"):
        said(path, "--format=gift", "--bank=cites", f"--objective={name}", "--difficulty=advanced")
    assert Question.objects.get().current.difficulty == "advanced"


def test_the_export_command_writes_bytes_and_says_what_it_drops(bank, objective):
    filled(bank, objective)
    for fmt in FORMATS:
        buffer, told = io.BytesIO(), io.StringIO()
        out = io.TextIOWrapper(buffer, encoding="utf-8")
        call_command("export_questions", f"--format={fmt}", "--bank=cites", stdout=out, stderr=told)
        written = export_questions(bank=bank, fmt=fmt)
        if fmt != "xlsx":
            assert buffer.getvalue() == written.data
        assert buffer.getvalue()[:2] == written.data[:2]
        assert len(told.getvalue().splitlines()) == len(written.dropped)


# --- the trainer's pages ------------------------------------------------------------------------------


@pytest.fixture
def own(client, objective, settings, tmp_path):
    """The bank of a land whose trainer is signed in."""
    land = create_administration(slug="sampland", name="Sampland Customs")
    person = UserFactory()
    add_member(user=person, administration=land, role="trainer", since=NOON.date())
    client.force_login(person)
    return Bank.objects.get(administration=land)


def address(name, bank, *further):
    return reverse(f"question_banks:{name}", args=[bank.slug, *further])


def upload(client, bank, data, fmt="gift"):
    file = io.BytesIO(data)
    file.name = "bank.txt"
    fields = {"file": file, "format": fmt, "objective": "", "difficulty": "basic"}
    return client.post(address("exchange", bank), fields)


def digest_in(response):
    return response.context["known"]["digest"]


def test_a_trainer_sees_what_becomes_of_a_file_and_confirms_it(client, own):
    assert "Import and export" in client.get(address("bank", own)).content.decode()
    response = upload(client, own, GIFT)
    assert response.status_code == 302
    assert response.url == address("check_import", own)
    preview = client.get(response.url)
    assert "Import 2 questions" in preview.content.decode()
    assert not Question.objects.exists()
    done = client.post(response.url, {"digest": digest_in(preview)})
    assert "first-permit" in done.content.decode()
    question = Question.objects.get(bank=own, slug="first-permit")
    assert question.current is None
    assert question.waiting.author == done.wsgi_request.user
    assert not question.waiting.verified
    again = client.post(response.url, {"digest": digest_in(preview)})
    assert again.status_code == 302
    assert QuestionVersion.objects.count() == 2


def test_a_wrong_file_cannot_be_confirmed(client, own):
    upload(client, own, GIFT + b"\n::bad::Which?{=a")
    preview = client.get(address("check_import", own))
    assert "Nothing can be imported" in preview.content.decode()
    answered = client.post(address("check_import", own), {"digest": digest_in(preview)})
    assert answered.status_code == 422
    assert not Question.objects.exists()


def test_only_the_file_that_was_shown_is_confirmed(client, own):
    upload(client, own, GIFT)
    seen = digest_in(client.get(address("check_import", own)))
    upload(client, own, b"::other::Yes?{T}")
    assert client.post(address("check_import", own), {"digest": seen}).status_code == 302
    assert not Question.objects.exists()


def test_a_file_waits_for_the_person_who_brought_it_alone(client, own):
    upload(client, own, GIFT)
    other = UserFactory()
    add_member(user=other, administration=own.administration, role="trainer", since=NOON.date())
    client.force_login(other)
    assert client.get(address("check_import", own)).status_code == 302


def test_the_form_tells_what_is_missing(client, own):
    response = client.post(address("exchange", own), {"format": "gift"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"file", "difficulty"}


def test_more_than_a_page_holds_is_not_confirmed(client, own, monkeypatch):
    monkeypatch.setattr("quizzes.authoring_exchange.MOST_ON_A_PAGE", 1)
    upload(client, own, GIFT)
    preview = client.get(address("check_import", own))
    assert "divide it" in preview.content.decode()
    assert client.post(address("check_import", own), {"digest": digest_in(preview)}).status_code == 422
    assert not Question.objects.exists()


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_trainer_takes_the_bank_and_reads_what_is_left_out(client, own, objective, fmt):
    filled(own, objective)
    response = client.get(address("export", own, fmt))
    assert FORMATS[fmt].suffix in response["Content-Disposition"]
    assert response.content
    page = client.get(address("exchange", own) + f"?left_out={fmt}")
    assert page.status_code == 200
    assert page.context["left_out"] == export_questions(bank=own, fmt=fmt).dropped


def test_templates_and_unknown_formats(client, own):
    assert client.get(address("template", own, "csv")).content.startswith(b"\xef\xbb\xbfname,kind")
    assert client.get(address("template", own, "xlsx")).content.startswith(b"PK")
    assert client.get(address("template", own, "gift")).status_code == 404
    assert client.get(address("export", own, "doc")).status_code == 404


@pytest.mark.parametrize("name", ["exchange", "check_import", "export", "template"])
def test_a_bank_of_others_is_not_there(client, own, bank, name):
    further = ["csv"] if name in ("export", "template") else []
    assert client.get(address(name, bank, *further)).status_code == 404
    if not further:
        assert client.post(address(name, bank), {"digest": "x"}).status_code == 404


def test_the_formats_of_this_test_are_all_there_are():
    assert set(FORMATS) == {"gift", "moodlexml", "xlsx", "csv", "yaml"}
    assert {gift.read, moodle_xml.read, table.read} < {fmt.read for fmt in FORMATS.values()}
