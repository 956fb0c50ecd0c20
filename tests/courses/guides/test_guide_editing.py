"""Guides in the Wagtail admin: written by their trainers, checked, seen before they are published."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.models import Role
from courses.guide_contents import guide_of
from courses.models import GuideEntry, GuideEntryPage, GuidePage, Unit
from courses.packs import read_pack
from courses.services.packs import write_pack
from tests.courses.factories import module_page
from tests.courses.packs import make_pack
from tests.factories import NOON, MembershipFactory

# Making the small size of a drawing for a chooser leaves a temporary file to the collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def guide(tmp_path):
    write_pack(read_pack(make_pack(tmp_path / "sample")), now=NOON)
    return GuidePage.objects.get()


@pytest.fixture
def author(client, admin_user):
    client.force_login(admin_user)
    return client


def fields_of(client, url):
    """What the form of a page of the admin would send as it stands."""
    response = client.get(url)
    assert response.status_code == 200
    form = BeautifulSoup(response.content, "html.parser").find("form", id="page-edit-form")
    sent = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if (
            not name
            or kind in {"submit", "file"}
            or (kind in {"checkbox", "radio"} and not field.has_attr("checked"))
        ):
            continue
        if field.name == "textarea":
            value = (field.string or "").removeprefix("\n")
        elif field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            value = chosen["value"] if chosen else ""
        else:
            value = field.get("value", "on" if kind == "checkbox" else "")
        sent.setdefault(name, []).append(value)
    return sent


def _stream(name, page):
    """A StreamField of a page as its form sends it: the editor of a stream is made by a script."""
    rows = getattr(page, name).get_prep_value()
    sent = {f"{name}-count": str(len(rows))}
    for place, row in enumerate(rows):
        begin = f"{name}-{place}"
        sent |= {f"{begin}-deleted": "", f"{begin}-order": str(place), f"{begin}-type": row["type"]}
        sent |= {f"{begin}-id": row.get("id") or ""}
        sent |= {f"{begin}-value-{key}": str(value or "") for key, value in row["value"].items()}
    return sent


def edit(client, page, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = fields_of(client, url) | _stream("diagnostic", page) | _stream("look_alikes", page)
    return client.post(url, sent | {"action-publish": "publish"} | changes)


def entry(slug="red-sample"):
    return GuideEntryPage.objects.get(entry__slug=slug)


def test_saving_an_entry_without_a_change_changes_nothing(author, guide):
    before = guide_of(guide).form
    response = edit(author, entry())
    assert response.status_code == 302, re.findall(r"error.{0,200}", response.content.decode())[:5]
    assert guide_of(GuidePage.objects.get()).form == before


def test_a_trainer_ticks_what_an_entry_can_show(author, guide):
    url = reverse("wagtailadmin_pages:edit", args=[entry().pk])
    html = author.get(url).content.decode()
    assert 'name="states-grain" value="rings" checked' in html
    assert 'name="states-float"' not in html
    edit(author, entry(), **{"states-grain": ["rings", "even"], "states-smell": []})
    assert entry().states == {"grain": ["rings", "even"], "colour": ["red"]}


def test_a_look_alike_that_is_not_there_is_refused_in_words(author, guide):
    response = edit(author, entry(), **{"look_alikes-0-value-entry": "gone-sample"})
    assert response.status_code == 200
    assert "There is no entry gone-sample" in response.content.decode()
    assert entry().look_alikes[0].value["entry"] == "brown-sample"


def test_a_row_of_the_tables_that_is_misspelt_is_refused_in_words(author, guide):
    response = edit(author, entry(), reference="wood:oak")
    assert response.status_code == 200
    assert "wood:oak names no row" in response.content.decode()


def test_a_new_entry_gets_its_identity_and_its_copy_keeps_it(author, guide):
    new = GuidePage.objects.get().add_child(
        instance=GuideEntryPage(title="New sample", slug="new-sample", group="woods")
    )
    assert new.entry == GuideEntry.objects.get(unit=guide.unit, slug="new-sample")
    copied = new.copy(update_attrs={"slug": "new-sample-2"})
    assert copied.entry == new.entry
    new.title, new.slug = "Newer sample", "newer"
    new.save_revision().publish()
    assert GuideEntryPage.objects.get(pk=new.pk).entry.slug == "new-sample"


def test_a_guide_made_in_the_admin_is_the_one_guide_of_its_module(db):
    home = module_page()
    page = home.add_child(instance=GuidePage(title="Woods", slug="woods"))
    assert (page.unit.kind, page.unit.slug, page.unit.required) == (Unit.Kind.GUIDE, "guide", False)
    assert not GuidePage.can_create_at(home)


def test_an_entry_stays_in_its_guide(guide):
    other = module_page(slug="other").add_child(instance=GuidePage(title="Other", slug="guide"))
    assert not entry().can_move_to(other)
    assert entry().can_move_to(GuidePage.objects.get(pk=guide.pk))


def test_deleting_pages_keeps_what_is_remembered_of_them(author, guide):
    page = entry()
    response = author.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert response.status_code == 302
    assert not GuideEntryPage.objects.filter(pk=page.pk).exists()
    assert GuideEntry.objects.filter(slug="red-sample").exists()
    response = author.post(reverse("wagtailadmin_pages:delete", args=[guide.pk]))
    assert response.status_code == 302
    assert Unit.objects.filter(pk=guide.unit_id).exists()


def test_a_draft_is_seen_in_the_preview_and_nowhere_else(author, guide):
    page = entry()
    page.summary = "Not for officers yet."
    page.save_revision()
    draft = author.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Not for officers yet." in draft
    assert "Not for officers yet." not in author.get(page.url).content.decode()
    guide.introduction = "A new introduction."
    guide.save_revision()
    draft = author.get(reverse("wagtailadmin_pages:view_draft", args=[guide.pk])).content.decode()
    assert "A new introduction." in draft


def test_trainers_of_another_land_come_across_nothing(client, guide, administration):
    client.force_login(MembershipFactory(administration=administration, role=Role.TRAINER).user)
    for page in (guide, entry()):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert client.get(url).status_code in {302, 403, 404}
        assert client.post(url, {"title": "Taken", "slug": "taken"}).status_code in {302, 403, 404}
    assert guide.title == GuidePage.objects.get(pk=guide.pk).title
