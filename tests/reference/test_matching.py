"""Search by codes, names and words in any script, with what slips into them."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.matching import TermIndex, folded, is_code, squeezed

TERMS = [
    ("elephant", "Elephant ivory"),
    ("elephant", "Loxodonta africana"),
    ("elephant", "Elfenbein"),
    ("elephant", "слоновая кость"),
    ("elephant", "0507.10"),
    ("mammoth", "Mammoth ivory"),
    ("mammoth", "Mammuthus primigenius"),
    ("rosewood", "Palissandre de Rio"),
    ("rosewood", "Jacarandá-da-Bahia"),
    ("rosewood", "Dalbergia nigra"),
    ("rosewood", "4407.29"),
    ("r22", "HCFC-22"),
    ("r22", "R-22"),
    ("r22", "75-45-6"),
    ("r22", "UN 1018"),
    ("r12", "CFC-12"),
    ("r12", "75-71-8"),
    ("battery", "A1160"),
    ("battery", "Waste lead-acid batteries"),
]


@pytest.fixture(scope="module")
def index():
    return TermIndex(TERMS)


def first(index, query):
    found = index.find(query)
    return found[0].key if found else None


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("Loxodonta africana", "elephant"),
        ("loxodonta", "elephant"),
        ("africana Loxodonta", "elephant"),
        ("Loxodonta afrikana", "elephant"),
        ("elefant", "elephant"),
        ("ELFENBEIN", "elephant"),
        ("слоновая кость", "elephant"),
        ("slonovaya", "elephant"),
        ("mamoth", "mammoth"),
        ("mammoth ivory", "mammoth"),
        ("jacaranda da bahia", "rosewood"),
        ("Jacaranda\u0301", "rosewood"),
        ("palisandre", "rosewood"),
        ("dalbergia\u00a0nigra", "rosewood"),
        ("75-45-6", "r22"),
        ("75456", "r22"),
        ("75 45 6", "r22"),
        ("７５－４５－６", "r22"),
        ("75.71.8", "r12"),
        ("r22", "r22"),
        ("R 22", "r22"),
        ("hcfc22", "r22"),
        ("1018", "r22"),
        ("UN1018", "r22"),
        ("0507", "elephant"),
        ("050710", "elephant"),
        ("0507.10.00", "elephant"),
        ("a 1160", "battery"),
        ("lead acid", "battery"),
        ("leadacid bateries", "battery"),
    ],
)
def test_things_are_found_by_every_way_of_writing_them(index, query, key):
    assert first(index, query) == key


@pytest.mark.parametrize(
    "query", ["", '"', "'", "%", "\\", "(((", "-", "\x00", "🐘" * 0, "zzzzzz", "99999999"]
)
def test_what_says_nothing_finds_nothing(index, query):
    assert index.find(query) == []


def test_another_code_is_not_found_for_a_slip_in_figures(index):
    assert first(index, "75-45-7") is None


def test_an_exact_name_goes_before_one_that_only_holds_it():
    index = TermIndex([("long", "Walrus ivory carving"), ("short", "Walrus ivory")])
    assert [match.key for match in index.find("walrus ivory")] == ["short", "long"]


def test_among_equals_the_first_that_was_given_goes_first():
    assert [match.key for match in TermIndex([("b", "teak"), ("a", "teak")]).find("teak")] == ["b", "a"]


def test_ten_thousand_random_strings_raise_nothing(index):
    chance = Random(5)
    signs = [chr(code) for code in (*range(0x250), *range(0x370, 0x3100), *range(0x1F300, 0x1F600))] + [
        '"'
    ] * 60
    for _ in range(10_000):
        index.find("".join(chance.choices(signs, k=chance.randrange(12))))


@given(st.text(max_size=300))
def test_any_text_folds_to_small_latin_words(text):
    said = folded(text)
    assert said == " ".join(said.split())
    assert all(sign.isascii() and ((sign.isalnum() and not sign.isupper()) or sign == " ") for sign in said)
    assert folded(said) == said


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
    assert squeezed("75-45-6") == "75456"
