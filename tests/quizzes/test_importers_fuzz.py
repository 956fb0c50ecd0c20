"""Whatever comes in as a file of questions ends in a report: never in an exception, never in a half."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.formats import table
from quizzes.models import Question
from quizzes.services.exchange import FORMATS, ImportRefused, export_questions, import_questions, look_at
from tests.factories import NOON, BankFactory, ObjectiveFactory
from tests.quizzes.test_exchange import filled
from tests.quizzes.test_gift import DIALECT, STEMS
from tests.quizzes.test_moodle_xml import READ, pictures_of, question, quiz

pytestmark = pytest.mark.django_db
STATES = {"new", "changed", "same", "skipped", "wrong", "note"}
FUZZED = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

_signs = st.text(
    st.sampled_from("{}=~#%:\\-> \n\t[]/$*.,;<>&'\"0123456789abT\u0661\ufeff\x00\u202e"), max_size=200
)
_html = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<ul>",
            "<li>",
            "</ul>",
            "<b",
            "<img src=x>",
            "&#39;",
            "&",
            "{1:SA:=a}",
            "{2:NM:=1:2}",
            "[[1]]",
            "<table>",
            "</td>",
            "<!--",
            "]]>",
            "text",
            "<script>",
            "<a href='javascript:x'>",
            "{1:MC:~%50%a}",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.fixture
def bank():
    return BankFactory(slug="cites")


@pytest.fixture
def objective():
    return ObjectiveFactory(slug="cites-1", code="LO1")


def ends_cleanly(bank, data, fmt, objective):
    """The report on a file; what is confirmed is what was shown."""
    report = look_at(bank=bank, data=data, fmt=fmt, objective=objective)
    assert report.lines
    for line in report.lines:
        assert line.state in STATES
        assert line.says or line.state not in ("wrong", "skipped", "note")
        assert isinstance(line.line, int)
        assert line.line >= 1
    refusal = None
    before = Question.objects.filter(bank=bank).count()
    values = {"author": None, "reason": "", "now": NOON, "objective": objective}
    try:
        written = import_questions(bank=bank, data=data, fmt=fmt, **values)
    except ImportRefused as error:
        refusal = error
    if report.wrong:
        assert refusal.report.data() == report.data()
        assert Question.objects.filter(bank=bank).count() == before
    else:
        assert written.data() == report.data()
        again = look_at(bank=bank, data=data, fmt=fmt, objective=objective)
        assert not again.to_write
    return report


@pytest.mark.parametrize("fmt", FORMATS)
@FUZZED
@given(data=st.binary(max_size=300))
def test_bytes_end_cleanly(bank, objective, fmt, data):
    ends_cleanly(bank, data, fmt, objective)


@pytest.mark.parametrize("fmt", FORMATS)
@FUZZED
@given(text=st.text(max_size=300) | _signs)
def test_texts_end_cleanly(bank, objective, fmt, text):
    ends_cleanly(bank, text.encode("utf-8", "surrogatepass"), fmt, objective)


def _mutated(data, cuts):
    """A file in which some pieces are taken out, doubled or overwritten."""
    for start, length, other in cuts:
        start = start % (len(data) + 1)
        data = data[:start] + other + data[start + length :]
    return data


_cuts = st.lists(
    st.tuples(st.integers(0, 100_000), st.integers(0, 30), st.binary(max_size=6) | _signs.map(str.encode)),
    min_size=1,
    max_size=5,
)
_valid = {}


def valid(fmt, bank, objective):
    """A file of this format that holds a question of each kind."""
    if fmt not in _valid:
        source = BankFactory(slug="source")
        filled(source, objective)
        _valid[fmt] = export_questions(bank=source, fmt=fmt).data
    return _valid[fmt]


@pytest.mark.parametrize("fmt", FORMATS)
@FUZZED
@given(cuts=_cuts)
def test_files_that_were_good_once_end_cleanly(bank, objective, fmt, cuts):
    ends_cleanly(bank, _mutated(valid(fmt, bank, objective), cuts), fmt, objective)


_gift = st.lists(st.sampled_from([text for text, _ in [*DIALECT, *STEMS]]) | _signs, max_size=4).map(
    "\n\n".join
)


@FUZZED
@given(text=_gift, cuts=_cuts)
def test_gift_of_pieces_ends_cleanly(bank, objective, text, cuts):
    ends_cleanly(bank, text.encode(), "gift", objective)
    ends_cleanly(bank, _mutated(text.encode(), cuts), "gift", objective)


@FUZZED
@given(
    pieces=st.lists(
        st.tuples(
            st.sampled_from([(kind, inside) for kind, inside, _ in READ] + [("cloze", ""), ("ddwtos", "")]),
            _html,
        ),
        max_size=3,
    )
)
def test_moodle_xml_of_pieces_ends_cleanly(bank, objective, pieces):
    questions = [
        question(kind, inside, stem.replace("]]>", "]]&gt;"), f"n{place}")
        for place, ((kind, inside), stem) in enumerate(pieces)
    ]
    ends_cleanly(bank, quiz(*questions), "moodlexml", objective)


@FUZZED
@given(data=st.binary(max_size=200))
def test_pictures_of_bytes_end_cleanly(bank, objective, data):
    ends_cleanly(bank, pictures_of(data), "moodlexml", objective)


_kinds = st.sampled_from(
    ["single_choice", "numerical", "matching", "short_text", "ordering", "classify", "x"]
)
_cell = st.sampled_from(["a", "yes", "1/2", "=1+1", "12:1", "%", "- x", ""]) | _signs
_cells = st.fixed_dictionaries(
    {"kind": _kinds}, optional={column: _cell for column in table.COLUMNS if column != "kind"}
)


@FUZZED
@given(rows=st.lists(_cells, min_size=1, max_size=3))
def test_tables_of_cells_end_cleanly(bank, objective, rows):
    lines = table.as_csv(table.COLUMNS, ([row.get(column, "") for column in table.COLUMNS] for row in rows))
    ends_cleanly(bank, "".join(lines).encode(), "csv", objective)


@FUZZED
@given(text=_signs | st.text(max_size=100))
def test_workbooks_of_texts_end_cleanly(bank, objective, text):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", text.encode("utf-8", "replace"))
        archive.writestr("[Content_Types].xml", text.encode("utf-8", "replace"))
    ends_cleanly(bank, file.getvalue(), "xlsx", objective)


@pytest.mark.parametrize("depth", [200, 20_000])
def test_lists_within_lists_end_cleanly(bank, objective, depth):
    html = "<ul><li>" * min(depth, 6000)
    for fmt, data in [
        ("gift", f"::a::[html]{html}{{T}}"),
        ("gift", "::a::[markdown]" + "\\n".join(" " * n + "- a" for n in range(depth // 100)) + "{T}"),
        ("moodlexml", quiz(question("cloze", "", html + "{1:SA:=a}")).decode()),
        ("yaml", "- " * depth),
        ("csv", "kind,question\n" + "true_false," + "> " * (depth // 10)),
    ]:
        ends_cleanly(bank, data.encode(), fmt, objective)
