"""What tests of pages need: an open gate and a signed-in officer, or a land with a trainer."""

import pytest
from django.test import Client

from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from quizzes import gates
from quizzes.gates import Entry
from tests.factories import NOON, UserFactory


@pytest.fixture
def gate(monkeypatch, administration):
    """Opens every quiz to everybody; tests set `refusal`, or `open` to False."""

    class Gate:
        refusal, open = "", True

        def __call__(self, quiz, user):
            return Entry(administration, self.refusal, "/the-quiz/", "The quiz") if self.open else None

    opened = Gate()
    monkeypatch.setattr(gates, "_gates", [opened])
    return opened


@pytest.fixture
def client_(officer, gate):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def land(db):
    return create_administration(slug="sampland", name="Sampland Customs")


@pytest.fixture
def trainer(client, land):
    """A national trainer, signed in."""
    person = UserFactory()
    add_member(user=person, administration=land, role="trainer", since=NOON.date())
    client.force_login(person)
    return person
