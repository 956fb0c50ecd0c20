"""The kinds of question of this app: one folder each, found because it is there. A higher app has its own.

`grading` holds the rules (quizzes.grading.kinds), `editor` the form in the Wagtail admin, `text` the form
in questions.yaml, `exchange`, where there is one, its place in exchange formats (quizzes.formats.exchange);
each registers itself. What the pages show stands in the templates quizzes/items, quizzes/said and
quizzes/reviews under the name of the kind.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType


def load(package: ModuleType) -> None:
    """Make every kind of a package known. Called once by the app that it belongs to, when that is ready."""
    for kind in iter_modules(package.__path__, f"{package.__name__}."):
        for part in ("grading", "editor", "text"):
            import_module(f"{kind.name}.{part}")
        if find_spec(f"{kind.name}.exchange"):
            import_module(f"{kind.name}.exchange")
