"""The audit log: written once, never changed, searched and taken along."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import acts
from accounts.models import AuditEntry, User
from accounts.models.append_only import AppendOnlyError
from accounts.services.audit import record_act
from accounts.services.traces import clear_joining, people_with_traces
from tests.factories import NOON, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
HOSTILE = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tx", "\rx"]


@pytest.fixture
def written(administration, coordinator):
    def write(what="CODE-1", act="join_code.made", at=NOON, **more):
        entry = {"administration": administration, "by": coordinator, "act": act, "now": at, "what": what}
        return record_act(**(entry | more))

    return write


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    return client


@pytest.fixture
def shown(signed_in, administration):
    """What the page lists for a query."""

    def ask(**query):
        answer = signed_in.get(reverse("members:log", args=[administration.slug]), query)
        assert answer.status_code == 200
        return [entry.what for entry in answer.context["page"]]

    return ask


def test_an_entry_is_never_changed_nor_deleted(written):
    entry = written()
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(what="x")


def test_an_act_that_no_app_knows_is_refused(written):
    with pytest.raises(LookupError, match=r"tea\.made"):
        written(act="tea.made")


def test_the_person_is_the_object_where_nothing_else_is(written, officer):
    assert written(what="", subject=officer).what == "Sample Officer"
    assert written(what="x" * 999).what == "x" * 300


def test_details_are_told_in_words(written):
    entry = written(detail={"reason": "R", "before": {"name": "A"}, "office": "", "other": [1, 2]})
    assert [(str(words), text) for words, text in AuditEntry.objects.get(pk=entry.pk).details] == [
        ("Before", "Name: A"),
        ("Office", "–"),
        ("other", "1, 2"),
        ("Reason", "R"),
    ]


def test_every_act_has_words():
    assert all(str(words) for words in acts.known_acts().values())
    assert acts.words_of("gone.act") == "gone.act"


def test_an_officer_who_is_taken_out_again_leaves_the_entry_behind(written):
    officer = User.objects.create_person(name="Sample Newcomer")
    entry = written(what="", subject=officer)
    assert people_with_traces([officer.pk]) == set()
    clear_joining([officer.pk])
    User.objects.filter(pk=officer.pk).delete()
    kept = AuditEntry.objects.get(pk=entry.pk)
    assert (kept.subject, kept.what) == (None, officer.name)


def test_the_newest_entries_of_the_own_administration_come_first(shown, written, other_administration):
    written("old", at=NOON - timedelta(days=1))
    written("new")
    written("of others", administration=other_administration)
    assert shown() == ["new", "old"]


def test_it_is_searched_by_object_person_act_doer_and_day(shown, written, officer, coordinator):
    other = UserFactory(name="Other Doer")
    written("CODE-1")
    written("CODE-2", act="join_code.closed", by=other)
    written("", act="link.made", subject=officer, at=datetime(2026, 3, 5, 23, 30, tzinfo=UTC))
    assert shown(q="code-1") == ["CODE-1"]
    assert shown(q="officer sample") == ["Sample Officer"]
    assert shown(act="join_code.closed") == ["CODE-2"]
    assert shown(by=coordinator.pk, act="link.made") == ["Sample Officer"]
    assert shown(by=other.pk) == ["CODE-2"]
    assert shown(since="2026-03-05") == ["Sample Officer"]
    assert shown(until="2026-03-05") == ["Sample Officer", "CODE-2", "CODE-1"]
    assert shown(until="2026-03-04") == ["CODE-2", "CODE-1"]
    assert len(shown(act="nonsense", by="nobody", since="x")) == 3


def test_days_are_those_of_the_administration(shown, written, administration):
    administration.time_zone = "Asia/Tokyo"
    administration.save()
    written("late", at=datetime(2026, 3, 5, 23, 30, tzinfo=UTC))
    assert shown(until="2026-03-05") == []
    assert shown(since="2026-03-06") == ["late"]


def test_others_see_no_entry(client, written, administration, foreign_coordinator, officer):
    written("SECRET")
    for person in (foreign_coordinator, officer):
        client.force_login(person, backend="accounts.backends.OfficerBackend")
        for address in (
            reverse("members:log", args=[administration.slug]),
            reverse("members:log_export", args=[administration.slug, "csv"]),
            reverse("accounts:log"),
            reverse("accounts:log_export", args=["csv"]),
        ):
            assert client.get(address).status_code == 404


def test_an_owner_sees_all_administrations_and_what_belongs_to_none(client, written, other_administration):
    written("here")
    written("there", administration=other_administration)
    written("everywhere", administration=None)
    client.force_login(UserFactory(is_superuser=True), backend="accounts.backends.OfficerBackend")
    page = client.get(reverse("accounts:log")).context["page"]
    assert {entry.what for entry in page} == {"here", "there", "everywhere"}


def test_the_page_takes_the_same_queries_for_many_as_for_few(signed_in, written, administration):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(reverse("members:log", args=[administration.slug]))
        return len(captured)

    written()
    queries()
    few = queries()
    for number in range(60):
        written(f"CODE-{number}", by=UserFactory(), subject=UserFactory())
    assert queries() == few


def exported(client, administration, fmt):
    answer = client.get(reverse("members:log_export", args=[administration.slug, fmt]))
    assert answer.status_code == 200
    # What is read to its end closes itself.
    return b"".join(answer.streaming_content)


def test_a_workbook_of_hostile_texts_holds_no_formula(signed_in, written, administration):
    for text in HOSTILE:
        written(text, subject=UserFactory(name=text), detail={"reason": text})
    sheet = openpyxl.load_workbook(io.BytesIO(exported(signed_in, administration, "xlsx"))).active
    rows = list(sheet.iter_rows())
    assert len(rows) == 1 + len(HOSTILE)
    for row in rows:
        for cell in row:
            assert cell.data_type != "f"
            assert not str(cell.value or "").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_and_json_hold_the_same_entries(signed_in, written, administration, officer):
    written("=1+1", act="link.made", subject=officer, detail={"reason": "R"})
    text = exported(signed_in, administration, "csv").decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert row["Object"] == "'=1+1"
    first, second = json.loads(exported(signed_in, administration, "json"))
    assert first["act"] == "log.exported"
    assert second == {
        "at": "2026-03-02T12:00:00+00:00",
        "administration": "Sampland Customs",
        "by": "Sample Coordinator",
        "act": "link.made",
        "words": "Sign-in link made",
        "what": "=1+1",
        "subject": "Sample Officer",
        "detail": "Reason: R",
    }


def test_an_export_holds_what_the_filters_let_through_and_nothing_else(signed_in, written, administration):
    written("CODE-1")
    written("CODE-2", subject=MembershipFactory(administration=administration).user)
    where = reverse("members:log_export", args=[administration.slug, "json"])
    answer = signed_in.get(where, {"q": "CODE-2"})
    assert [row["what"] for row in json.loads(b"".join(answer.streaming_content))] == ["CODE-2"]
    assert signed_in.get(where.replace("json", "exe")).status_code == 404
