"""The short way to a lesson shows what Wagtail would show, and nothing that Wagtail would not."""

import gzip
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.actions.move_page import MovePageAction
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from accounts.models import Membership, Role
from courses.models import Module
from courses.services.progress import complete_unit, start_module
from courses.services.site import administration_page
from elearning.models import ContentChange
from elearning.pieces import Pieces
from elearning.serving import Nobody, Reader, TooPersonal
from tests.courses.factories import lesson_page, module_page, published, quiz_page
from tests.factories import NOON, MembershipFactory, ModuleFactory, ObjectiveFactory, SourceFactory

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")\w{64}')
QUERIES = 3


@pytest.fixture
def module(db):
    return module_page()


@pytest.fixture
def lesson(module):
    return lesson_page(module, objectives=[ObjectiveFactory()], sources=[SourceFactory()])


@pytest.fixture
def reader(client, module, lesson, officer, administration):
    """An officer at work in the module who has opened the lesson."""
    lesson_page(module, title="Valid or not", slug="valid-or-not")
    quiz_page(module)
    return at_work(client, officer, module, administration, lesson)


def at_work(client, officer, module, administration, *lessons):
    start_module(officer=officer, module=module.module, administration=administration, now=NOON)
    client.force_login(officer)
    for lesson in lessons:
        assert client.get(lesson.url).status_code == 200
    return client


def queries_of(client, address, **headers):
    """The response, and how many queries it took once the page is kept."""
    client.get(address, **headers)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, **headers)
    return response, len(queries)


def text(response):
    return TOKEN.sub(r"\1", response.content.decode())


def long_way(client, address):
    """What Wagtail's own way answers: an officer who opens the site with nothing kept."""
    caches["pages"].clear()
    return client.get(address)


def test_a_lesson_takes_three_queries_session_and_person_included(reader, lesson):
    response, queries = queries_of(reader, lesson.url)
    assert "one consignment" in response.content.decode()
    assert queries == QUERIES


def test_the_short_way_shows_what_wagtail_shows(reader, lesson, officer, administration, module):
    for done in (False, True):
        if done:
            complete_unit(officer=officer, unit=lesson.unit, administration=administration, now=NOON)
        short, queries = queries_of(reader, lesson.url)
        long = long_way(reader, lesson.url)
        assert queries == QUERIES
        assert text(short) == text(long)
        assert ("You have done this lesson" in text(short)) is done
        differing = {"Content-Length", "Vary"}
        assert {k: v for k, v in short.items() if k not in differing} == {
            k: v for k, v in long.items() if k not in differing
        }
        assert "Cookie" in short["Vary"]


def test_the_form_of_a_kept_lesson_is_accepted(module, lesson, officer, administration):
    client = at_work(Client(enforce_csrf_checks=True), officer, module, administration, lesson)
    response, queries = queries_of(client, lesson.url)
    assert queries == QUERIES
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]
    address = reverse("courses:complete_unit", args=[lesson.unit_id])
    assert client.post(address).status_code == 403
    assert client.post(address, {"csrfmiddlewaretoken": token}).status_code == 302


def test_a_kept_lesson_gives_each_reader_a_token_of_their_own(reader, module, lesson, administration):
    other = at_work(Client(), MembershipFactory(administration=administration).user, module, administration)
    other.get(lesson.url)
    mine, theirs = (queries_of(client, lesson.url)[0].content.decode() for client in (reader, other))
    assert TOKEN.sub("", mine) == TOKEN.sub("", theirs)
    tokens = [set(re.findall(r'csrfmiddlewaretoken" value="(\w+)', page)) for page in (mine, theirs)]
    assert tokens[0].isdisjoint(tokens[1])


def test_a_kept_lesson_comes_compressed_to_who_can_read_that(reader, lesson):
    plain, _ = queries_of(reader, lesson.url)
    packed, queries = queries_of(reader, lesson.url, headers={"accept-encoding": "gzip, br"})
    assert queries == QUERIES
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain["Vary"]
    assert TOKEN.sub("", gzip.decompress(packed.content).decode()) == TOKEN.sub("", plain.content.decode())


def test_compressed_pieces_have_one_length_whatever_the_token():
    page = b'<p>%s</p><input type="hidden" name="csrfmiddlewaretoken" value="%s"><p>%s</p>'
    pieces = Pieces.of(page % (b"a" * 3000, b"x" * 64, b"a" * 3000))
    random, alike = "q8Jv" + "7fKd2" * 12, "a" * 64
    assert len(pieces.gzipped(random)) == len(pieces.gzipped(alike)) < 400
    for token in (random, alike):
        assert gzip.decompress(pieces.gzipped(token)) == page % (b"a" * 3000, token.encode(), b"a" * 3000)


# --- who may read -----------------------------------------------------------------------------------


def test_signing_out_closes_a_kept_lesson(reader, lesson):
    queries_of(reader, lesson.url)
    reader.logout()
    assert reader.get(lesson.url).status_code == 302


def test_a_kept_lesson_is_shown_to_nobody_who_does_not_take_the_module(
    reader, module, lesson, administration
):
    queries_of(reader, lesson.url)
    stranger = Client()
    stranger.force_login(MembershipFactory(administration=administration).user)
    response = stranger.get(lesson.url)
    assert (response.status_code, response.url) == (302, module.url)


def test_a_membership_that_ends_closes_a_kept_lesson(reader, lesson, officer):
    queries_of(reader, lesson.url)
    Membership.objects.filter(user=officer).update(until=timezone.now().date() - timedelta(days=1))
    assert reader.get(lesson.url).url == reverse("accounts:waiting")


def test_a_module_set_back_closes_a_kept_lesson(reader, module, lesson):
    queries_of(reader, lesson.url)
    Module.objects.filter(pk=module.module_id).update(status=Module.Status.PREPARATION)
    assert reader.get(lesson.url).url == module.url


def test_a_kept_lesson_of_a_national_module_stays_hidden_from_others(
    client, administration, foreign_coordinator, officer
):
    ground = administration_page(administration)
    module = module_page(ground, module=ModuleFactory(administration=administration, convention=None))
    lesson = lesson_page(module)
    at_work(client, officer, module, administration, lesson)
    response, queries = queries_of(client, lesson.url)
    assert (response.status_code, queries) == (200, QUERIES)
    other = Client()
    other.force_login(foreign_coordinator)
    assert other.get(lesson.url).status_code == 404
    Membership.objects.filter(user=officer).update(
        administration=foreign_coordinator.memberships.get().administration
    )
    assert client.get(lesson.url).status_code == 404


def test_the_header_of_a_kept_lesson_is_that_of_the_reader_s_roles(
    reader, module, lesson, officer, administration
):
    assert "Authoring" not in text(queries_of(reader, lesson.url)[0])
    MembershipFactory(user=officer, administration=administration, role=Role.TRAINER)
    response, queries = queries_of(reader, lesson.url)
    assert queries == QUERIES
    assert "Authoring" in text(response)


# --- what the trainer does --------------------------------------------------------------------------


def restrict(lesson):
    PageViewRestriction.objects.create(
        page=lesson, restriction_type=PageViewRestriction.PASSWORD, password="lantern"
    )


def restrict_the_module(lesson):
    restrict(lesson.get_parent())


@pytest.mark.parametrize("restriction", [restrict, restrict_the_module])
def test_a_view_restriction_holds_at_once(reader, lesson, restriction):
    queries_of(reader, lesson.url)
    restriction(lesson)
    for _ in range(2):
        assert "one consignment" not in reader.get(lesson.url).content.decode()
    PageViewRestriction.objects.all().delete()
    assert "one consignment" in reader.get(lesson.url).content.decode()


@pytest.mark.parametrize("hook", ["before_serve_page", "on_serve_page"])
def test_hooks_hold_for_a_kept_lesson(reader, lesson, hook):
    queries_of(reader, lesson.url)
    closed = HttpResponse("closed for the day")

    def before(page, request, args, kwargs):
        return closed

    def around(serve):
        return lambda *args: closed

    with hooks.register_temporarily(hook, before if hook == "before_serve_page" else around):
        assert reader.get(lesson.url).content == b"closed for the day"


def unpublish(page):
    page.unpublish()


def delete(page):
    page.delete()


@pytest.mark.parametrize("take_away", [unpublish, delete])
def test_a_lesson_that_is_taken_away_is_gone_at_once(reader, lesson, take_away):
    queries_of(reader, lesson.url)
    take_away(lesson)
    assert reader.get(lesson.url).status_code == 404


def test_a_lesson_that_moves_is_gone_from_its_old_address_at_once(reader, module, lesson, admin_user):
    queries_of(reader, lesson.url)
    elsewhere = module_page(module=module.module, title="The same again", slug="again")
    old = lesson.url
    MovePageAction(lesson, elsewhere, pos="last-child", user=admin_user).execute(skip_permission_checks=True)
    assert reader.get(old).status_code == 404


def test_a_module_that_gets_another_address_takes_its_lessons_along(reader, module, lesson):
    queries_of(reader, lesson.url)
    module.slug = "endangered-species"
    published(module)
    assert reader.get(lesson.url).status_code == 404
    moved = type(lesson).objects.get(pk=lesson.pk)
    assert "endangered-species" in moved.url
    assert reader.get(moved.url).status_code == 200


def test_what_is_published_is_read_at_once_and_a_draft_by_nobody(reader, lesson):
    queries_of(reader, lesson.url)
    lesson.body = [("prose", RichText("<p>Quite new.</p>"))]
    lesson.title = "Another title"
    lesson.save_revision()
    response, queries = queries_of(reader, lesson.url)
    assert queries == QUERIES
    assert "Quite new." not in text(response)
    assert "Another title" not in text(response)
    lesson.get_latest_revision().publish()
    content = text(reader.get(lesson.url))
    assert "Quite new." in content
    assert "Another title" in content


def test_saving_a_draft_does_not_empty_the_cache(lesson):
    before = ContentChange.objects.count()
    lesson.title = "A draft"
    lesson.save_revision()
    assert ContentChange.objects.count() == before


def test_a_new_lesson_beside_it_stands_in_the_contents_at_once(reader, module, lesson):
    queries_of(reader, lesson.url)
    lesson_page(module, title="Quite a new lesson", slug="new")
    assert "Quite a new lesson" in text(reader.get(lesson.url))


def test_the_edition_differs_in_whichever_order_two_changes_become_visible(db):
    """Of two transactions at once, the one with the smaller key may be committed last."""
    editions = [ContentChange.objects.edition().get()["edition"]]
    start = 10 + (ContentChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)
    for key in (start + 1, start):
        ContentChange.objects.create(pk=key)
        editions.append(ContentChange.objects.edition().get()["edition"])
    assert len(set(editions)) == 3


def test_old_marks_of_changes_are_forgotten_when_no_kept_page_can_depend_on_them(db):
    now = timezone.now()
    ContentChange.objects.all().delete()
    for days in (0, 8, 9):
        ContentChange.objects.create(made_at=now - timedelta(days=days))
    call_command("forget_changes")
    assert ContentChange.objects.count() == 3
    with time_machine.travel(now + timedelta(hours=1)):
        call_command("forget_changes")
    assert ContentChange.objects.count() == 1


# --- what would be personal -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["name", "pk", "email", "has_perm"])
def test_a_kept_page_cannot_ask_who_reads_it(name):
    with pytest.raises(TooPersonal):
        getattr(Reader(), name)
    with pytest.raises(TooPersonal):
        str(Nobody())


def test_a_template_that_names_the_reader_is_served_the_long_way(
    reader, lesson, officer, settings, tmp_path, caplog
):
    (tmp_path / "components").mkdir()
    (tmp_path / "components" / "brand.html").write_text("<b>{{ user.name }}</b>")
    templates = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    settings.TEMPLATES = templates
    response, queries = queries_of(reader, lesson.url)
    assert f"<b>{officer.name}</b>" in response.content.decode()
    assert queries > QUERIES
    assert "ask for name of the reader" in caplog.text


def test_a_message_is_shown_on_the_long_way_and_only_once(reader, module, lesson):
    queries_of(reader, lesson.url)
    closed = lesson_page(module_page(title="Another", slug="another"))
    assert reader.get(closed.url).status_code == 302
    assert "Start the module first." in reader.get(lesson.url).content.decode()
    assert "Start the module first." not in reader.get(lesson.url).content.decode()
