"""The templates that are known, found by their folders being there."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from exercises.documents import templates
from exercises.documents.model import Template


@cache
def all_templates() -> dict[str, Template]:
    """Every template by its slug."""
    found = [
        import_module(f"{folder.name}.fields").TEMPLATE
        for folder in iter_modules(templates.__path__, f"{templates.__name__}.")
        if folder.ispkg
    ]
    return {template.slug: template for template in found}


def template(slug: str) -> Template:
    """The template of this name."""
    if slug not in all_templates():
        known = ", ".join(sorted(all_templates()))
        raise ValueError(f"There is no template {slug!r}; there are {known}.")
    return all_templates()[slug]
