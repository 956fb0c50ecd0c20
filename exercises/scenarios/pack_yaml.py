"""A file of scenarios/ of a content pack: the scenario as text, and back.

The form of the file stands in docs/authors/scenarios.md.
"""

from exercises.scenarios.checking import faults_of
from exercises.scenarios.forms import Paper, Scenario
from exercises.scenarios.papers import problems_of
from reference.formats.fields import data_of
from reference.formats.marked_yaml import check, read_yaml, write_yaml
from reference.formats.problems import Problem


def read_scenario(text: str, file: str) -> tuple[Scenario | None, list[Problem]]:
    """(the scenario or None, problems). There is a scenario only where there is no problem."""
    marked, problems = read_yaml(text, file)
    if marked is None:
        return None, problems
    scenario, problems = check(Scenario, marked.data, marked, file)
    if scenario is None:
        return None, sorted(set(problems))
    problems = [Problem(file, marked.line(*fault.path), fault.message) for fault in faults_of(scenario)]
    return (None if problems else scenario), sorted(set(problems))


def write_scenario(scenario: Scenario) -> str:
    """The text that read_scenario reads back as the same scenario."""
    return str(write_yaml(data_of(scenario)))


def read_paper(text: str) -> tuple[Paper | None, list[Problem]]:
    """(a drawn document by itself or None, problems), as it stands in the evidence of a scenario."""
    marked, problems = read_yaml(text, "")
    if marked is None:
        return None, problems
    paper, problems = check(Paper, marked.data, marked, "")
    if paper is not None:
        problems = [Problem("", marked.line(*path), message) for path, message in problems_of(paper)]
    return (None if problems else paper), sorted(set(problems))


def write_paper(paper: Paper) -> str:
    """The text that read_paper reads back as the same paper."""
    return str(write_yaml(data_of(paper)))
