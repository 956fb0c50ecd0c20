"""Entries side by side: rows that tell them apart go first."""

from courses.guides.comparing import Row, compare


def test_the_character_that_parts_most_pairs_stands_first():
    rows = [
        Row("text", (("one",), ("two",), ("three",))),
        Row("halves", (("a",), ("a",), ("b",)), seen=True),
        Row("all", (("a",), ("b",), ("c",)), seen=True),
        Row("overlap", (("a", "b"), ("b",), ("b",)), seen=True),
        Row("same", (("a",), ("a",), ("a",)), seen=True),
        Row("empty", ((), (), ()), seen=True),
        Row("unknown", (("a",), (), ("a",)), seen=True),
    ]
    found = compare(rows)
    assert [row.label for row in found.differing] == ["all", "halves", "overlap", "unknown", "text"]
    assert [row.label for row in found.same] == ["same"]


def test_the_same_states_in_another_order_are_the_same():
    assert compare([Row("grain", (("a", "b"), ("b", "a")))]).differing == ()


def test_what_is_not_known_parts_nothing():
    assert Row("grain", (("a",), ())).parted == 0
    assert Row("grain", (("a",), ("b",), ("c",))).parted == 3
