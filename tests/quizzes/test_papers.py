"""Papers are drawn exactly as the blueprint says, or not at all."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.papers import Candidate, CannotFill, Cell, clashes, draw, shortfalls

DIFFICULTIES = ["basic", "applied"]


@st.composite
def small_banks(draw_):
    """Blueprints and banks small enough to try every paper."""
    cells = draw_(
        st.lists(
            st.builds(Cell, st.integers(1, 2), st.sampled_from(["", *DIFFICULTIES]), st.integers(1, 2)),
            min_size=1,
            max_size=4,
            unique_by=lambda cell: (cell.objective, cell.difficulty),
        )
    )
    places = draw_(
        st.lists(
            st.tuples(
                st.integers(1, 2),
                st.sampled_from(DIFFICULTIES),
                st.integers(0, 2),
                st.sampled_from([None, None, "x", "y"]),
            ),
            max_size=8,
        )
    )
    return cells, [Candidate(n, *place) for n, place in enumerate(places)]


def fills(cells, chosen):
    """Whether the questions can be dealt out to the cells, tried one place after the other."""
    if not cells:
        return not chosen
    first, rest = cells[0], cells[1:]
    fitting = [c for c in chosen if c.objective == first.objective and first.difficulty in ("", c.difficulty)]
    return any(
        fills(rest, [c for c in chosen if c not in taken]) for taken in combinations(fitting, first.number)
    )


def are_friends(paper):
    rivalries = [candidate.rivalry for candidate in paper if candidate.rivalry]
    return len(rivalries) == len(set(rivalries))


def every_paper(cells, bank):
    return [
        paper
        for paper in combinations(bank, sum(cell.number for cell in cells))
        if are_friends(paper) and fills(cells, paper)
    ]


@given(case=small_banks(), seed=st.integers(0, 99))
def test_a_paper_is_drawn_exactly_when_one_exists_and_fills_every_cell(case, seed):
    cells, bank = case
    possible = every_paper(cells, bank)
    if not possible:
        with pytest.raises(CannotFill) as error:
            draw(cells, bank, random.Random(seed))
        assert error.value.cell in cells
        assert 0 < error.value.lacking <= error.value.cell.number
    else:
        drawn = draw(cells, bank, random.Random(seed))
        assert len(set(drawn)) == len(drawn)
        paper = [candidate for candidate in bank if candidate.question in drawn]
        assert fills(cells, paper)
        assert are_friends(paper)
        assert sum(c.seen > 0 for c in paper) == min(sum(c.seen > 0 for c in other) for other in possible)


def test_a_cell_of_any_difficulty_does_not_starve_a_cell_with_one():
    bank = [Candidate(1, 1, "basic"), Candidate(2, 1, "advanced")]
    for seed in range(20):
        drawn = draw([Cell(1, "", 1), Cell(1, "advanced", 1)], bank, random.Random(seed))
        assert sorted(drawn) == [1, 2]


def test_what_was_not_seen_comes_first():
    bank = [Candidate(n, 1, "basic", seen=1 if n < 3 else 0) for n in range(6)]
    assert set(draw([Cell(1, "", 3)], bank, random.Random(0))) == {3, 4, 5}
    assert {3, 4, 5} < set(draw([Cell(1, "", 4)], bank, random.Random(0)))


def test_the_same_seed_draws_the_same_paper_and_others_differ():
    bank = [Candidate(n, 1, "basic") for n in range(30)]
    papers = {tuple(draw([Cell(1, "", 10)], bank, random.Random(seed))) for seed in [1, 1, 2, 3]}
    assert len(papers) == 3


def test_every_question_has_its_chance():
    bank = [Candidate(n, 1, "basic") for n in range(5)]
    drawn = Counter(draw([Cell(1, "", 1)], bank, random.Random(seed))[0] for seed in range(200))
    assert set(drawn) == {0, 1, 2, 3, 4}


def test_the_cell_that_lacks_questions_is_named_with_how_many():
    bank = [Candidate(1, 1, "basic"), Candidate(2, 2, "basic")]
    with pytest.raises(CannotFill) as error:
        draw([Cell(1, "", 1), Cell(2, "advanced", 3)], bank, random.Random(0))
    assert (error.value.cell, error.value.lacking) == (Cell(2, "advanced", 3), 3)
    assert str(error.value) == "Objective 2 of difficulty advanced lacks 3 of 3 questions."


@given(case=small_banks())
def test_a_bank_falls_short_exactly_when_no_paper_exists(case):
    cells, bank = case
    assert bool(shortfalls(cells, bank)) is not bool(every_paper(cells, bank))


def test_every_cell_that_lacks_is_listed():
    bank = [Candidate(1, 1, "basic"), Candidate(2, 2, "basic")]
    cells = [Cell(1, "basic", 2), Cell(2, "basic", 1), Cell(2, "advanced", 1)]
    found = [(lack.cell, lack.lacking) for lack in shortfalls(cells, bank)]
    assert found == [(cells[0], 1), (cells[2], 1)]


def test_fixed_questions_stand_on_every_paper_beside_the_blueprint_and_bar_their_rivals():
    bank = [
        Candidate(1, 1, "basic", rivalry="x"),
        Candidate(2, 1, "basic", rivalry="x"),
        Candidate(3, 1, "basic"),
    ]
    for seed in range(10):
        assert set(draw([Cell(1, "", 1)], bank, random.Random(seed), fixed=[1])) == {1, 3}
    with pytest.raises(CannotFill):
        draw([Cell(1, "", 2)], bank, random.Random(0), fixed=[1])


def test_fixed_questions_that_exclude_each_other_are_named():
    bank = [
        Candidate(n, 1, "basic", rivalry=rivalry) for n, rivalry in [(1, "x"), (2, "x"), (3, None), (4, "y")]
    ]
    assert clashes(bank, [1, 2, 3, 4]) == [[1, 2]]
    assert clashes(bank, [1, 3, 4]) == []


def test_a_large_bank_is_drawn_from_without_looking_at_every_assignment():
    """2,000 questions in pairs that exclude each other, and a paper of 60 out of 12 cells."""
    bank = [Candidate(n, n % 6, DIFFICULTIES[n // 6 % 2], seen=n % 3, rivalry=n // 12) for n in range(2000)]
    cells = [Cell(objective, difficulty, 5) for objective in range(6) for difficulty in DIFFICULTIES]
    drawn = draw(cells, bank, random.Random(1))
    assert len(set(drawn)) == 60
    assert len({bank[n].rivalry for n in drawn}) == 60
