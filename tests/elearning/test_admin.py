"""The Wagtail admin in the look of the site, and its first page as an author's way to the work."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from accounts.models import Role
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from courses.models import AdministrationPage
from courses.services.site import international_trainers
from elearning.authors import guides
from quizzes.models import Bank
from tests.courses.factories import lesson_page, module_page
from tests.factories import NOON, ModuleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    """A trainer of Sampland, signed in."""
    administration = create_administration(slug="sampland", name="Sampland Customs")
    user = UserFactory()
    add_member(user=user, administration=administration, role=Role.TRAINER, since=NOON.date())
    client.force_login(user)
    return user


@pytest.fixture
def national():
    """The page of a module that is Sampland's own."""
    create_administration(slug="sampland", name="Sampland Customs")
    ground = AdministrationPage.objects.get(administration__slug="sampland")
    module = ModuleFactory(administration=ground.administration, convention=None, title="Timber of Sampland")
    return module_page(ground, module=module, title="Timber of Sampland", slug="timber")


def first_page(client):
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_pages_of_the_admin_bear_the_name_the_mark_and_the_colours_of_the_site(client, trainer):
    page = first_page(client)
    assert re.search(r"<title>\s*Dashboard - Green Customs\s*</title>", page)
    assert re.search(
        r'<link rel="icon" type="image/svg\+xml" href="[^"]*elearning/img/favicon[^"]*svg">', page
    )
    assert "wagtailadmin/images/favicon.ico" not in page
    logo = page.split("data-wagtail-sidebar-branding-logo>")[1].split("</template>")[0]
    assert "<svg" in logo
    assert "<b>Green Customs</b>" in logo
    assert re.search(r'<link rel="stylesheet" href="[^"]*elearning/css/admin[^"]*css">', page)


def test_the_brand_colour_of_the_admin_is_that_of_the_site():
    with open(finders.find("elearning/css/site.css")) as file:
        brand = re.search(r"--brand: #(\w{6})", file.read())[1]
    with open(finders.find("elearning/css/admin.css")) as file:
        said = file.read()
    hue, saturation, lightness = (
        float(re.search(rf"--w-color-primary-{part}: ([\d.]+)", said)[1])
        for part in ("hue", "saturation", "lightness")
    )
    # From HSL to RGB as CSS Color 4 has it, 7.1.
    amount = saturation / 100 * min(lightness / 100, 1 - lightness / 100)

    def channel(n):
        k = (n + hue / 30) % 12
        return round(255 * (lightness / 100 - amount * max(-1, min(k - 3, 9 - k, 1))))

    assert [channel(n) for n in (0, 8, 4)] == pytest.approx([*bytes.fromhex(brand)], abs=1)


def test_what_is_light_on_dark_is_said_for_both_ways_of_being_dark():
    with open(finders.find("elearning/css/admin.css")) as file:
        said = file.read()
    asked = re.search(r"\n\.w-theme-dark \{(.*?)\}", said, re.DOTALL)[1]
    left = re.search(r"\n  \.w-theme-system \{(.*?)\}", said, re.DOTALL)[1]
    assert asked.split() == left.split()


def test_the_door_of_the_admin_is_the_sign_in_of_the_site(client):
    answer = client.get(reverse("wagtailadmin_home"), follow=True)
    path, query = urlsplit(answer.redirect_chain[-1][0])[2:4]
    assert path == reverse("account_login")
    assert parse_qs(query)["next"] == [reverse("wagtailadmin_home")]
    assert "wagtailadmin" not in answer.content.decode()


def test_an_address_of_the_admin_that_leads_nowhere_says_so_in_the_look_of_the_site(client, trainer):
    answer = client.get("/admin/nowhere/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "This page is not there - Green Customs" in page
    assert f'href="{reverse("wagtailadmin_home")}"' in page


def test_the_first_page_leads_a_trainer_to_modules_drafts_banks_and_the_documentation(
    client, trainer, national
):
    lesson = lesson_page(national, live=False, title="Marks on logs", slug="marks")
    lesson.save_revision()
    page = first_page(client)
    assert f'<a href="{reverse("wagtailadmin_explore", args=[national.pk])}">Timber of Sampland</a>' in page
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[lesson.pk])}">Marks on logs</a>' in page
    bank = Bank.objects.get(administration__slug="sampland")
    assert reverse("question_banks:bank", args=[bank.slug]) in page
    assert reverse("authors:guide", args=["writing"]) in page


def test_nobody_is_led_to_the_work_of_others(client, trainer, national):
    other = create_administration(slug="otherland", name="Otherland Customs")
    stranger = UserFactory()
    add_member(user=stranger, administration=other, role=Role.TRAINER, since=NOON.date())
    module_page(title="Trade in endangered species", live=False)
    client.force_login(stranger)
    page = first_page(client)
    assert "Timber of Sampland" not in page
    assert "Trade in endangered species" not in page
    stranger.groups.add(international_trainers())
    client.force_login(stranger)
    page = first_page(client)
    assert "Timber of Sampland" not in page
    assert "Trade in endangered species" in page


def test_the_first_page_asks_the_database_the_same_for_few_and_many(
    client, trainer, national, django_assert_num_queries, django_assert_max_num_queries
):
    first_page(client)
    with django_assert_max_num_queries(60) as few:
        first_page(client)
    ground = national.get_parent()
    for number in range(8):
        module = ModuleFactory(administration=national.module.administration, convention=None)
        page = module_page(ground, module=module, title=f"Module {number}", slug=f"module-{number}")
        lesson_page(page, live=False, slug=f"draft-{number}").save_revision()
    with django_assert_num_queries(len(few)):
        first_page(client)


def test_the_documentation_is_read_in_the_admin(client, trainer):
    assert [guide.slug for guide in guides()][:1] == ["writing"]
    for guide in guides():
        answer = client.get(reverse("authors:guide", args=[guide.slug]))
        assert guide.title in answer.content.decode()
        assert '<article class="gc-prose"><' in answer.content.decode()
    assert client.get(reverse("authors:guide", args=["nothing"])).status_code == 404


def test_the_documentation_is_for_authors(client, officer):
    client.force_login(officer)
    assert client.get(reverse("authors:guide", args=["writing"])).status_code == 302
