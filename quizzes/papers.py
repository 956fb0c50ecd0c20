"""Drawing a paper: exactly as the blueprint says, what the officer has not seen first."""

import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

ANY = ""
SEEN_BEFORE = 1_000_000
"""What one question that was seen costs beside how often: no paper holds fewer seen ones than it must."""


@dataclass(frozen=True)
class Cell:
    """How many questions on one objective, of one difficulty or any (an empty text)."""

    objective: Hashable
    difficulty: str
    number: int

    def takes(self, objective: Hashable, difficulty: str) -> bool:
        return self.objective == objective and self.difficulty in (ANY, difficulty)


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn, named by anything that sorts.

    `seen`: how often this officer has had it on a paper. Questions of one `rivalry` exclude each other: a
    paper holds one of them at most.
    """

    question: Any
    objective: Hashable
    difficulty: str
    seen: int = 0
    rivalry: Hashable = None

    @property
    def cost(self) -> int:
        return SEEN_BEFORE * (self.seen > 0) + self.seen

    @property
    def unit(self) -> Hashable:
        """What a paper takes at most one of."""
        return ("question", self.question) if self.rivalry is None else ("rivalry", self.rivalry)


class CannotFill(Exception):
    """The bank does not hold what a cell of the blueprint asks for."""

    def __init__(self, cell: Cell, lacking: int) -> None:
        super().__init__(cell, lacking)
        self.cell = cell
        self.lacking = lacking

    def __str__(self) -> str:
        kind = f" of difficulty {self.cell.difficulty}" if self.cell.difficulty else ""
        return f"Objective {self.cell.objective}{kind} lacks {self.lacking} of {self.cell.number} questions."


class _Dealing:
    """Questions dealt to cells at the least cost, one place after the other.

    Units (questions, or sets that exclude each other) and cells are the two sides of a bipartite graph.
    Each place is filled along the cheapest path on which earlier places may be dealt anew, so the dealing
    is of least cost after every step (successive shortest paths; Ahuja, Magnanti and Orlin 1993, 9.7).
    """

    def __init__(self, cells: Sequence[Cell], pool: Iterable[Candidate]) -> None:
        self.cells = cells
        self.offers: list[dict[Hashable, Candidate]] = [{} for _ in cells]
        for candidate in pool:
            for place, cell in enumerate(cells):
                if cell.takes(candidate.objective, candidate.difficulty):
                    held = self.offers[place].get(candidate.unit)
                    if held is None or candidate.cost < held.cost:
                        self.offers[place][candidate.unit] = candidate
        self.cell_of: dict[Hashable, int] = {}

    def fill(self, place: int) -> bool:
        """Deal one more question to a cell; False when no dealing gives it one."""
        distance = {place: 0}
        came: dict[int, tuple[int, Hashable]] = {}
        changed = True
        while changed:
            changed = False
            for here in list(distance):
                for unit, candidate in self.offers[here].items():
                    there = self.cell_of.get(unit)
                    if there is None or there == here:
                        continue
                    cost = distance[here] + candidate.cost - self.offers[there][unit].cost
                    if there not in distance or cost < distance[there]:
                        distance[there], came[there] = cost, (here, unit)
                        changed = True
        ends = [
            (distance[here] + candidate.cost, order, here, unit)
            for here in distance
            for order, (unit, candidate) in enumerate(self.offers[here].items())
            if unit not in self.cell_of
        ]
        if not ends:
            return False
        _cost, _order, here, unit = min(ends, key=lambda end: end[:2])
        while True:
            self.cell_of[unit] = here
            if here == place:
                return True
            here, unit = came[here]

    @property
    def dealt(self) -> list[Any]:
        return [self.offers[place][unit].question for unit, place in self.cell_of.items()]


def _deal(cells: Sequence[Cell], pool: Iterable[Candidate]) -> tuple[_Dealing, list[CannotFill]]:
    """Cells with a difficulty choose first; what each cell lacks is listed, and the others are filled."""
    dealing = _Dealing(cells, pool)
    lacks: list[CannotFill] = []
    for place in sorted(range(len(cells)), key=lambda place: cells[place].difficulty == ANY):
        filled = 0
        while filled < cells[place].number and dealing.fill(place):
            filled += 1
        if filled < cells[place].number:
            lacks.append(CannotFill(cells[place], cells[place].number - filled))
    return dealing, lacks


def _worth_offering(cells: Sequence[Cell], pool: Iterable[Candidate]) -> list[Candidate]:
    """The pool without what no paper needs: of questions alike, only as many as could be taken."""
    wanted = Counter[tuple[Hashable, str]]()
    kept: list[Candidate] = []
    for candidate in pool:
        alike = (candidate.objective, candidate.difficulty)
        if candidate.rivalry is None:
            if wanted[alike] >= sum(cell.number for cell in cells if cell.takes(*alike)):
                continue
            wanted[alike] += 1
        kept.append(candidate)
    return kept


def _pool(candidates: Iterable[Candidate], fixed: Iterable[Any]) -> list[Candidate]:
    """What may be drawn beside the fixed questions: neither they themselves nor what they exclude."""
    candidates = list(candidates)
    taken = set(fixed)
    excluded = {candidate.unit for candidate in candidates if candidate.question in taken}
    return [candidate for candidate in candidates if candidate.unit not in excluded]


def shortfalls(
    cells: Sequence[Cell], candidates: Iterable[Candidate], fixed: Sequence[Any] = ()
) -> list[CannotFill]:
    """Each cell that cannot be filled, with how many it lacks; empty: every paper can be drawn."""
    return _deal(cells, _worth_offering(cells, _pool(candidates, fixed)))[1]


def clashes(candidates: Iterable[Candidate], fixed: Sequence[Any]) -> list[list[Any]]:
    """Fixed questions that exclude each other, so that no paper can hold them all."""
    together: dict[Hashable, list[Any]] = defaultdict(list)
    for candidate in candidates:
        if candidate.question in fixed:
            together[candidate.unit].append(candidate.question)
    return [questions for questions in together.values() if len(questions) > 1]


def draw(
    cells: Sequence[Cell], candidates: Iterable[Candidate], rng: random.Random, fixed: Sequence[Any] = ()
) -> list[Any]:
    """Questions of one paper in the order they are asked, the fixed ones among them. Raises CannotFill.

    A paper is found whenever there is one, and no other paper holds fewer questions that were seen.
    """
    pool = sorted(_pool(candidates, fixed), key=lambda candidate: candidate.question)
    rng.shuffle(pool)
    pool.sort(key=lambda candidate: candidate.seen)
    dealing, lacks = _deal(cells, _worth_offering(cells, pool))
    if lacks:
        raise lacks[0]
    drawn = [*fixed, *dealing.dealt]
    rng.shuffle(drawn)
    return drawn
