"""A statement answers what its queryset would, with the values of each asking."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import BigIntegerField, DateField
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from accounts.statements import Given, Statement
from tests.factories import MembershipFactory

DAY = date(2026, 3, 14)


def in_force():
    officer, day = Given("officer", BigIntegerField()), Given("day", DateField())
    return Membership.objects.on(day).filter(user=officer).select_related("administration").order_by("pk")


@pytest.fixture
def memberships(db):
    return [MembershipFactory(since=DAY), MembershipFactory(since=DAY - timedelta(days=9), until=DAY)]


def test_it_finds_what_the_queryset_finds_with_the_values_of_this_asking(memberships):
    statement = Statement(in_force)
    for asked in memberships:
        for day in (DAY, DAY + timedelta(days=1)):
            plain = Membership.objects.on(day).filter(user=asked.user)
            assert statement(officer=asked.user_id, day=day) == list(plain)
    assert len(statement(officer=memberships[1].user_id, day=DAY)) == 1
    assert statement(officer=memberships[1].user_id, day=DAY + timedelta(days=1)) == []


def test_what_is_read_along_comes_in_the_same_query(memberships):
    statement = Statement(in_force)
    for asked in memberships:
        with CaptureQueriesContext(connection) as queries:
            (found,) = statement(officer=asked.user_id, day=DAY)
            assert (found.administration.name, found.since) == (asked.administration.name, asked.since)
        assert len(queries) == 1


def test_rows_of_values_come_as_the_queryset_gives_them(memberships):
    asked = memberships[0]
    pairs = Statement(lambda: in_force().values_list("pk", "since"))
    dates = Statement(lambda: in_force().values_list("since", flat=True))
    names = Statement(lambda: in_force().values("administration__name"))
    told = {"officer": asked.user_id, "day": DAY}
    assert pairs(**told) == [(asked.pk, DAY)]
    assert dates(**told) == [DAY]
    assert names(**told) == [{"administration__name": asked.administration.name}]


def test_the_sql_is_written_once(memberships):
    built = []
    statement = Statement(lambda: built.append(1) or in_force())
    for asked in memberships * 2:
        assert statement(officer=asked.user_id, day=DAY) == [asked]
    assert len(built) == 1


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**30])
def test_a_number_that_no_column_holds_finds_nothing(memberships, number):
    assert Statement(in_force)(officer=number, day=DAY) == []


def test_a_value_that_is_not_told_is_an_error(memberships):
    with pytest.raises(KeyError):
        Statement(in_force)(officer=1)


def test_a_lock_outside_a_transaction_is_refused(memberships, monkeypatch):
    locked = Statement(lambda: in_force().select_for_update(of=["self"]))
    told = {"officer": memberships[0].user_id, "day": DAY}
    assert locked(**told) == [memberships[0]]
    if connection.features.has_select_for_update:
        with monkeypatch.context() as outside:
            outside.setattr(connection, "get_autocommit", lambda: True)
            with pytest.raises(TransactionManagementError):
                locked(**told)
