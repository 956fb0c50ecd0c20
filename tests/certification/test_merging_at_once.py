"""Two who merge at the same moment, also each the other way round."""

import threading

import pytest
from django.db import connection

from accounts.models import AuditEntry, PeopleMerge, Role, User
from accounts.services.merging import MergeRefused, merge_people
from tests.factories import NOON, AdministrationFactory, MembershipFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL locks rows"),
]


def at_once(*works):
    """Run functions in threads, each with a connection of its own. Returns what went wrong."""
    gate, faults = threading.Barrier(len(works)), []

    def run(work):
        try:
            gate.wait(timeout=10)
            work()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return faults


def test_merging_twice_or_crosswise_at_once_merges_once(laid_site):
    administration = AdministrationFactory()
    by = MembershipFactory(administration=administration, role=Role.COORDINATOR).user
    one, other = (MembershipFactory(administration=administration).user for _person in range(2))

    def merge(kept, closed):
        merge_people(kept=kept, closed=closed, administration=administration, take=set(), by=by, now=NOON)

    assert at_once(*[lambda: merge(one, other)] * 2) == []
    assert PeopleMerge.objects.count() == AuditEntry.objects.filter(act="people.merged").count() == 1
    third = MembershipFactory(administration=administration).user
    faults = at_once(lambda: merge(one, third), lambda: merge(third, one))
    assert [type(fault) for fault in faults] == [MergeRefused]
    assert PeopleMerge.objects.count() == 2
    assert User.objects.filter(is_active=True, memberships__role=Role.TRAINEE).distinct().count() == 1
