"""Suspending, reinstating, revoking and replacing: the table, the services, the pages, the mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from certification.models import Certificate, CertificateEvent
from certification.pdf.signing import check_signature
from certification.services.acts import ActRefused, reinstate, replace, revoke, suspend
from certification.services.certificates import NameRefused, pdf_of
from certification.standings import LEADS_TO, Act, Standing, allowed, is_done
from tests.certification.conftest import LATER, certified

pytestmark = pytest.mark.django_db
DOING = {"suspend": suspend, "reinstate": reinstate, "revoke": revoke}


@pytest.fixture(autouse=True)
def on_a_day_in_march():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def client_of():
    def sign_in(person):
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def standing_of(certificate):
    return Certificate.objects.get(pk=certificate.pk).standing


def page_of(act, certificate):
    return reverse(f"certification:{act}", args=[certificate.administration.slug, certificate.serial])


# --- the table ----------------------------------------------------------------------------------


def test_the_table_of_acts_is_the_one_that_was_agreed():
    """Written out by hand: what each standing allows, and where each act leads."""
    assert {standing: allowed(standing) for standing in Standing} == {
        "in_force": ("suspend", "revoke", "replace"),
        "suspended": ("reinstate", "revoke"),
        "revoked": (),
        "superseded": (),
    }
    assert {(str(act), str(before)): str(after) for (act, before), after in LEADS_TO.items()} == {
        ("suspend", "in_force"): "suspended",
        ("reinstate", "suspended"): "in_force",
        ("revoke", "in_force"): "revoked",
        ("revoke", "suspended"): "revoked",
        ("replace", "in_force"): "superseded",
    }


def test_every_act_that_was_done_is_known_to_be_done():
    assert all(is_done(act, after) for (act, _before), after in LEADS_TO.items())
    assert not any(is_done(act, before) for act, before in LEADS_TO)


def test_the_table_knows_the_standings_of_the_register():
    assert {str(standing) for standing in Standing} == set(Certificate.Standing.values)


# --- the services -------------------------------------------------------------------------------


def test_a_suspended_certificate_can_be_reinstated_and_each_step_is_written_down(coordinator, certificate):
    assert suspend(certificate=certificate, by=coordinator, reason="An appeal.", now=LATER)
    assert standing_of(certificate) == "suspended"
    assert reinstate(
        certificate=certificate, by=coordinator, reason="Decided.", now=LATER + timedelta(days=1)
    )
    assert standing_of(certificate) == "in_force"
    written = [(e.kind, e.by, e.reason, e.at) for e in certificate.events.all()][1:]
    assert written == [
        ("suspended", coordinator, "An appeal.", LATER),
        ("reinstated", coordinator, "Decided.", LATER + timedelta(days=1)),
    ]
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))[-2:] == [
        "certificate.suspended",
        "certificate.reinstated",
    ]


@pytest.mark.parametrize("act", DOING)
def test_doing_it_twice_is_doing_it_once(coordinator, certificate, act):
    if act == "reinstate":
        suspend(certificate=certificate, by=coordinator, reason="First.", now=LATER)
    stale = Certificate.objects.get(pk=certificate.pk)
    assert DOING[act](certificate=certificate, by=coordinator, reason="First.", now=LATER) is True
    assert DOING[act](certificate=stale, by=coordinator, reason="Second.", now=LATER) is False
    assert certificate.events.filter(reason="Second.").count() == 0


@pytest.mark.parametrize("act", [*DOING, "replace"])
def test_every_act_wants_a_reason(coordinator, certificate, act):
    with pytest.raises(ValueError, match="reason"):
        (DOING | {"replace": replace})[act](certificate=certificate, by=coordinator, reason=" ", now=LATER)


@pytest.mark.parametrize(
    ("standing", "act", "said"),
    [
        ("revoked", suspend, "cannot be suspended"),
        ("revoked", reinstate, "stays revoked"),
        ("superseded", revoke, "Act on the newer one"),
        ("superseded", suspend, "Act on the newer one"),
        ("revoked", replace, "cannot be replaced"),
        ("suspended", replace, "Reinstate it first"),
    ],
)
def test_what_the_table_does_not_know_is_refused_with_a_sentence(
    coordinator, certificate, standing, act, said
):
    Certificate.objects.filter(pk=certificate.pk).update(standing=standing)
    with pytest.raises(ActRefused, match=said):
        act(certificate=certificate, by=coordinator, reason="Wrong.", now=LATER)
    assert standing_of(certificate) == standing
    assert certificate.events.count() == 1


def test_a_replacement_states_the_same_under_the_corrected_name(officer, coordinator, certificate):
    officer.name = "Sample Officer-Newname"
    officer.save()
    successor = replace(certificate=certificate, by=coordinator, reason="Married.", now=LATER)
    certificate.refresh_from_db()
    assert certificate.standing == "superseded"
    assert (successor.replaces, successor.holder_name) == (certificate, "Sample Officer-Newname")
    assert successor.serial != certificate.serial
    for field in ("award", "officer", "issued_on", "valid_until", "modules", "level", "curriculum_title"):
        assert getattr(successor, field) == getattr(certificate, field), field
    assert successor.issued_at == LATER
    assert [e.kind for e in certificate.events.all()] == ["issued", "replaced"]
    assert [(e.kind, e.by, e.reason) for e in successor.events.all()] == [("issued", coordinator, "Married.")]
    assert successor.serial.encode() in pdf_of(successor)
    assert check_signature(pdf_of(successor)).intact


def test_replacing_twice_gives_the_one_successor(officer, coordinator, certificate):
    officer.name = "Sample Officer-Newname"
    officer.save()
    given = {"certificate": certificate, "by": coordinator, "reason": "Married.", "now": LATER}
    assert replace(**given) == replace(**given)
    assert Certificate.objects.count() == 2


def test_the_latin_form_that_is_given_is_saved_in_the_record(officer, coordinator, certificate):
    successor = replace(
        certificate=certificate, by=coordinator, reason="Spelt anew.", now=LATER, latin_name="Sample Oficer"
    )
    officer.refresh_from_db()
    assert officer.latin_name == successor.holder_latin_name == "Sample Oficer"


def test_a_name_corrected_on_the_page_stands_in_the_record_and_on_the_new_certificate_only(
    client_of, officer, coordinator, certificate
):
    client, address = client_of(coordinator), page_of("replace", certificate)
    assert client.post(address, {"reason": "x", "name": "12345", "latin_name": ""}).status_code == 422
    before = certificate.holder_name
    client.post(address, {"reason": "Misspelt.", "name": " Образец  Новый ", "latin_name": "Obrazets Novy"})
    successor = Certificate.objects.get(replaces=certificate)
    officer.refresh_from_db()
    certificate.refresh_from_db()
    assert officer.name == successor.holder_name == "Образец Новый"
    assert certificate.holder_name == before


def test_a_refused_replacement_leaves_the_name_in_the_record_as_it_was(officer, coordinator, certificate):
    before = officer.name
    with pytest.raises(NameRefused):
        replace(
            certificate=certificate, by=coordinator, reason="x", now=LATER, name="𒀀 Sample", latin_name=""
        )
    officer.refresh_from_db()
    assert officer.name == before


def test_a_replacement_with_the_same_name_is_refused_and_nothing_is_written(coordinator, certificate):
    with pytest.raises(ActRefused, match="Correct the name first"):
        replace(certificate=certificate, by=coordinator, reason="Why not.", now=LATER)
    assert Certificate.objects.get().standing == "in_force"


def test_a_name_that_no_font_holds_replaces_nothing(officer, coordinator, certificate):
    officer.name = "張 Sample"
    officer.save()
    with pytest.raises(NameRefused):
        replace(certificate=certificate, by=coordinator, reason="Corrected.", now=LATER)
    assert Certificate.objects.get().standing == "in_force"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite runs one writer at a time.")
def test_of_many_who_replace_at_once_one_makes_the_successor(laid_site, officer, coordinator, administration):
    certificate = certified(officer, administration)
    officer.name = "Sample Officer-Newname"
    officer.save()

    def work(number):
        try:
            return replace(certificate=certificate, by=coordinator, reason=f"{number}", now=LATER).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(work, range(4)))
    assert len(made) == 1
    assert CertificateEvent.objects.filter(kind="replaced").count() == 1


# --- what the holder is told --------------------------------------------------------------------


def test_the_holder_is_written_to_in_words_with_the_reason_and_without_the_name_of_staff(
    officer, coordinator, certificate, django_capture_on_commit_callbacks
):
    officer.email = "officer@example.org"
    officer.save()
    with django_capture_on_commit_callbacks(execute=True):
        suspend(certificate=certificate, by=coordinator, reason="An <appeal> & more.", now=LATER)
    [message] = mail.outbox
    [(html, _type)] = message.alternatives
    assert message.to == ["officer@example.org"]
    assert message.subject == "Green Customs: Your certificate is suspended"
    for text in (message.body, html):
        assert certificate.serial in text
        assert "suspended on 9 March 2026" in text
        assert f"/certificates/{certificate.serial}/" in text
        assert coordinator.name not in text
    assert "An <appeal> & more." in message.body
    assert "An &lt;appeal&gt; &amp; more." in html


def test_of_a_replacement_the_mail_names_the_new_number(
    officer, coordinator, certificate, django_capture_on_commit_callbacks
):
    officer.name, officer.email = "Sample Officer-Newname", "officer@example.org"
    officer.save()
    with django_capture_on_commit_callbacks(execute=True):
        successor = replace(certificate=certificate, by=coordinator, reason="Married.", now=LATER)
    [message] = mail.outbox
    assert f"was replaced on 9 March 2026 by {successor.serial}" in message.body


def test_an_officer_without_an_address_is_told_on_the_own_page(
    officer, coordinator, certificate, client_of, django_capture_on_commit_callbacks
):
    officer.email = ""
    officer.save()
    with django_capture_on_commit_callbacks(execute=True):
        revoke(certificate=certificate, by=coordinator, reason="Wrong person.", now=LATER)
    assert mail.outbox == []
    client = client_of(officer)
    training = client.get(reverse("courses:dashboard")).content.decode()
    assert "Revoked on 9 March 2026: Wrong person." in training
    page = client.get(reverse("certification:certificate", args=[certificate.serial])).content.decode()
    assert "Wrong person." in page
    assert coordinator.name not in page


# --- the pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        ("suspend", "in_force", "suspended"),
        ("reinstate", "suspended", "in_force"),
        ("revoke", "suspended", "revoked"),
    ],
)
def test_a_page_asks_first_wants_a_reason_and_acts_once(
    client_of, coordinator, certificate, act, before, after
):
    Certificate.objects.filter(pk=certificate.pk).update(standing=before)
    client, address = client_of(coordinator), page_of(act, certificate)
    assert "<h1>" in client.get(address).content.decode()
    assert client.post(address, {"reason": "  "}).status_code == 422
    assert standing_of(certificate) == before
    client.post(address, {"reason": "A good reason."})
    assert standing_of(certificate) == after
    again = client.post(address, {"reason": "Another."}, follow=True)
    assert again.status_code == 200
    assert certificate.events.filter(reason="Another.").count() == 0


def test_a_wrong_act_is_answered_with_the_sentence(client_of, coordinator, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(standing="revoked")
    page = client_of(coordinator).post(page_of("reinstate", certificate), {"reason": "x"}, follow=True)
    assert "stays revoked" in page.content.decode()
    assert standing_of(certificate) == "revoked"


def test_the_page_of_replacing_takes_the_latin_form_and_leads_to_the_new_certificate(
    client_of, officer, coordinator, certificate
):
    client, address = client_of(coordinator), page_of("replace", certificate)
    refused = client.post(address, {"reason": "Same name.", "latin_name": ""})
    assert refused.status_code == 422
    assert "Correct the name first" in refused.content.decode()
    assert client.post(address, {"reason": "x", "latin_name": "Образцов"}).status_code == 422
    answer = client.post(address, {"reason": "Spelt anew.", "latin_name": " Sample  Oficer "})
    successor = Certificate.objects.get(replaces=certificate)
    assert answer.url == reverse("certification:certificate", args=[successor.serial])
    assert successor.holder_latin_name == "Sample Oficer"
    again = client.get(address, follow=True).content.decode()
    assert f"It was replaced before, by certificate {successor.serial}." in again


def test_coordinators_read_who_did_what_and_why(client_of, coordinator, certificate):
    suspend(certificate=certificate, by=coordinator, reason="An appeal.", now=LATER)
    page = client_of(coordinator).get(reverse("certification:certificate", args=[certificate.serial]))
    text = page.content.decode()
    assert all(said in text for said in [coordinator.name, "An appeal.", "Reinstate", "Revoke"])
    assert "/suspend/" not in text


def test_the_public_page_shows_state_and_date_and_nothing_more(client, coordinator, certificate):
    suspend(certificate=certificate, by=coordinator, reason="A secret reason.", now=LATER)
    page = client.get("/verify/", {"serial": certificate.serial}).content.decode()
    assert "suspended this certificate on 9 March 2026" in page
    assert "A secret reason." not in page
    assert coordinator.name not in page


@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_a_404_for_strangers_and_for_the_holder(
    client_of, foreign_coordinator, officer, certificate, act
):
    for person in (foreign_coordinator, officer):
        client = client_of(person)
        assert client.get(page_of(act, certificate)).status_code == 404
        assert client.post(page_of(act, certificate), {"reason": "No."}).status_code == 404
    assert standing_of(certificate) == "in_force"


def test_the_page_of_a_certificate_takes_the_same_queries_however_long_its_history(
    client_of, coordinator, certificate
):
    client, address = (
        client_of(coordinator),
        reverse("certification:certificate", args=[certificate.serial]),
    )
    client.get(address)

    def queries():
        with CaptureQueriesContext(connection) as counted:
            client.get(address)
        return len(counted)

    few = queries()
    for _ in range(6):
        suspend(certificate=certificate, by=coordinator, reason="x", now=LATER)
        reinstate(certificate=certificate, by=coordinator, reason="x", now=LATER)
    assert queries() == few
