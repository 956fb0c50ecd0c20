"""The reference tables: dates, loading, conflicts, retirement, round trip."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from wagtail.models import Revision

from reference.models import HsCode, Listing, Source, Species, Substance
from reference.packs import TABLES, Tables, read_tables, render_tables
from reference.packs.forms import HeadForm, Row, SourceForm
from reference.services.tables import tables_here, write_tables
from tests.reference.tables import change, make_tables

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    return make_tables(tmp_path / "tables")


def load(folder, *, take_pack=False):
    tables = read_tables(folder)
    assert tables.problems == []
    return write_tables(tables, now=NOON, take_pack=take_pack)


def said(folder):
    return [str(problem) for problem in read_tables(folder).problems]


# --- dates and trust -----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "annex"),
    [
        (date(2014, 9, 13), None),
        (date(2014, 9, 14), "cites-ii"),
        (date(2026, 3, 4), "cites-ii"),
        (date(2026, 3, 5), "cites-i"),
    ],
)
def test_a_scheduled_listing_counts_from_its_date_and_the_old_one_until_then(folder, on, annex):
    load(folder)
    found = Listing.objects.in_force(on).values_list("annex__slug", flat=True)
    assert list(found) == ([annex] if annex else [])


@pytest.mark.django_db
def test_what_is_adopted_without_a_date_does_not_count_yet(folder):
    change(folder, "listings/2026.yaml", "effective_from: 2026-03-05", "pending: true")
    load(folder)
    assert Listing.objects.in_use().filter(annex__slug="cites-i").exists()
    assert not Listing.objects.in_force(date(2099, 1, 1)).filter(annex__slug="cites-i").exists()


@pytest.mark.django_db
def test_rows_that_were_not_confirmed_can_be_left_out(folder):
    change(folder, "substances/2026.yaml", "verified: true\n", "")
    load(folder)
    assert list(Substance.objects.verified()) == []
    assert Species.objects.verified().count() == 1


@pytest.mark.django_db
def test_the_database_refuses_a_row_that_ends_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        HsCode.objects.create(
            code="0106.12",
            description="x",
            edition="HS 2022",
            effective_from=date(2022, 1, 2),
            effective_to=date(2022, 1, 1),
        )


@pytest.mark.django_db
def test_the_database_refuses_a_verified_row_without_a_source():
    with pytest.raises(IntegrityError), transaction.atomic():
        HsCode.objects.create(code="0106.12", description="x", edition="HS 2022", verified=True)


@pytest.mark.django_db
def test_a_code_stands_once_in_an_edition_and_again_in_the_next():
    HsCode.objects.create(code="0106.12", description="x", edition="HS 2022")
    HsCode.objects.create(code="0106.12", description="x", edition="HS 2028")
    with pytest.raises(IntegrityError), transaction.atomic():
        HsCode.objects.create(code="0106.12", description="y", edition="HS 2022")


def test_a_form_spells_codes_and_refuses_wrong_ones():
    row = HsCode(code="010612", description="x", edition="HS 2022")
    row.clean_fields(exclude=["source"])
    assert row.code == "0106.12"
    with pytest.raises(ValidationError):
        Substance(slug="x", name="x", edition="x", cas=["75-45-5"]).clean_fields()


def test_the_parts_of_a_blend_sum_to_a_hundred():
    with pytest.raises(ValidationError, match="100"):
        Substance(slug="x", name="x", composition=["HFC-32 50", "HFC-125 49.9"]).clean()
    Substance(slug="x", name="x", composition=["HFC-32 68.9", "HFO-1234yf 31.1"]).clean()


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "words"),
    [
        ("substances/2026.yaml", "75-45-6", "75-45-5", 7, "last digit of the CAS number"),
        ("substances/2026.yaml", "'1018'", "'101'", 8, "no UN number"),
        ("hs-codes/2022.yaml", "'0302.92'", "'0302'", 5, "six digits"),
        ("listings/2026.yaml", "annex: cites-i\n", "annex: cites-x\n", 5, "no cites-x among the annexes"),
        ("listings/2026.yaml", "effective_to: 2026-03-04", "effective_to: 2013-01-01", 9, "before"),
        ("listings/2026.yaml", "slug: oceanic-shark-ii", "slug: oceanic-shark-i", 9, "stands already"),
        ("matrix/2022.yaml", "source: LIST", "source: LOST", 4, "no source LOST"),
        ("species/2026.yaml", "hs_codes", "hs_code", 8, "no field hs_code"),
        ("annexes/2026.yaml", "source: LIST\n", "", 4, "names its source"),
    ],
)
def test_every_fault_is_named_with_file_and_line(folder, name, old, new, line, words):
    change(folder, name, old, new)
    found = said(folder)
    assert any(f"tables/{name}:{line}:" in problem and words in problem for problem in found), found


def test_all_faults_are_listed_at_once(folder):
    change(folder, "substances/2026.yaml", "75-45-6", "75-45-5")
    change(folder, "hs-codes/2022.yaml", "'0302.92'", "'0302'")
    (folder / "unknown").mkdir()
    assert len(said(folder)) == 3


@pytest.mark.parametrize(
    "text", ["", "[]", "edition: x", "- 1", "edition: x\nrows:\n- 1\n- []\n- null\n", "\x00"]
)
def test_what_is_no_table_ends_in_problems(folder, text):
    (folder / "species/2026.yaml").write_text(text)
    assert said(folder)


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_tables_become_rows_with_their_links(folder):
    load(folder)
    listing = Listing.objects.get(slug="oceanic-shark-i")
    assert listing.species.hs_codes == ["0302.92"]
    assert listing.annex.convention.slug == "cites"
    assert listing.source == Source.objects.get(pack="reference", code="LIST")
    assert Substance.objects.get().odp == Decimal("0.055")


@pytest.mark.django_db
def test_twice_is_once(folder):
    assert len(load(folder).written) == 9
    revisions = Revision.objects.count()
    again = load(folder)
    assert (again.written, len(again.unchanged), again.conflicts) == ([], 9, [])
    assert Revision.objects.count() == revisions == 8


@pytest.mark.django_db
def test_a_changed_file_changes_the_row_and_keeps_how_it_was(folder):
    load(folder)
    change(folder, "hs-codes/2022.yaml", "Fresh shark fins", "Fins of sharks, fresh")
    assert load(folder).written == ["hs-codes/0302.92 (HS 2022)"]
    code = HsCode.objects.get()
    assert code.description == "Fins of sharks, fresh"
    before = Revision.objects.for_instance(code).order_by("pk").first()
    assert before.as_object().description == "Fresh shark fins"


@pytest.mark.django_db
def test_a_row_that_a_trainer_changed_is_left_alone_until_the_pack_is_taken(folder):
    load(folder)
    Species.objects.update(name="Whitetip")
    report = load(folder)
    assert report.conflicts == ["species/oceanic-shark (2026)"]
    assert Species.objects.get().name == "Whitetip"
    load(folder, take_pack=True)
    assert Species.objects.get().name == "Oceanic shark"
    assert load(folder).conflicts == []


@pytest.mark.django_db
def test_a_row_that_was_here_before_is_not_written_over(folder):
    HsCode.objects.create(code="0302.92", description="Made here", edition="HS 2022")
    assert load(folder).conflicts == ["hs-codes/0302.92 (HS 2022)"]
    assert HsCode.objects.get().description == "Made here"


@pytest.mark.django_db
def test_a_row_gone_from_the_pack_is_retired_and_comes_back(folder):
    load(folder)
    text = (folder / "substances/2026.yaml").read_text()
    (folder / "substances/2026.yaml").unlink()
    assert load(folder).retired == ["substances/hcfc-22 (2026)"]
    assert list(Substance.objects.in_use()) == []
    assert load(folder).retired == []
    (folder / "substances/2026.yaml").write_text(text)
    load(folder)
    assert Substance.objects.in_use().count() == Substance.objects.count() == 1


@pytest.mark.django_db
def test_a_changed_row_gone_from_the_pack_is_left_in_use(folder):
    load(folder)
    Substance.objects.update(name="Changed here")
    (folder / "substances/2026.yaml").unlink()
    assert load(folder).conflicts == ["substances/hcfc-22 (2026)"]
    assert Substance.objects.in_use().count() == 1


@pytest.mark.django_db
def test_rows_made_here_are_left_alone_and_listed(folder):
    load(folder)
    Species.objects.create(slug="new", scientific_name="N. nova", name="New", edition="2026")
    assert load(folder).kept == ["species/new (2026)"]


@pytest.mark.django_db
def test_an_unknown_convention_writes_nothing(folder):
    change(folder, "matrix/2022.yaml", "convention: cites", "convention: sites")
    with pytest.raises(CommandError, match=r"matrix/2022.yaml:4: There is no convention sites"):
        call_command("load_packs", str(folder))
    assert not HsCode.objects.exists()


@pytest.mark.django_db
def test_a_module_that_cannot_be_read_keeps_the_tables_out_too(folder, tmp_path):
    (tmp_path / "module").mkdir()
    with pytest.raises(CommandError, match=r"module\.yaml"):
        call_command("load_packs", str(folder), str(tmp_path / "module"))
    assert not HsCode.objects.exists()


@pytest.mark.django_db
def test_what_is_exported_is_what_was_loaded(folder, tmp_path):
    load(folder)
    call_command("export_tables", str(tmp_path / "out"))
    out = read_tables(tmp_path / "out")
    assert out.items() == read_tables(folder).items()


@pytest.mark.django_db
def test_export_does_not_write_over_other_files(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="other files"):
        call_command("export_tables", str(tmp_path))


@pytest.mark.django_db
def test_the_tables_of_the_project_load_twice_and_export_the_same():
    tables = read_tables(settings.TABLES_ROOT)
    assert tables.problems == []
    write_tables(tables, now=NOON)
    assert write_tables(tables, now=NOON).written == []
    assert render_tables(tables_here(tables.head)) == {
        path.relative_to(settings.TABLES_ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in Path(settings.TABLES_ROOT).rglob("*.yaml")
    }


@pytest.mark.django_db
def test_loading_asks_few_queries_for_what_stands_already(folder, django_assert_max_num_queries):
    load(settings.TABLES_ROOT)
    with django_assert_max_num_queries(45):
        load(settings.TABLES_ROOT)


# --- round trip ----------------------------------------------------------------------------------

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
) | st.sampled_from(["yes", "null", "1018", "0.10", "2026-01-01", "# a", "- b", "a: b", "'", '"', "é ü"])
SLUGS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
DAYS = st.dates(date(1975, 1, 1), date(2060, 1, 1))
CAS = st.sampled_from(["75-45-6", "50-29-3", "811-97-2", "7732-18-5"])
HS = st.from_regex(r"[0-9]{4}\.[0-9]{2}", fullmatch=True)


@st.composite
def trust(draw):
    begins = draw(st.none() | DAYS)
    ends = draw(
        st.none() | st.just(begins + timedelta(days=draw(st.integers(0, 900)))) if begins else st.none()
    )
    cited = draw(st.booleans())
    return {
        "effective_from": begins,
        "effective_to": ends,
        "pending": begins is None and draw(st.booleans()),
        "source": "LIST" if cited else None,
        "where": draw(st.just("") | TEXT),
        "verified": cited and draw(st.booleans()),
        "unverified": draw(st.sampled_from([[], ["where"]])),
    }


@st.composite
def substances(draw):
    return {
        "slug": draw(SLUGS),
        "name": draw(TEXT),
        "cas": draw(st.lists(CAS, unique=True)),
        "un_numbers": draw(st.lists(st.from_regex(r"[0-9]{4}", fullmatch=True), unique=True, max_size=3)),
        "odp": draw(st.none() | st.decimals(0, 10, places=4)),
        "gwp": draw(st.none() | st.integers(0, 20000)),
        "boiling_point": draw(st.none() | st.decimals(-200, 200, places=1)),
        "composition": draw(st.sampled_from([[], ["HFC-32 50", "HFC-125 50"], ["A B 99.99", "C 0.01"]])),
        "hs_codes": draw(st.lists(HS, unique=True, max_size=3)),
    }


@st.composite
def wastes(draw):
    code = st.sampled_from(["Y46", "A1181", "B3011", "H6.1", "GC020"])
    return {
        "slug": draw(SLUGS),
        "name": draw(TEXT),
        "entries": draw(st.lists(code, unique=True)),
        "note": draw(st.just("") | TEXT),
    }


ROWS = {
    "annexes": st.fixed_dictionaries({"slug": SLUGS, "convention": st.just("cites"), "title": TEXT}),
    "hs-codes": st.fixed_dictionaries({"code": HS, "description": TEXT}),
    "substances": substances(),
    "species": st.fixed_dictionaries({"slug": SLUGS, "scientific_name": TEXT, "name": TEXT, "note": TEXT}),
    "waste-codes": st.fixed_dictionaries(
        {"code": st.sampled_from(["Y1", "Y10", "H6.1", "A1010"]), "meaning": TEXT}
    ),
    "wastes": wastes(),
    "organisms": st.fixed_dictionaries(
        {"slug": SLUGS, "convention": st.just("bwm"), "name": TEXT, "native_to": TEXT}
    ),
}


MATRIX = st.fixed_dictionaries(
    {
        "hs": HS,
        "convention": st.just("cites"),
        "goods": TEXT,
        "control": TEXT,
        "document": TEXT,
        "look_alikes": st.lists(HS, unique=True, max_size=2),
    }
)


@st.composite
def some_tables(draw):
    """Up to three rows of one table. A row of the matrix brings its code."""
    name = draw(st.sampled_from([*ROWS, "matrix"]))
    edition = draw(st.sampled_from(["2022", "HS 2022", "CoP 20"]))
    values = MATRIX if name == "matrix" else ROWS[name]
    found = draw(st.lists(st.tuples(values, trust()), max_size=3))
    forms = [TABLES[name].form.model_validate(value | said) for value, said in found]
    rows = [Row(TABLES[name], edition, form) for form in {form.key: form for form in forms}.values()]
    if name == "matrix":
        codes = TABLES["hs-codes"]
        rows += [
            Row(codes, edition, codes.form(code=row.form.hs, description=draw(TEXT))) for row in list(rows)
        ]
    head = HeadForm(title=draw(TEXT), facts_as_of=draw(DAYS))
    return Tables(head=head, sources=[SourceForm(id="LIST", title=draw(TEXT), year=None)], rows=rows)


@tried(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tables=some_tables())
def test_what_is_rendered_reads_back_as_the_same(tmp_path_factory, tables):
    folder = tmp_path_factory.mktemp("tables")
    for name, text in render_tables(tables).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    back = read_tables(folder)
    assert back.problems == []
    assert back.content() == tables.content()
