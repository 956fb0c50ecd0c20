"""Papers are drawn exactly as the blueprint says, or not at all."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.papers import Candidate, CannotFill, Cell, draw

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
        st.lists(st.tuples(st.integers(1, 2), st.sampled_from(DIFFICULTIES), st.integers(0, 2)), max_size=8)
    )
    return cells, [
        Candidate(n, objective, difficulty, seen) for n, (objective, difficulty, seen) in enumerate(places)
    ]


def fills(cells, chosen):
    """Whether the questions can be dealt out to the cells, tried one place after the other."""
    if not cells:
        return not chosen
    first, rest = cells[0], cells[1:]
    fitting = [c for c in chosen if c.objective == first.objective and first.difficulty in ("", c.difficulty)]
    return any(
        fills(rest, [c for c in chosen if c not in taken]) for taken in combinations(fitting, first.number)
    )


def every_paper(cells, bank):
    return [paper for paper in combinations(bank, sum(cell.number for cell in cells)) if fills(cells, paper)]


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
