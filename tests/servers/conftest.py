"""Tests against real server processes: what no test client can show."""

import os

import pytest

from tests.served import Site, make_database


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A prepared site with the demonstration and sixteen further officers, shared by these tests."""
    folder = tmp_path_factory.mktemp("served")
    name = f"green_customs_served_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    site = Site(folder, make_database(folder, name))
    site.manage("prepare")
    return site
