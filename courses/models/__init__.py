"""The tables of teaching: what there is to learn, its pages, and how far officers are."""

from courses.models.class_notes import ClassNotePage
from courses.models.drills import DrillMemory, DrillReview, DrillTurn
from courses.models.guides import GuideEntry, GuideEntryPage, GuidePage
from courses.models.modules import Module, Unit
from courses.models.packs import PackRecord
from courses.models.pages import (
    AdministrationPage,
    CataloguePage,
    HomePage,
    InspectionPage,
    LessonPage,
    ModulePage,
    QuizPage,
    ScenarioPage,
)
from courses.models.progress import ModuleEnrolment, UnitProgress

__all__ = [
    "AdministrationPage",
    "CataloguePage",
    "ClassNotePage",
    "DrillMemory",
    "DrillReview",
    "DrillTurn",
    "GuideEntry",
    "GuideEntryPage",
    "GuidePage",
    "HomePage",
    "InspectionPage",
    "LessonPage",
    "Module",
    "ModuleEnrolment",
    "ModulePage",
    "PackRecord",
    "QuizPage",
    "ScenarioPage",
    "Unit",
    "UnitProgress",
]
