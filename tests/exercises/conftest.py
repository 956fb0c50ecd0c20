"""An open gate, and an officer who is signed in."""

import pytest
from django.test import Client

from exercises import gates
from exercises.gates import Entry


@pytest.fixture
def gate(monkeypatch, administration):
    """Opens every exercise to everybody; tests set `refusal`, or `open` to False."""

    class Gate:
        refusal, open = "", True

        def __call__(self, exercise, user):
            return Entry(administration, self.refusal, "/the-unit/", "The unit") if self.open else None

    opened = Gate()
    monkeypatch.setattr(gates, "_gates", [opened])
    return opened


@pytest.fixture
def client_(officer, gate):
    client = Client()
    client.force_login(officer)
    return client
