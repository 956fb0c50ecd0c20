"""The server starts where it is safe, and says what is missing where it is not."""

import socket
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from elearning.management.commands import run
from elearning.startup import refuse_unsafe_start
from tests.factories import UserFactory

SAFE = {
    "DEMO": False,
    "SECRET_KEY": "our own",
    "SITE_URL": "https://learn.example.org",
    "ALLOWED_HOSTS": ["x"],
}


def refusal(settings, bound_to="0.0.0.0", **changed):
    for name, value in (SAFE | changed).items():
        setattr(settings, name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe_start(bound_to=bound_to)
    return str(refused.value)


def test_a_complete_installation_starts(settings, db):
    for name, value in SAFE.items():
        setattr(settings, name, value)
    refuse_unsafe_start(bound_to="0.0.0.0")


def test_sample_accounts_keep_it_from_starting(settings, db):
    UserFactory(is_sample=True)
    assert "Demonstration accounts" in refusal(settings)


def test_the_published_key_keeps_it_from_starting(settings, db):
    assert "SECRET_KEY" in refusal(settings, SECRET_KEY=settings.DEFAULT_SECRET_KEY)


def test_a_missing_address_keeps_it_from_starting(settings, db):
    assert "SITE_URL" in refusal(settings, SITE_URL="")


def test_no_allowed_hosts_keeps_it_from_starting(settings, db):
    assert "ALLOWED_HOSTS" in refusal(settings, ALLOWED_HOSTS=[])


def test_every_reason_is_named_at_once(settings, db):
    UserFactory(is_sample=True)
    said = refusal(settings, SECRET_KEY=settings.DEFAULT_SECRET_KEY, SITE_URL="", ALLOWED_HOSTS=[])
    assert len(said.splitlines()) == 5


@pytest.mark.parametrize("bound_to", ["0.0.0.0", "192.0.2.1", "::", ""])
def test_a_demonstration_is_never_served_to_others(settings, db, bound_to):
    assert "SECRET_KEY" in refusal(
        settings, bound_to=bound_to, DEMO=True, SECRET_KEY=settings.DEFAULT_SECRET_KEY
    )


@pytest.mark.parametrize("bound_to", ["127.0.0.1", "localhost", "::1"])
def test_a_demonstration_starts_on_this_machine(settings, db, bound_to):
    settings.DEMO, settings.SECRET_KEY = True, settings.DEFAULT_SECRET_KEY
    refuse_unsafe_start(bound_to=bound_to)


def test_a_taken_port_is_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken by another program"):
            call_command("run", host="127.0.0.1", port=port, stdout=StringIO())


def test_a_full_disk_is_one_sentence(monkeypatch):
    monkeypatch.setattr(run.shutil, "disk_usage", lambda folder: run.shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(CommandError, match=r"^The disk that holds .* is full: make room"):
        call_command("run", host="127.0.0.1", port=0, stdout=StringIO())


def test_demonstration_accounts_need_a_demonstration(settings, db):
    settings.DEMO = False
    with pytest.raises(CommandError, match="published passwords"):
        call_command("make_demo")
