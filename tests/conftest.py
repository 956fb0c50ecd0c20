"""What every test may count on."""

import os
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Collection, Locale, Page

from accounts.models import Role
from certification.pdf.fonts import make_fonts
from courses.services.site import lay_site
from tests.factories import AdministrationFactory, MembershipFactory
from tests.served import Site, make_database

# How long a machine at other work takes to think of an example says nothing of the code.
hypothesis_settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("suite")


def pytest_configure(config):
    """Make the fonts of the certificates once, before several workers would make them at the same time."""
    if not hasattr(config, "workerinput"):
        make_fonts(settings.FONTS_ROOT)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Transactional tests empty the database, and browser tests are slow: both run last."""
    items.sort(key=_lateness)


def _lateness(item):
    if item.get_closest_marker("browser"):
        return 2
    marker = item.get_closest_marker("django_db")
    transactional = marker is not None and marker.kwargs.get("transaction", False)
    return 1 if transactional or "transactional_db" in getattr(item, "fixturenames", ()) else 0


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The bare site is there for every test."""
    with django_db_blocker.unblock():
        lay_site()


@pytest.fixture(scope="session")
def prepared_site(tmp_path_factory):
    """The site as its own command prepares it, with the demonstration but for its history.

    Nobody serves it: take a copy.
    """
    folder = tmp_path_factory.mktemp("prepared")
    name = f"green_customs_prepared_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    site = Site(folder, make_database(folder, name))
    site.manage("prepare", "--without-history")
    return site


@pytest.fixture
def laid_site(transactional_db):
    """For transactional tests: what migrations make and a flush takes away, and the bare site."""
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    if Page.get_first_root_node() is None:
        Page.add_root(instance=Page(title="Root", slug="root"))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    import_module("reference.migrations.0002_conventions").write_conventions(apps, None)
    return lay_site()


@pytest.fixture(autouse=True)
def _empty_cache():
    for name in settings.CACHES:
        caches[name].clear()
    yield
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def administration(db):
    return AdministrationFactory(slug="sampland", name="Sampland Customs")


@pytest.fixture
def other_administration(db):
    return AdministrationFactory(slug="otherland", name="Otherland Customs")


@pytest.fixture
def officer(administration):
    """A trainee of `administration`."""
    return MembershipFactory(administration=administration, user__name="Sample Officer").user


@pytest.fixture
def coordinator(administration):
    return MembershipFactory(
        administration=administration, role=Role.COORDINATOR, user__name="Sample Coordinator"
    ).user


@pytest.fixture
def foreign_coordinator(other_administration):
    return MembershipFactory(
        administration=other_administration, role=Role.COORDINATOR, user__name="Other Coordinator"
    ).user
