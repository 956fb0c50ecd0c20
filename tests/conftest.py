"""What every test may count on."""

import pytest
from django.core.cache import cache

from accounts.models import Role
from tests.factories import AdministrationFactory, MembershipFactory


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


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


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
