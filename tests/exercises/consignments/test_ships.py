"""Sets of a ship: certificate, record book, report, and the analysis of a sample of its ballast water."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from exercises.consignments.clean import clean_set
from exercises.consignments.clean.bwm import further, imo_number
from exercises.consignments.faults import faults_of
from exercises.consignments.mixing import inspection
from exercises.consignments.model import PERMITS, SHIPS, permits_of
from exercises.consignments.rules import all_rules, findings
from exercises.consignments.rules.bwm import hours_of, minutes, system_found, tanks_of
from exercises.consignments.showing import facts_told, found_told
from exercises.consignments.stock.bwm import d2_limits, flags, of_ships, passages, treatments
from exercises.consignments.stock.trade import trade
from exercises.documents.templates.bwm_record_book.fields import CODES, TANKS
from exercises.documents.templates.bwm_sampling_result.fields import GROUPS

C, K, P, A = permits_of("bwm-sampling-result")[1:] + permits_of("bwm-sampling-result")[:1]
EXCHANGE = frozenset({"exchange:yes"})


def given(having=EXCHANGE, template="bwm-sampling-result"):
    return clean_set(template, Random(4), having)


def fired(changed):
    return {finding.rule for finding in findings(changed)}


def test_the_papers_of_a_ship_come_without_papers_of_the_trade():
    assert (C, K, P, A) == ("bwm-certificate", "bwm-record-book", "bwm-report", "bwm-sampling-result")
    for template in SHIPS:
        made = given(template=template)
        assert tuple(made.documents) == permits_of(template)
        assert (made.of_ship, made.waybill) == (True, "")
    assert not set(SHIPS) & set(PERMITS)


def test_what_holds_for_all_goods_does_not_hold_for_ships():
    for one in (*all_rules().values(), *(fault for template in SHIPS for fault in faults_of(template))):
        assert set(one.templates) <= set(SHIPS) or not set(one.templates) & set(SHIPS)


def test_the_same_seed_gives_the_same_papers_with_and_without_an_analysis():
    alone = clean_set("bwm-certificate", Random(9)).documents
    both = clean_set("bwm-sampling-result", Random(9)).documents
    assert all(both[slug] == document for slug, document in alone.items())


@pytest.mark.parametrize("document", [C, K, P, A])
def test_each_document_can_be_spoilt_in_ten_ways_or_more(document):
    made = given()
    kinds = [one for one in faults_of("bwm-sampling-result") if one.entries[0].startswith(f"{document}:")]
    assert len(kinds) >= 10
    assert all(any(slug == document for slug, _key in one.entries_in(made)) for one in kinds)


@pytest.mark.parametrize("template", SHIPS)
def test_no_kind_asks_customs_to_detain_or_refuse_a_ship(template):
    assert {str(one.action) for one in faults_of(template)} == {"ask", "consult"}


@pytest.mark.parametrize("seed", range(60))
def test_a_clean_voyage_is_one_that_a_ship_can_make(seed):
    made = clean_set("bwm-sampling-result", Random(seed))
    days = [made.day(f"{K}:line{number}.date") for number in (1, 2, 3)]
    assert days == sorted(days)
    assert made.day(f"{K}:period_from") < days[0]
    assert days[1] <= made.day(f"{P}:date") <= days[2]
    assert days[2] < made.facts.presented_on
    for line in ("line1", "line2", "line3"):
        assert hours_of(made, line) < 24
    assert made.number(f"{K}:line3.volume") < made.number(f"{K}:line1.volume")
    assert made.number(f"{K}:line1.volume") <= sum(
        made.number(f"{K}:tank.{tank.lower()}") for tank in tanks_of(made.text(f"{K}:line1.tanks"))
    )
    announced = [made.number(f"{P}:{line}.discharge") for line in ("line1", "line2")]
    assert sum(announced) == made.number(f"{K}:line3.volume")


@pytest.mark.parametrize("seed", range(60))
def test_a_clean_certificate_keeps_to_what_no_fault_turns_on(seed):
    made = clean_set("bwm-certificate", Random(seed))
    issued, until = made.day(f"{C}:issue_date"), made.day(f"{C}:valid_until")
    assert until < date(issued.year + 5, issued.month, min(issued.day, 28))
    assert made.day(f"{C}:survey_date") <= issued
    assert made.day(f"{C}:installed") <= issued
    signed = {mark.at for mark in made.marks(C)}
    assert {"issuer_signature", "issuer_seal"} <= signed
    for number in (1, 2):
        endorsed = made.when(f"{C}:endorsement{number}.date")
        anniversary = date(issued.year + number, issued.month, min(issued.day, 28))
        assert (endorsed is not None) == (anniversary <= made.facts.presented_on)
        assert endorsed is None or 0 <= (anniversary - endorsed).days < 90
    if made.day(f"{C}:built") >= date(2017, 9, 8):
        assert made.day(f"{C}:installed") >= made.day(f"{C}:built")


def test_numbers_of_ships_begin_with_nought_and_have_their_check_digit():
    for seed in range(50):
        number = imo_number(Random(seed))
        total = sum(int(digit) * weight for digit, weight in zip(number, range(7, 1, -1), strict=False))
        assert (len(number), number[0], int(number[-1])) == (7, "0", total % 10)


def test_a_ship_goes_on_from_where_the_exchange_began():
    assert further("00-00N 020-00W", "E", 6) == "00-00N 018-42W"
    assert further("60-00S 020-30E", "E", 3) == "60-00S 021-48E"
    assert further("31-10N 041-20W", "W", 0) == "31-10N 041-20W"


@pytest.mark.parametrize(("text", "wanted"), [("08:10", 490), ("8:05", 485), ("noon", None), ("", None)])
def test_times_are_read_where_they_can_be(text, wanted):
    assert minutes(text) == wanted


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({f"{C}:valid_until": "2026-01-01"}, {"bwm-certificate-valid"}),
        ({f"{C}:valid_until": ""}, set()),
        ({f"{C}:principal": ("d1", "d2")}, set()),
        ({f"{C}:principal": "d1"}, {"bwm-treated"}),
        ({f"{C}:ship": "MV Sample"}, {"bwm-certificate-ship"}),
        ({f"{C}:imo": "12"}, {"bwm-certificate-imo"}),
        ({f"{C}:call_sign": "XXX", f"{C}:survey_date": "2030-01-01"}, set()),
        ({f"{K}:line1.code": "3.1"}, {"bwm-book-form"}),
        ({f"{K}:line2.code": "D"}, set()),
        ({f"{K}:line2.miles": "199"}, {"bwm-exchange-near"}),
        ({f"{K}:line2.miles": "200", f"{K}:line2.depth": "200"}, set()),
        ({f"{K}:line2.depth": "199"}, {"bwm-exchange-shallow"}),
        ({f"{K}:line1.start": "early", f"{K}:line1.end": "late"}, set()),
        ({f"{K}:line1.method": "none"}, {"bwm-book-method"}),
        ({f"{K}:line1.method": "None", f"{K}:line1.remarks": "Filter blocked, see code F"}, set()),
        ({f"{K}:line3.tanks": ""}, set()),
        ({f"{P}:line1.discharge": "0"}, set()),
        ({f"{P}:line1.source": "At sea"}, {"bwm-report-source-named"}),
        ({f"{A}:large.result": "9.9", f"{A}:small.result": "9.9"}, set()),
        ({f"{A}:large.result": "10"}, {"bwm-sample-large"}),
        ({f"{A}:small.result": "10"}, {"bwm-sample-small"}),
        ({f"{A}:cholera.result": "1"}, {"bwm-sample-cholera"}),
        ({f"{A}:coli.result": "250"}, {"bwm-sample-coli"}),
        ({f"{A}:enterococci.result": "100"}, {"bwm-sample-enterococci"}),
        ({f"{A}:enterococci.result": "100", f"{A}:verdict": "exceeded"}, {"bwm-sample-enterococci"}),
        ({f"{A}:coli.unit": "cfu per mL"}, {"bwm-sample-unit"}),
        ({f"{A}:point": "Sounding pipe", f"{A}:analysis": "indicative"}, set()),
    ],
)
def test_each_rule_sees_its_own_entry(changes, rules):
    assert fired(given().write(changes)) == rules


def test_a_result_above_the_limit_is_found_whatever_the_evaluation_says():
    made = given().write({f"{A}:large.result": "500", f"{A}:verdict": "exceeded"})
    assert fired(made) == {"bwm-sample-large"}


def test_a_system_that_the_stock_does_not_have_is_not_judged():
    made = given()
    assert system_found(made) is not None
    unknown = replace(made, found=replace(made.found, goods=""))
    assert system_found(unknown) is None
    assert fired(unknown.write({f"{C}:maker": "Another", f"{C}:method": "Another"})) == set()


def test_another_system_brings_its_own_type_plate():
    for seed in range(30):
        kinds = ["bwm-system-of-other-maker"]
        made = inspection("bwm-certificate", seed, clean_share=0, kinds=kinds).given
        system = system_found(made)
        assert any(f"{system.maker}, {system.model}, {system.method}" in sign for sign in made.found.signs)


def test_facts_and_finds_of_a_ship_are_told_as_such():
    made = given()
    told = dict(facts_told(made))
    assert told["Ship, as on its hull"] == made.facts.goods
    assert (told["Last port"], told["Next port"]) == (made.facts.departs_from, made.facts.destination)
    assert "Goods declared" not in told
    assert found_told(made) == list(made.found.signs)


def test_the_stock_has_the_limits_of_the_groups_on_the_form():
    assert set(d2_limits()) == {group for group, _label in GROUPS}
    assert {group: limit for group, (limit, _unit) in d2_limits().items()} == {
        "large": 10,
        "small": 10,
        "cholera": 1,
        "coli": 250,
        "enterococci": 100,
    }
    assert [unit.rpartition(" per ")[2] for _limit, unit in d2_limits().values()] == [
        "m³",
        "mL",
        *["100 mL"] * 3,
    ]


def test_the_stock_of_ships_names_known_ports_and_plain_samples():
    for passage in passages():
        assert {passage.start, passage.end} <= set(trade().countries)
        assert min(passage.miles, passage.depth) > 200
        assert passage.days[0] < passage.days[1]
    assert len({one.slug for one in treatments()}) == len(treatments())
    assert not set(flags()) & {one.name for one in trade().countries.values()}
    assert not set(of_ships("officers")) & set(of_ships("masters"))


def test_the_record_book_has_the_codes_a_to_h_and_a_diagram_of_its_tanks():
    assert "".join(code for code, _title in CODES) == "ABCDEFGH"
    assert len(TANKS) == 8
