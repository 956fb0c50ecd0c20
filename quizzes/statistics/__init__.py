"""Rules of statistics: classical test theory with Moodle's definitions. Values in, values out."""

from quizzes.statistics.items import ENOUGH, Flag, ItemFigures
from quizzes.statistics.papers import Analysis, QuizFigures, analyse

__all__ = ["ENOUGH", "Analysis", "Flag", "ItemFigures", "QuizFigures", "analyse"]
