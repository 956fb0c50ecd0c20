"""Drawing a paper: exactly as the blueprint says, what the officer has not seen first."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ANY = ""


@dataclass(frozen=True)
class Cell:
    """How many questions on one objective, of one difficulty or any (an empty text)."""

    objective: int
    difficulty: str
    number: int


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn; `seen`: how often this officer has had it on a paper."""

    question: int
    objective: int
    difficulty: str
    seen: int = 0


class CannotFill(Exception):
    """The bank does not hold what a cell of the blueprint asks for."""

    def __init__(self, cell: Cell, lacking: int) -> None:
        super().__init__(cell, lacking)
        self.cell = cell
        self.lacking = lacking

    def __str__(self) -> str:
        kind = f" of difficulty {self.cell.difficulty}" if self.cell.difficulty else ""
        return f"Objective {self.cell.objective}{kind} lacks {self.lacking} of {self.cell.number} questions."


def draw(cells: Sequence[Cell], candidates: Iterable[Candidate], rng: random.Random) -> list[int]:
    """Questions of one paper in the order they are asked. Raises CannotFill.

    Cells with a difficulty choose first. A cell without one then takes from what is left of its
    objective, so it can starve no other, and it finds enough whenever any assignment would do;
    each choice takes what was seen least, so no other paper holds fewer seen questions.
    """
    pool = sorted(candidates, key=lambda candidate: candidate.question)
    rng.shuffle(pool)
    pool.sort(key=lambda candidate: candidate.seen)
    drawn: list[int] = []
    for cell in sorted(cells, key=lambda cell: cell.difficulty == ANY):
        fitting = [
            candidate
            for candidate in pool
            if candidate.objective == cell.objective and cell.difficulty in (ANY, candidate.difficulty)
        ][: cell.number]
        if len(fitting) < cell.number:
            raise CannotFill(cell, cell.number - len(fitting))
        drawn += [candidate.question for candidate in fitting]
        taken = set(fitting)
        pool = [candidate for candidate in pool if candidate not in taken]
    rng.shuffle(drawn)
    return drawn
