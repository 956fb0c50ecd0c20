"""Two who press at the same moment."""

import threading

import pytest
from django.db import connection

from accounts.models import Membership, OfficerImport, Role, User
from accounts.services.imports import confirm_import, preview_import, undo_import
from tests.factories import NOON, AdministrationFactory, MembershipFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL locks rows"),
]


def at_once(work):
    """Run a function in two threads, each with a connection of its own. Returns what went wrong."""
    gate, faults = threading.Barrier(2), []

    def run():
        try:
            gate.wait(timeout=10)
            work()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return faults


def test_an_import_confirmed_or_undone_twice_at_once_is_done_once(laid_site):
    administration = AdministrationFactory()
    by = MembershipFactory(administration=administration, role=Role.COORDINATOR).user
    rows = "\n".join(f"Sample {n},s{n}@example.org" for n in range(20))
    made = preview_import(
        administration=administration,
        data=f"Name,E-mail\n{rows}".encode(),
        file_name="officers.csv",
        by=by,
        now=NOON,
    )
    assert at_once(lambda: confirm_import(officer_import=made, by=by, now=NOON)) == []
    assert Membership.objects.filter(administration=administration, role=Role.TRAINEE).count() == 20
    assert at_once(lambda: undo_import(officer_import=made, by=by, now=NOON)) == []
    assert User.objects.get() == by
    assert OfficerImport.objects.get().state == "undone"
