"""Entries of guides in the HS finder: international ones, as they are published. And the list of guides."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.guide_contents import fields_of_entry
from courses.guides.forms import GuideForm
from courses.models import GuideEntryPage, GuidePage
from courses.packs import read_pack
from courses.services.packs import write_pack
from reference.formats.marked_yaml import read_yaml
from reference.services import finder
from tests.courses.guides.guide_for_tests import GUIDE
from tests.courses.guides.laying import lay_guide
from tests.courses.packs import make_pack
from tests.factories import NOON, AdministrationFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def page(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    write_pack(read_pack(make_pack(tmp_path / "sample")), now=NOON)
    return GuidePage.objects.get()


def found(query):
    return [other.title for other in finder.find(query, on=TODAY).others]


def test_an_entry_is_found_by_anybody_and_led_to(page, client):
    entry = GuideEntryPage.objects.child_of(page).order_by("path").first()
    assert found(entry.title)[0] == entry.title
    answer = client.get("/hs/", {"q": entry.title})
    assert f'href="{entry.url}"' in answer.content.decode()


def test_an_entry_that_is_taken_from_the_site_is_found_no_more(page):
    entry = GuideEntryPage.objects.child_of(page).order_by("path").first()
    assert entry.title in found(entry.title)
    entry.unpublish()
    assert entry.title not in found(entry.title)


def test_an_entry_is_found_under_its_new_name_when_that_is_published(page):
    entry = GuideEntryPage.objects.child_of(page).order_by("path").first()
    entry.title = "Zebra wood"
    revision = entry.save_revision()
    assert found("zebra") == []
    revision.publish()
    assert found("zebra") == ["Zebra wood"]


def test_a_guide_that_stands_on_no_ground_is_not_told_of(page, administration):
    title = GuideEntryPage.objects.child_of(page).order_by("path").first().title
    assert title in found(title)
    module = page.unit.module
    module.administration = administration
    module.save()
    page.save()
    assert found(title) == []


def test_members_find_the_guides_on_one_page(page, client, officer, django_assert_num_queries):
    client.force_login(officer)
    assert page.url in client.get("/guides/").content.decode()
    twin = lay_guide(GuideForm.model_validate(read_yaml(GUIDE, "guide.yaml")[0].data), slug="twin")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/guides/")
    assert twin.url in answer.content.decode()
    with django_assert_num_queries(len(asked)):
        client.get("/guides/")
    module = twin.unit.module
    module.administration = AdministrationFactory(slug="elsewhere")
    module.save()
    assert twin.url not in client.get("/guides/").content.decode()


def test_strangers_are_asked_to_sign_in_before_they_see_guides(page, client):
    assert client.get("/guides/").url.startswith("/accounts/login/")


def test_a_character_may_be_called_picture():
    entry = GuideForm.model_validate(read_yaml(GUIDE, "guide.yaml")[0].data).entries[0]
    states = {"picture": ["flame"]}
    fields = fields_of_entry(entry.model_copy(update={"states": states, "picture": "flame"}), {"flame": 7})
    assert (fields["states"], fields["picture_id"]) == (states, 7)
