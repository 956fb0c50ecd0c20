"""The bare site: laid once, and again without harm."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupPagePermission, Page, Site

from accounts.services.administrations import create_administration
from courses.models import AdministrationPage, CataloguePage, HomePage
from courses.services.site import (
    INTERNATIONAL_COLLECTION,
    INTERNATIONAL_TRAINERS,
    administration_page,
    international_collection,
    international_trainers,
    lay_site,
)


@pytest.mark.django_db
def test_the_home_page_is_the_root_of_the_only_site():
    site = Site.objects.get()
    assert site.is_default_site
    assert site.root_page.specific == HomePage.objects.get()
    assert CataloguePage.objects.get().url == "/catalogue/"
    assert not Page.objects.filter(title__startswith="Welcome").exists()


@pytest.mark.django_db
def test_laying_the_site_twice_is_once():
    before = list(Page.objects.order_by("pk").values())
    permissions = GroupPagePermission.objects.count()
    assert lay_site() == lay_site() == HomePage.objects.get()
    assert list(Page.objects.order_by("pk").values()) == before
    assert GroupPagePermission.objects.count() == permissions
    assert Group.objects.filter(name=INTERNATIONAL_TRAINERS).count() == 1
    assert Collection.objects.filter(name=INTERNATIONAL_COLLECTION).count() == 1


@pytest.mark.django_db
def test_international_trainers_write_below_the_catalogue(django_user_model):
    user = django_user_model.objects.create_person(name="Sample Trainer")
    user.groups.add(international_trainers())
    catalogue, home = CataloguePage.objects.get(), HomePage.objects.get()
    assert catalogue.permissions_for_user(user).can_add_subpage()
    assert catalogue.permissions_for_user(user).can_publish_subpage()
    assert not catalogue.permissions_for_user(user).can_delete()
    assert not home.permissions_for_user(user).can_edit()
    assert user.has_perm("wagtailadmin.access_admin")
    assert international_collection().name == INTERNATIONAL_COLLECTION


@pytest.mark.django_db
def test_an_administration_gets_a_page_that_its_trainers_alone_may_edit(django_user_model):
    own = create_administration(slug="sampland", name="Sampland Customs")
    other = create_administration(slug="otherland", name="Otherland Customs")
    page = AdministrationPage.objects.get(administration=own)
    trainer = django_user_model.objects.create_person(name="Sample Trainer")
    trainer.groups.add(own.trainers)
    assert page.permissions_for_user(trainer).can_add_subpage()
    assert page.permissions_for_user(trainer).can_publish_subpage()
    assert not page.permissions_for_user(trainer).can_delete()
    stranger = django_user_model.objects.create_person(name="Other Trainer")
    stranger.groups.add(other.trainers)
    assert not page.permissions_for_user(stranger).can_edit()
    assert not CataloguePage.objects.get().permissions_for_user(trainer).can_edit()
    assert administration_page(own) == page


def test_the_site_is_laid_again_after_a_flush(laid_site):
    assert laid_site == HomePage.objects.get()
    assert create_administration(slug="sampland", name="Sampland Customs").pages.count() == 1
