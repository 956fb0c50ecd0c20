"""Notification and movement document in one set: what agrees, what may differ, and where the line is."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from exercises.consignments.clean import clean_set
from exercises.consignments.faults import faults_of
from exercises.consignments.mixing import inspection
from exercises.consignments.model import permits_of
from exercises.consignments.rules import findings
from exercises.documents.model import Mark, MarkKind

ALIKE = (
    *(f"{party}.name" for party in ("exporter", "importer", "generator", "facility")),
    *(f"{party}.registration" for party in ("exporter", "importer", "generator", "facility")),
    *("facility.type", "facility.site", "operation", "designation", "physical", "packaging_types"),
    *("waste.basel", "waste.y_code", "waste.h_code", "waste.un_number", "waste.customs_code"),
    *("special_handling", "total_shipments", "transit1.country"),
)


@pytest.fixture
def given():
    return clean_set("basel-notification", Random(2))


def fired(given):
    return {finding.rule for finding in findings(given)}


def spoiled(kind, seed=3):
    return inspection("basel-notification", seed, clean_share=0, kinds=[kind])


@pytest.mark.parametrize("seed", range(60))
def test_a_clean_notification_says_what_its_movement_document_says(seed):
    given = clean_set("basel-notification", Random(seed))
    assert given.text("notification:number") == given.text("basel-movement:notification_number")
    for key in ALIKE:
        assert given.value(f"notification:{key}") == given.value(f"basel-movement:{key}"), key
    shipped = given.day("permit:shipment_date")
    assert given.day("notification:first_departure") <= shipped <= given.day("notification:last_departure")
    for row in ("consent1", "consent2"):
        assert given.day(f"notification:{row}.given_on") <= shipped
        assert given.day(f"notification:{row}.valid_until") >= shipped
        assert given.day("notification:acknowledged.sent") < given.day(f"notification:{row}.given_on")


def test_what_is_notified_lies_on_the_counter_and_not_on_file(given):
    assert list(given.documents)[:2] == ["basel-notification", "basel-movement"]
    assert given.facts.notification is None
    assert permits_of("basel-notification") == ("basel-notification", "basel-movement")
    assert permits_of("cites-permit") == ("cites-permit",)


def test_the_same_seed_gives_the_same_movement_document_with_and_without_its_notification(given):
    alone = clean_set("basel-movement", Random(2))
    assert given.documents["basel-movement"] == alone.documents["basel-movement"]
    assert given.text("notification:number") == alone.facts.notification.number


def test_at_least_ten_kinds_need_the_notification_itself():
    alone = {one.slug for one in faults_of("basel-movement")}
    assert len([one for one in faults_of("basel-notification") if one.slug not in alone]) >= 10


def test_faults_between_movement_document_and_what_was_notified_are_found_on_either_paper():
    for kind, key in (
        ("basel-other-notification", "number"),
        ("basel-serial-above-total", "total_shipments"),
        ("basel-before-consent", "consent1.given_on"),
        ("basel-consent-expired", "consent1.valid_until"),
        ("basel-transit-without-consent", "consent2.country"),
    ):
        (signal,) = spoiled(kind).key.signals
        assert ("basel-notification", key) in signal.entries
        assert any(document == "basel-movement" for document, _ in signal.entries)


def test_without_the_notification_no_fault_names_an_entry_of_it():
    given = clean_set("basel-movement", Random(2))
    for one in faults_of("basel-movement"):
        assert not any(document == "basel-notification" for document, _ in one.entries_in(given))


def test_a_consent_taken_out_leaves_nothing_of_itself():
    for kind, row in (
        ("basel-import-without-consent", "consent1"),
        ("basel-transit-without-consent", "consent2"),
    ):
        paper = spoiled(kind).given.documents["basel-notification"]
        assert not [key for key in (*paper.values, *(mark.at for mark in paper.marks)) if key.startswith(row)]


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_the_last_departure_is_a_day_of_the_period(given, days, late):
    last = given.day("permit:shipment_date") - timedelta(days=days)
    changed = given.write({"notification:last_departure": str(last)})
    assert ("basel-notified-period" in fired(changed)) is late


@pytest.mark.parametrize(("days", "early"), [(0, False), (1, True)])
def test_the_first_departure_is_a_day_of_the_period(given, days, early):
    first = given.day("permit:shipment_date") + timedelta(days=days)
    changed = given.write({"notification:first_departure": str(first)})
    assert ("basel-notified-period" in fired(changed)) is early


@pytest.mark.parametrize(("total", "over"), [("20.4", False), ("20.39", True), ("", False)])
def test_one_shipment_may_have_all_that_was_notified(given, total, over):
    changed = given.write({"permit:quantity_tonnes": "20.4", "notification:total_tonnes": total})
    assert ("basel-notified-quantity" in fired(changed)) is over


def test_an_individual_notification_for_one_shipment_is_in_order(given):
    changed = given.write(
        {
            "notification:shipment_kind": "individual",
            "notification:total_shipments": "1",
            "permit:total_shipments": "1",
            "permit:serial_number": "1",
        }
    )
    assert fired(changed) == set()


def test_a_second_state_of_transit_that_was_notified_is_in_order(given):
    country = given.text("permit:transit1.country")
    changed = given.write(
        {"notification:transit1.country": "Norway", "notification:transit2.country": country}
    )
    assert fired(changed) == set()


def test_a_consent_counts_by_its_state_and_not_by_its_row(given):
    rows = {
        f"notification:{to}.{key}": given.text(f"notification:{row}.{key}")
        for row, to in (("consent1", "consent3"), ("consent2", "consent1"))
        for key in ("country", "given_on", "valid_from", "valid_until", "authority")
    }
    gone = {
        f"notification:consent2.{key}": "" for key in ("country", "given_on", "valid_from", "valid_until")
    }
    assert fired(given.write({**rows, **gone})) == set()


def test_a_consent_without_its_dates_is_none(given):
    changed = given.write({"notification:consent1.valid_until": ""})
    assert fired(changed) == {"basel-import-consent"}


def test_a_correction_that_the_authority_validated_is_in_order(given):
    mark = Mark(
        MarkKind.ALTERATION, "consent1.valid_until", "2026-01-01", state="overwritten", validated=True
    )
    assert fired(given.mark("notification", mark)) == set()
    assert fired(given.mark("notification", replace(mark, validated=False))) == {
        "basel-notification-unaltered"
    }


def test_an_authority_of_any_name_may_consent_but_not_a_chamber(given):
    assert fired(given.write({"notification:consent1.authority": "Directorate of Waste"})) == set()
    chamber = given.write({"notification:consent1.authority": "Sample Chamber of Commerce, Belgium"})
    assert fired(chamber) == {"basel-consenting-authority"}


def test_other_waste_is_notified_with_all_its_codes():
    for seed in range(40):
        given = spoiled("basel-notified-other-waste", seed).given
        assert given.text("notification:waste.basel") != given.text("permit:waste.basel")
        assert given.text("notification:operation").startswith("R")


def test_what_is_on_file_goes_before_what_is_presented(given):
    on_file = clean_set("basel-movement", Random(2)).facts.notification
    late = replace(on_file.consents[0], given_on=date(2030, 1, 1))
    filed = replace(on_file, consents=(late, *on_file.consents[1:]))
    changed = replace(given, facts=replace(given.facts, notification=filed))
    assert fired(changed) == {"basel-consent-first"}
