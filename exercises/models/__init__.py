"""The tables of practising decisions: exercises, scenarios and their runs."""

from exercises.models.exercises import Exercise
from exercises.models.scenarios import ScenarioRun, ScenarioStep, ScenarioVersion

__all__ = ["Exercise", "ScenarioRun", "ScenarioStep", "ScenarioVersion"]
