"""The tables of practising decisions: exercises, scenarios and their runs, inspections and their rounds."""

from exercises.models.exercises import Exercise
from exercises.models.inspections import InspectionRound, InspectionVersion
from exercises.models.scenarios import ScenarioRun, ScenarioStep, ScenarioVersion

__all__ = [
    "Exercise",
    "InspectionRound",
    "InspectionVersion",
    "ScenarioRun",
    "ScenarioStep",
    "ScenarioVersion",
]
