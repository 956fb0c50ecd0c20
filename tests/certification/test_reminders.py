"""Reminders: in time, in the reader's language, once; to holders, and as a digest to coordinators."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection, connections

from accounts.models import Role, User
from certification.models import Certificate, Certification, Digest, Reminder
from certification.services.acts import revoke
from certification.services.awarding import award_if_due
from certification.services.certifications import open_certifications
from certification.services.reminders import order_mails, send_waiting, unsent
from tests.certification.conftest import curriculum, finished
from tests.certification.lives import LAST_DAY, OPENS, at, brought_to, days, holder
from tests.factories import NOON, AdministrationFactory, MembershipFactory, ModuleFactory

pytestmark = pytest.mark.django_db


def sent_on(administration, day, mailoutbox, capture):
    """The mails that a day brings: subject and address."""
    mailoutbox.clear()
    with time_machine.travel(at(day), tick=False), capture(execute=True):
        brought_to(administration, day)
    return [(mail.subject.removeprefix("Green Customs: "), mail.to[0]) for mail in mailoutbox]


@pytest.fixture
def on(administration, mailoutbox, django_capture_on_commit_callbacks):
    return lambda day: sent_on(administration, day, mailoutbox, django_capture_on_commit_callbacks)


def test_the_five_times_by_their_days(officer, administration, on):
    certification = holder(officer, administration)
    to = officer.email
    found = {
        day.isoformat(): on(day)
        for before in (91, 90, 89, 61, 60, 31, 30, 8, 7, 1, 0, -1)
        for day in [LAST_DAY - days(before)]
    }
    # 90 days before 2 March 2028 are 3 December, 60 are 2 January, 30 are 1 February, 7 are 24 February.
    assert {day: mails for day, mails in found.items() if mails} == {
        "2027-12-03": [("Your certificate ends in 90 days", to)],
        "2028-01-02": [("Your certificate ends in 60 days", to)],
        "2028-02-01": [("Your certificate ends in 30 days", to)],
        "2028-02-24": [("Your certificate ends in 7 days", to)],
        "2028-03-02": [("Your certificate ends today", to)],
    }
    assert sorted(certification.certificate.reminders.values_list("days", flat=True)) == [0, 7, 30, 60, 90]


def test_of_missed_days_only_the_latest_is_reminded_of_and_with_the_days_that_are_left(
    officer, administration, on
):
    holder(officer, administration)
    assert on("2028-02-10") == [("Your certificate ends in 21 days", officer.email)]
    assert on("2028-03-10") == [("Your certificate has expired", officer.email)]
    assert [reminder.days for reminder in Reminder.objects.order_by("pk")] == [30, 0]


def test_what_the_mail_says(officer, administration, on, mailoutbox):
    certification = holder(officer, administration)
    on(OPENS)
    [mail] = mailoutbox
    html = mail.alternatives[0].content
    for body in (mail.body, html):
        assert "Border officer, environment" in body
        assert certification.certificate.serial in body
        assert "valid until 2 March 2028, that day included" in body
        assert "Your renewal is open" in body
        assert "http://testserver/training/" in body
    assert 'lang="en-gb"' in html


def test_the_mail_is_in_the_language_of_its_reader(officer, administration, on, mailoutbox):
    User.objects.filter(pk=officer.pk).update(language="fr")
    holder(officer, administration)
    on(OPENS)
    assert "2 mars 2028" in mailoutbox[0].body
    assert 'lang="fr"' in mailoutbox[0].alternatives[0].content


def test_without_a_renewal_under_way_the_mail_says_when_it_opens(officer, administration, on, mailoutbox):
    certification = holder(officer, administration)
    Certification.objects.filter(pk=certification.pk).update(window_opens_on=date(2028, 1, 31))
    on(OPENS)
    assert "You can renew it from 31 January 2028" in mailoutbox[0].body


def test_running_twice_sends_once(officer, administration, coordinator, on):
    holder(officer, administration)
    assert len(on(OPENS)) == 2
    assert on(OPENS) == []
    assert (Reminder.objects.count(), Digest.objects.count()) == (1, 1)


def test_nobody_is_reminded_of_a_certificate_that_is_not_in_force(
    administration, coordinator, on, mailoutbox
):
    revoked, suspended, renewed = (
        holder(MembershipFactory(administration=administration).user, administration, slug=f"c{number}")
        for number in range(3)
    )
    revoke(certificate=revoked.certificate, by=coordinator, reason="Fraud.", now=NOON)
    Certificate.objects.filter(pk=suspended.certificate_id).update(standing="suspended")
    Certification.objects.filter(pk=suspended.pk).update(state="suspended")
    Certification.objects.filter(pk=renewed.pk).update(valid_until=date(2030, 3, 2))
    assert on(OPENS) == []
    assert not Reminder.objects.exists()


def test_the_digest_names_everybody_once_by_time_and_says_who_has_no_address(
    administration, coordinator, on, mailoutbox
):
    MembershipFactory(administration=administration, role=Role.COORDINATOR, user__language="fr")
    late, soon = (
        holder(
            MembershipFactory(administration=administration, user__name=name, user__email=email).user,
            administration,
            slug=slug,
            months=months,
        )
        for name, email, slug, months in [("Ann Late", "", "a", 23), ("Bea Soon", "bea@example.org", "b", 24)]
    )
    # Valid until 2 February and 2 March 2028: on 26 January one has 7 days, the other 36.
    mails = on("2028-01-26")
    assert [address for _subject, address in mails if address == coordinator.email] == [coordinator.email]
    assert len(mails) == 3
    digest = next(mail for mail in mailoutbox if mail.to == [coordinator.email])
    body = " ".join(digest.body.split())
    assert "2 certificates end soon" in digest.subject
    assert body.index("Within 7 days") < body.index("Ann Late") < body.index("Within 60 days")
    assert "Ann Late: Border officer, environment, 2 February 2028 (has no e-mail address" in body
    assert body.count("has no e-mail address") == 1
    assert f"http://testserver/administration/{administration.slug}/certificates/" in body
    french = next(mail for mail in mailoutbox if "2 mars 2028" in mail.body)
    assert "2 février 2028" in french.body
    assert late.certificate.reminders.get().sent_at is None
    assert soon.certificate.reminders.get().sent_at is not None


def test_a_digest_names_fifty_and_counts_the_rest(administration, coordinator, on, mailoutbox):
    module = ModuleFactory()
    version = curriculum(administration, [module])
    people = [
        MembershipFactory(
            administration=administration, user__name=f"Sample {number:02}", user__email=""
        ).user
        for number in range(53)
    ]
    open_certifications(officers=people, curriculum=version.curriculum, version=version, now=NOON)
    for person in people:
        finished(person, module, administration)
        award_if_due(officer=person, administration=administration, now=NOON)
    assert len(on(OPENS)) == 1
    [mail] = mailoutbox
    assert "53 certificates end soon" in mail.subject
    assert mail.body.count("- Sample ") == 50
    assert "and 3 more" in mail.body


def test_another_administrations_coordinator_is_told_nothing(
    officer, administration, foreign_coordinator, on
):
    holder(officer, administration)
    assert [address for _subject, address in on(OPENS)] == [officer.email]


def test_a_mail_that_fails_is_sent_later_and_once(
    officer, administration, on, mailoutbox, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    holder(officer, administration)
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", _fails)
        assert on(OPENS) == []
    assert "could not be sent" in caplog.text
    assert unsent(at(OPENS)) == {administration.pk}
    with (
        time_machine.travel(at(OPENS, hour=13), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        call_command("advance_certifications")
    assert len(mailoutbox) == 1
    assert unsent(at(OPENS, hour=14)) == set()


def _fails(self, messages):
    raise ConnectionRefusedError("broken on purpose")


def test_what_a_worker_claimed_and_left_is_sent_after_a_while(officer, administration, mailoutbox):
    holder(officer, administration)
    brought_to(administration, OPENS)
    Reminder.objects.update(claimed_at=at(OPENS))
    Digest.objects.update(sent_at=at(OPENS))
    send_waiting(administration=administration, now=at(OPENS))
    assert mailoutbox == []
    send_waiting(administration=administration, now=at(OPENS, hour=13))
    assert len(mailoutbox) == 1


def test_what_was_superseded_before_the_mail_went_out_is_not_reminded_of(officer, administration, mailoutbox):
    holder(officer, administration)
    brought_to(administration, OPENS)
    Certificate.objects.update(standing="superseded")
    send_waiting(administration=administration, now=at(OPENS))
    assert mailoutbox == []


def test_what_could_not_be_sent_for_days_is_out_of_date(officer, administration):
    holder(officer, administration)
    brought_to(administration, OPENS)
    assert unsent(at(OPENS)) == {administration.pk}
    assert unsent(at(OPENS + days(4))) == set()


def test_ordering_mails_where_there_are_none_sends_nothing(
    administration, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        order_mails(administration)
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite runs one writer at a time.")
def test_two_workers_send_each_mail_once(laid_site, mailoutbox):
    administration = AdministrationFactory(slug="sampland")
    for number in range(5):
        holder(MembershipFactory(administration=administration).user, administration, slug=f"c{number}")
    Reminder.objects.bulk_create(
        Reminder(certificate=certificate, days=90, made_at=at(OPENS))
        for certificate in Certificate.objects.all()
    )

    def sends(_number):
        try:
            send_waiting(administration=administration, now=at(OPENS))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sends, range(4)))
    assert len(mailoutbox) == 5
