"""Tests against real server processes: what no test client can show."""

import os

import pytest

from tests.served import copy_of


@pytest.fixture(scope="session")
def site(tmp_path_factory, prepared_site):
    """A site with the demonstration, shared by these tests."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    return copy_of(prepared_site, tmp_path_factory.mktemp("served"), f"green_customs_served_{worker}")
