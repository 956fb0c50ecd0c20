"""The templates that are known, found by their folders being there."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from exercises.documents import templates
from exercises.documents.model import Template
from exercises.documents.paper import Sheet


@cache
def _folders() -> dict[str, str]:
    """The package of each template, by its slug: the folder's name with hyphens."""
    packages = [
        folder.name for folder in iter_modules(templates.__path__, f"{templates.__name__}.") if folder.ispkg
    ]
    return {package.rpartition(".")[2].replace("_", "-"): package for package in packages}


@cache
def all_templates() -> dict[str, Template]:
    """Every template by its slug."""
    return {slug: import_module(f"{package}.fields").TEMPLATE for slug, package in _folders().items()}


@cache
def layout(slug: str) -> tuple[Sheet, ...]:
    """The pages of a template as they are printed."""
    return tuple(import_module(f"{_folders()[slug]}.layout").layout())


def template(slug: str) -> Template:
    """The template of this name."""
    if slug not in all_templates():
        known = ", ".join(sorted(all_templates()))
        raise ValueError(f"There is no template {slug!r}; there are {known}.")
    return all_templates()[slug]
