"""The index of the finder: what is found by which spelling, and in which order."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.finder.index import Index, Match, Thing
from reference.finder.queries import HsAsked, cas_fault, hs_asked
from reference.finder.terms import LONGEST_QUERY, compact, folded, is_code, words_of

THINGS = (
    Thing("cfc-12", ("CFC-12", "Dichlorodifluoromethane"), ("75-71-8", "1028", "UN1028", "R-12")),
    Thing("hfc-134a", ("HFC-134a", "1,1,1,2-tetrafluoroethane"), ("811-97-2", "3159", "UN3159", "R-134a")),
    Thing("hs:2903.77", ("Other perhalogenated derivatives",), ("2903.77",)),
    Thing("hs:2903.45", ("Tetrafluoroethane",), ("2903.45",)),
    Thing("hs:9601.10", ("Worked ivory and articles of ivory",), ("9601.10",)),
    Thing("hs:0507.10", ("Ivory, its powder and waste",), ("0507.10",)),
    Thing("lion", ("Lion", "Panthera leo"), ()),
    Thing("leopard", ("Leopard", "Panthera pardus"), ()),
    Thing("mon", ("MON810",), ("MON-ØØ81Ø-6",)),
    Thing("ara", ("Ara ambiguus", "Papagáio-militar"), ()),
)
INDEX = Index(THINGS)


def keys(query):
    return [one.key for one in INDEX.find(query)]


@pytest.mark.parametrize(
    "query",
    ["75-71-8", "75718", "75 71 8", "r12", "R-12", "R 12", "un1028", "UN 1028", "1028", "CFC12", "cfc 12"],
)
def test_a_number_is_found_with_and_without_its_signs(query):
    assert keys(query)[0] == "cfc-12"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2903.77", ["hs:2903.77"]),
        ("290377", ["hs:2903.77"]),
        ("29.03.77", ["hs:2903.77"]),
        ("2903", ["hs:2903.77", "hs:2903.45"]),
        ("29", ["hs:2903.77", "hs:2903.45"]),
        ("05", ["hs:0507.10"]),
        ("2904", []),
        ("2903.99", []),
    ],
)
def test_a_code_is_found_by_any_of_its_beginnings(query, found):
    assert keys(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ivory", ["hs:9601.10", "hs:0507.10"]),
        ("worked ivory", ["hs:9601.10"]),
        ("ivory worked", ["hs:9601.10"]),
        ("IVOR", ["hs:9601.10", "hs:0507.10"]),
        ("panthera leo", ["lion", "leopard"]),
        ("panthera", ["lion", "leopard"]),
        ("papagaio", ["ara"]),
        ("PAPAGÁIO", ["ara"]),
        ("пантера лео", ["lion", "leopard"]),
        ("MON-00810-6", ["mon"]),
        ("mon-øø81ø-6", ["mon"]),
    ],
)
def test_words_are_found_in_any_order_case_and_script(query, found):
    assert keys(query) == found


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ivroy", "hs:9601.10"),
        ("pantera leo", "lion"),
        ("dichlorodiflouromethane", "cfc-12"),
        ("lepard", "leopard"),
    ],
)
def test_a_slip_of_the_finger_hides_nothing(query, first):
    found = INDEX.find(query)
    assert found[0].key == first
    assert found[0].match == Match.NEARLY


def test_another_number_is_another_thing():
    assert keys("2903.78") == keys("75-71-9") == keys("1029") == keys("HFC-134b") == []


def test_what_is_right_is_not_outdone_by_what_is_nearly_right():
    index = Index([Thing("near", ("cobras",)), Thing("right", ("cobra",)), Thing("other", ("copra",))])
    assert [one.key for one in index.find("copra")] == ["other"]
    assert [one.key for one in index.find("cobra")] == ["right", "near"]


def test_where_not_all_words_are_known_the_most_of_them_counts():
    assert keys("worked ivory bangle")[0] == "hs:9601.10"


@pytest.mark.parametrize("query", ["", " ", "'", '"', "%", "\\", "--", "«»", "\u0301", "…"])
def test_signs_alone_find_nothing(query):
    assert INDEX.find(query) == []


@given(st.text(max_size=300))
def test_no_text_breaks_the_index_and_finds_come_in_order(query):
    found = INDEX.find(query)
    assert found == sorted(found)
    assert len({one.key for one in found}) == len(found)


@given(st.sampled_from(THINGS), st.data())
def test_everything_is_found_by_each_of_its_own_names_and_codes(thing, data):
    said = data.draw(st.sampled_from([*thing.names, *thing.codes]))
    assert thing.key in keys(said)


@given(st.text(max_size=300))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)
    assert compact(compact(text)) == compact(text)
    assert len(words_of(text)) <= 10


WRITTEN = Index(
    [
        Thing(
            "elephant",
            ("Elephant ivory", "Loxodonta africana", "Elfenbein", "слоновая кость"),
            ("0507.10",),
            ("Tusks and carvings, found among cashew nuts.",),
        ),
        Thing("mammoth", ("Mammoth ivory", "Mammuthus primigenius")),
        Thing("rosewood", ("Palissandre de Rio", "Jacarandá-da-Bahia", "Dalbergia nigra"), ("4407.29",)),
        Thing("r22", ("HCFC-22",), ("R-22", "75-45-6", "1018", "UN 1018")),
        Thing("r12", ("CFC-12",), ("75-71-8",)),
        Thing("battery", ("Waste lead-acid batteries",), ("A1160",)),
        Thing("cashew", ("Cashew nuts",)),
    ]
)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("africana Loxodonta", "elephant"),
        ("Loxodonta afrikana", "elephant"),
        ("elefant", "elephant"),
        ("слоновая кость", "elephant"),
        ("slonovaya", "elephant"),
        ("mamoth", "mammoth"),
        ("mammoth ivory", "mammoth"),
        ("jacaranda da bahia", "rosewood"),
        ("Jacaranda\u0301", "rosewood"),
        ("palisandre", "rosewood"),
        ("dalbergia\u00a0nigra", "rosewood"),
        ("７５－４５－６", "r22"),
        ("75.71.8", "r12"),
        ("hcfc22", "r22"),
        ("0507", "elephant"),
        ("0507.10.00", "elephant"),
        ("0507.10.00.90", "elephant"),
        ("a 1160", "battery"),
        ("lead acid", "battery"),
        ("leadacid bateries", "battery"),
        ("cashew", "cashew"),
        ("carving", "elephant"),
    ],
)
def test_things_are_found_by_every_way_of_writing_them(query, key):
    assert WRITTEN.find(query)[0].key == key


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("elfenbein", "Elfenbein"),
        ("0507", "0507.10"),
        ("loxodonta", "Loxodonta africana"),
        ("afrikana", "Loxodonta africana"),
    ],
)
def test_a_find_says_by_which_of_its_names_it_was_found(query, term):
    assert WRITTEN.things[0].term(query) == term


def test_an_exact_name_goes_before_one_that_only_holds_it():
    index = Index([Thing("long", ("Walrus ivory carving",)), Thing("short", ("Walrus ivory",))])
    assert [one.key for one in index.find("walrus ivory")] == ["short", "long"]


def test_ten_thousand_random_strings_raise_nothing():
    chance = Random(5)
    letters = [chr(code) for code in (*range(0x250), *range(0x370, 0x3100), *range(0x1F300, 0x1F600))]
    signs = letters + ['"'] * 60
    for _turn in range(10_000):
        WRITTEN.find("".join(chance.choices(signs, k=chance.randrange(12))))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("75-45-6", True),
        ("UN 1018", True),
        ("R-410A", True),
        ("HCFC-22", False),
        ("Elephant", False),
        ("2 m tusk", False),
    ],
)
def test_codes_are_told_from_names(text, code):
    assert is_code(text) is code


def test_a_query_is_read_to_its_greatest_length():
    assert folded("x" * 1000) == "x" * LONGEST_QUERY


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("2903.77", HsAsked("290377", False)),
        ("2903 77", HsAsked("290377", False)),
        ("29", HsAsked("29", False)),
        ("290", HsAsked("290", False)),
        ("2903.77.00.10", HsAsked("290377", True)),
        ("0106 12 00", HsAsked("010612", True)),
        ("2", None),
        ("75-71-8", None),
        ("UN1028", None),
        ("2903 ivory", None),
        ("2903.77.00.10.00.00.1", None),
        ("٢٩٠٣", None),
        ("", None),
    ],
)
def test_a_code_is_told_from_other_queries(query, asked):
    assert hs_asked(query) == asked


@pytest.mark.parametrize(
    ("query", "wrong"), [("75-71-8", False), ("75-71-9", True), ("75718", False), ("ivory", False)]
)
def test_a_cas_number_with_a_wrong_last_digit_is_told(query, wrong):
    assert bool(cas_fault(query)) is wrong
