"""Search over lessons: what is typed never breaks it, and nobody finds what they may not read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from accounts.models import Role
from courses.models import Module
from courses.services.progress import start_module
from courses.services.searching import excerpt, words_of
from courses.services.site import administration_page
from reference import finding
from reference.finding import Find
from tests.courses.factories import lesson_page, module_page
from tests.factories import NOON, MembershipFactory, ModuleFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = "<p>First comes the rule. A <b>rhinoceros</b> horn needs a permit from the exporter. The rest.</p>"


def prose(text=TEXT):
    return [("prose", RichText(text))]


@pytest.fixture
def lesson():
    return lesson_page(module_page(), title="Horn in trade", body=prose())


@pytest.fixture
def reader(officer, administration, lesson):
    """An officer who takes the lesson's module."""
    start_module(officer=officer, module=lesson.unit.module, administration=administration, now=NOON)
    return officer


def search(client, person, query):
    client.force_login(person)
    response = client.get(reverse("courses:search"), {"q": query})
    assert response.status_code == 200
    return response


def titles(response):
    return [found.title for found in response.context["page_obj"]]


def test_a_lesson_is_found_with_the_sentence_around_the_word(client, reader, lesson):
    response = search(client, reader, "Rhinoceros")
    assert titles(response) == ["Horn in trade"]
    text = response.content.decode()
    assert "A <mark>rhinoceros</mark> horn needs a permit from the exporter." in text
    assert "First comes the rule" not in text
    assert lesson.url in text


def test_all_words_have_to_stand_in_a_lesson(client, reader):
    assert titles(search(client, reader, "permit rhinoceros")) == ["Horn in trade"]
    assert titles(search(client, reader, "rhinoceros ozone")) == []


def test_the_query_is_kept_and_nothing_found_is_said(client, reader):
    text = search(client, reader, 'ozone "<script>').content.decode()
    assert "ozone &quot;&lt;script&gt;" in text
    assert "Nothing found for" in text


def test_a_find_is_text_never_markup(client, reader, lesson):
    lesson.body = prose("<p>A quagga with a &lt;script&gt; on it.</p>")
    lesson.save_revision().publish()
    text = search(client, reader, "quagga").content.decode()
    assert "<script>" not in text.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "*",
        "(",
        "NEAR(",
        "AND",
        "OR",
        "NOT permit",
        "title:x",
        "a-b",
        "^",
        "\x00",
        "%",
        "\\",
        "{}:",
        "&|!",
    ],
)
def test_signs_and_operators_of_the_database_break_nothing(client, reader, query):
    search(client, reader, query)


@given(query=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(client, reader, query):
    search(client, reader, query)


def test_a_query_without_a_word_says_so(client, reader):
    assert "There is no word in this" in search(client, reader, '"').content.decode()


def test_an_endless_query_is_cut(client, reader):
    search(client, reader, "permit " * 5000)
    assert len(words_of("word" + " x y" * 500)) <= 10


def test_words_of_other_scripts_keep_their_marks():
    assert words_of("अनुमति पत्र") == ["अनुमति", "पत्र"]
    assert words_of("  Permit, PERMIT; import–export ") == ["permit", "import", "export"]


def test_lessons_of_modules_not_taken_are_not_found(client, officer, lesson):
    assert titles(search(client, officer, "rhinoceros")) == []


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COORDINATOR])
def test_staff_find_lessons_of_modules_they_do_not_take(client, administration, lesson, role):
    person = MembershipFactory(administration=administration, role=role).user
    assert titles(search(client, person, "rhinoceros")) == ["Horn in trade"]


def test_lessons_of_a_module_in_preparation_are_not_found_by_officers(client, reader, lesson):
    Module.objects.filter(pk=lesson.unit.module_id).update(status=Module.Status.PREPARATION)
    assert titles(search(client, reader, "rhinoceros")) == []


@pytest.mark.parametrize("role", Role.values)
def test_national_lessons_are_found_in_their_own_administration_only(
    client, administration, other_administration, role
):
    home = module_page(
        administration_page(administration), module=ModuleFactory(administration=administration)
    )
    lesson_page(home, title="A national lesson", body=prose())
    own = MembershipFactory(administration=administration, role=role).user
    start_module(officer=own, module=home.module, administration=administration, now=NOON)
    stranger = MembershipFactory(administration=other_administration, role=role).user
    assert titles(search(client, own, "rhinoceros")) == ["A national lesson"]
    assert "national lesson" not in search(client, stranger, "rhinoceros").content.decode()


def test_drafts_retired_and_restricted_lessons_are_not_found(client, reader, lesson):
    home = lesson.get_parent().specific
    lesson_page(home, title="A draft", body=prose(), live=False)
    retired = lesson_page(home, title="Retired", body=prose())
    retired.unit.retired_at = NOON
    retired.unit.save()
    restricted = lesson_page(home, title="Restricted", body=prose())
    PageViewRestriction.objects.create(page=restricted, restriction_type="password", password="x")
    assert titles(search(client, reader, "rhinoceros")) == ["Horn in trade"]


def test_a_copy_that_stands_elsewhere_is_not_found_twice(client, reader, lesson):
    elsewhere = module_page(slug="elsewhere")
    lesson.copy(to=elsewhere, keep_live=True)
    assert titles(search(client, reader, "rhinoceros")) == ["Horn in trade"]


def test_who_belongs_nowhere_finds_nothing(client, lesson):
    assert titles(search(client, UserFactory(), "rhinoceros")) == []


def test_nobody_searches_without_signing_in(client):
    assert client.get(reverse("courses:search"), {"q": "x"})["Location"].startswith("/accounts/login/")


def test_terms_come_in_by_a_source(client, reader, monkeypatch):
    asked = []

    def glossary(words, user):
        asked.append((words, user))
        return [Find("Appendix II", "Trade is controlled.", "/terms/appendix-ii/")]

    monkeypatch.setattr(finding, "_sources", [])
    finding.register(glossary)
    finding.register(glossary)
    text = search(client, reader, "Appendix").content.decode()
    assert asked == [(["appendix"], reader)]
    assert 'href="/terms/appendix-ii/"' in text
    assert "Trade is controlled." in text
    assert "Nothing found" not in text


def test_the_number_of_queries_does_not_grow(client, reader, lesson, administration):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            search(client, reader, "rhinoceros")
        return len(caught)

    few = queries()
    for number in range(4):
        home = module_page(slug=f"more-{number}")
        lesson_page(home, title=f"Lesson {number}", body=prose())
        lesson_page(home, title=f"Another {number}", body=prose())
        start_module(officer=reader, module=home.module, administration=administration, now=NOON)
    assert len(titles(search(client, reader, "rhinoceros"))) == 9
    assert queries() <= few


def test_the_sentence_with_most_of_the_words_is_shown():
    texts = ["A permit is needed. An import permit is a paper. The import ends."]
    assert "".join(excerpt(texts, ["import", "permit"])) == "An import permit is a paper."


def test_a_long_sentence_is_cut_around_the_find():
    before, hit, after = excerpt(["word " * 200 + "needle " + "more " * 200], ["needle"])
    assert hit == "needle"
    assert before.startswith("… ")
    assert after.endswith(" …")
    assert len(before + hit + after) < 300
