"""Drawing a graph: any graph gets its places, nothing lies on a box, and each way can be followed."""

from collections import defaultdict
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.scenarios.layout import GAP, HEIGHT, LAYER_GAP, laid_out
from tests.exercises.scenarios.scenarios_for_tests import scenarios


@st.composite
def graphs(draw):
    """Any graph of up to twelve boxes: rounds, loops, parts of their own, ways that come twice."""
    names = [f"n{number}" for number in range(draw(st.integers(1, 12)))]
    name = st.sampled_from(names)
    return names, draw(st.lists(st.tuples(name, name), max_size=40)), draw(name)


def overlap(one, other):
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def runs_through(line, box):
    """Whether a line that is straight up and down crosses a box: lines bend between layers only."""
    (x, one), (other_x, other) = line.start, line.end
    upright = x == other_x and {one, other} == {box.top, box.bottom}
    return upright and box.left < x < box.right


@given(graphs())
def test_no_box_or_line_lies_on_a_box_and_all_is_on_the_sheet(graph):
    names, ways, start = graph
    layout = laid_out(names, ways, start)
    assert set(layout.boxes) == set(names)
    for one, other in combinations(layout.boxes.values(), 2):
        assert not overlap(one, other)
        if one.top == other.top:
            assert max(one.left, other.left) - min(one.right, other.right) >= GAP - 1
    for box in layout.boxes.values():
        assert 0 <= box.left < box.right <= layout.width
        assert 0 <= box.top < box.bottom <= layout.height
    for line in layout.lines:
        assert not any(runs_through(line, box) for box in layout.boxes.values())
        for x, y in (line.start, line.end):
            assert 0 <= x <= layout.width
            assert 0 <= y <= layout.height
        height = abs(line.start[1] - line.end[1])
        assert line.is_loop or height in (HEIGHT, LAYER_GAP)


@given(graphs())
def test_each_way_can_be_followed_from_box_to_box(graph):
    names, ways, start = graph
    layout = laid_out(names, ways, start)
    pieces = defaultdict(list)
    for line in layout.lines:
        for way in line.ways:
            pieces[way].append(line)
    assert set(pieces) == set(ways)
    for (source, target), lines in pieces.items():
        down = layout.boxes[source].top < layout.boxes[target].top
        lines.sort(key=lambda line: line.start[1], reverse=not down and source != target)
        assert [line.leaves for line in lines] == [True, *[False] * (len(lines) - 1)]
        assert [line.arrives for line in lines] == [*[False] * (len(lines) - 1), True]
        for one, other in pairwise(lines):
            assert one.end == other.start
        first, last = layout.boxes[source], layout.boxes[target]
        assert first.left <= lines[0].start[0] <= first.right
        assert last.left <= lines[-1].end[0] <= last.right


@given(graphs())
def test_ways_lead_down_unless_they_close_a_round(graph):
    names, ways, start = graph
    onward = [way for way in ways if names.index(way[0]) < names.index(way[1])]
    boxes = laid_out(names, onward, start).boxes
    assert all(boxes[source].bottom < boxes[target].top for source, target in onward)


@given(scenarios())
def test_every_scenario_can_be_drawn(scenario):
    ways = [
        (situation.id, way.to)
        for situation in scenario.situations
        for decision in situation.decisions
        for way in decision.to
    ]
    layout = laid_out([*scenario.nodes()], ways, scenario.start)
    assert len(layout.boxes) == len(scenario.situations) + len(scenario.ends)


def test_lines_to_one_box_come_together():
    layout = laid_out("abcd", [*pairwise("abcd"), ("a", "d"), ("b", "d")], "a")
    together = [line for line in layout.lines if set(line.ways) == {("a", "d"), ("b", "d")}]
    assert [(line.leaves, line.arrives) for line in together] == [(False, True), (False, False)]


@pytest.mark.parametrize(("left", "right"), [("ab", "cd"), ("ba", "cd")])
def test_two_lines_that_need_not_cross_do_not(left, right):
    """The start leads to two boxes, and each of them to one: whatever their order, the lines stay apart."""
    ways = [("s", left[0]), ("s", left[1]), (left[0], right[1]), (left[1], right[0])]
    boxes = laid_out(["s", *left, *right], ways, "s").boxes
    assert (boxes[left[0]].left < boxes[left[1]].left) == (boxes[right[1]].left < boxes[right[0]].left)
