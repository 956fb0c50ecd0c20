"""The settings of an inspection as text that a person reads and writes, and back.

The form of the text stands in docs/authors/inspections-in-the-admin.md.
"""

from typing import TypeVar

from exercises.inspections.settings import InspectionSettings
from reference.formats.fields import data_of
from reference.formats.marked_yaml import check, read_yaml, write_yaml
from reference.formats.problems import Problem

Settings = TypeVar("Settings", bound=InspectionSettings)


def read_settings(text: str, file: str) -> tuple[InspectionSettings | None, list[Problem]]:
    """(settings or None, problems). There are settings only where there is no problem."""
    return read_as(InspectionSettings, text, file)


def read_as(form: type[Settings], text: str, file: str) -> tuple[Settings | None, list[Problem]]:
    """The same for settings with what an app above adds to them."""
    marked, problems = read_yaml(text, file)
    if marked is None:
        return None, problems
    settings, problems = check(form, marked.data, marked, file)
    return settings, sorted(set(problems))


def write_settings(settings: InspectionSettings) -> str:
    """The text that read_settings reads back as the same settings."""
    return str(write_yaml(data_of(settings)))
