"""The kinds of question that come with the platform: one folder each, found because it is there.

`grading` holds the rules (quizzes.grading.kinds), `editor` the form in the Wagtail admin, `text` the form
in questions.yaml, `exchange`, where there is one, its place in exchange formats (quizzes.formats.exchange);
each registers itself. What the pages show stands in the templates quizzes/items, quizzes/said and
quizzes/reviews under the name of the kind.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules


def load() -> None:
    """Make every kind known. Called once, when the app is ready."""
    for kind in iter_modules(__path__, f"{__name__}."):
        for part in ("grading", "editor", "text"):
            import_module(f"{kind.name}.{part}")
        if find_spec(f"{kind.name}.exchange"):
            import_module(f"{kind.name}.exchange")
