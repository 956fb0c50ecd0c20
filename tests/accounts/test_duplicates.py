"""Who is probably one person twice."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.duplicates import (
    NAMESAKES,
    Pair,
    Person,
    Reason,
    Strength,
    find_pairs,
    plain_email,
    plain_name,
    plain_number,
)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("S-0012", "S12"),
        ("s 12", "S12"),
        ("S/O12", "S12"),
        ("SO12B", "S12B"),
        ("s-OO12/b", "S12B"),
        ("0", "0"),
        ("000", "0"),
        ("1002", "1002"),
        ("A01-B002", "A1B2"),
        ("DOVER", "DOVER"),
        ("", ""),
        ("٠١٢", "12"),
    ],
)
def test_a_staff_number_is_read_without_what_is_mistyped(typed, plain):
    assert plain_number(typed) == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (" A.Person@Example.ORG ", "a.person@example.org"),
        ("a.person+course@example.org", "a.person@example.org"),
        ("a.person@gmail.com", "aperson@gmail.com"),
        ("", ""),
    ],
)
def test_an_address_is_read_without_what_makes_no_difference(typed, plain):
    assert plain_email(typed) == plain


def test_a_name_is_read_in_any_script_order_and_accent():
    assert plain_name("Müller, Ana") == plain_name("ANA MULLER") == ("ana", "muller")
    assert plain_name("Иван Петров") == plain_name("Petrov Ivan")


def people(*names, **more):
    return [Person(key=number, names=(name,), **more) for number, name in enumerate(names, start=1)]


def reasons(*names):
    return [pair.reasons for pair in find_pairs(people(*names))]


def test_numbers_and_addresses_make_a_strong_pair():
    both = [
        Person(1, ("Ana Sample",), numbers=("S-012",), email="a@example.org"),
        Person(2, ("Ben Other",), numbers=("S12",), email="A+x@example.org"),
    ]
    [pair] = find_pairs(both)
    assert pair == Pair(1, 2, (Reason.NUMBER, Reason.EMAIL))
    assert pair.strength == Strength.STRONG


def test_the_same_name_in_another_order_or_script_is_likely():
    assert reasons("Ana Sample", "SAMPLE, Ana") == [(Reason.NAME,)]
    assert reasons("Иван Петров", "Ivan Petrov") == [(Reason.NAME,)]
    [pair] = find_pairs(people("Ana Sample", "Sample Ana"))
    assert pair.strength == Strength.LIKELY


def test_an_initial_or_a_slip_makes_a_possible_pair():
    assert reasons("A Sample", "Ana Sample") == [(Reason.INITIALS,)]
    assert reasons("Maria Petrova", "Marija Petrova") == [(Reason.NEAR_NAME,)]
    assert reasons("Yusuf Sample", "Iusuf Sample") == [(Reason.NEAR_NAME,)]
    assert reasons("Alexandrina Sample", "Aleksandrina Sample") == [(Reason.NEAR_NAME,)]


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Sample", "Ben Sample"),
        ("Ana Sample", "Ana Other"),
        ("Jo Sample", "Mo Sample"),
        ("Ana", "Ana"),
        ("A B", "A C"),
        ("", ""),
    ],
)
def test_who_shares_only_part_of_a_name_is_no_pair(names):
    assert reasons(*names) == []


def test_a_name_that_many_bear_tells_nobody_from_another():
    names = ["Ana Sample"] * (NAMESAKES + 1)
    assert find_pairs(people(*names)) == []
    assert len(find_pairs(people(*names[:NAMESAKES]))) == NAMESAKES * (NAMESAKES - 1) // 2


def test_two_reasons_are_stronger_than_one():
    both = [Person(1, ("Ana Sample",), numbers=("S1",)), Person(2, ("Ana Sample",), numbers=("S01",))]
    other = [Person(3, ("Ben Sample",)), Person(4, ("Sample Ben",))]
    assert [(pair.first, pair.strength) for pair in find_pairs(other + both)] == [
        (1, Strength.STRONG),
        (3, Strength.LIKELY),
    ]


words = st.text("abcdefgh", min_size=1, max_size=9)
several = st.lists(
    st.tuples(words, words, st.sampled_from(["", "S1", "S01", "O1", "X"])), min_size=0, max_size=12
)


@given(several)
def test_pairs_are_found_whatever_the_order_of_people(drawn):
    crowd = [
        Person(number, (f"{first} {last}",), numbers=(staff,) if staff else ())
        for number, (first, last, staff) in enumerate(drawn)
    ]
    found = find_pairs(crowd)
    assert set(found) == set(find_pairs(crowd[::-1]))
    assert all(pair.first < pair.second and pair.reasons for pair in found)
    keys = [(pair.first, pair.second) for pair in found]
    assert len(keys) == len(set(keys))


@given(words, words)
def test_turning_a_name_round_always_makes_a_pair(first, last):
    assert len(find_pairs(people(f"{first} {last}", f"{last.upper()}, {first}"))) == 1


def test_twenty_thousand_officers_take_seconds():
    syllables = ["ka", "mo", "ri", "tan", "sel", "vu", "dor", "hia", "nge", "pol"]
    first = [a + b for a in syllables for b in syllables]
    last = [a + b + c for a in syllables for b in syllables for c in syllables[:4]]
    crowd = [
        Person(
            number,
            (f"{first[number % len(first)]} {last[number * 7 % len(last)]} {first[number // 211]}",),
            email=f"p{number}@example.org",
            numbers=(f"S{number:05}",),
        )
        for number in range(20_000)
    ]
    begun = time.process_time()
    find_pairs(crowd)
    assert time.process_time() - begun < 10
