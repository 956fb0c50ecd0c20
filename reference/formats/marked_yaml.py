"""YAML to plain data in which every value knows its line, and data back to YAML.

Only what a person writes by hand is read: no anchors, aliases, tags or second documents, no key
twice, and nothing nested deeper than a pack needs. Data is checked against a pydantic model; each
fault becomes a Problem with the line it stands on.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from reference.formats.problems import Problem

MAX_DEPTH = 12
MAX_NODES = 200_000
# As many as the greatest seed of an inspection has; longer rows of digits are texts.
MOST_DIGITS = 16
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_OURS = {
    "missing": lambda name, error: f"The field {name} is missing.",
    "extra_forbidden": lambda name, error: f"There is no field {name} here.",
    "string_type": lambda name, error: (
        f"{name} must be text; put it in quotation marks if it looks like something else."
    ),
    "int_type": lambda name, error: f"{name} must be a whole number.",
    "int_parsing": lambda name, error: f"{name} must be a whole number.",
    "bool_type": lambda name, error: f"{name} must be true or false.",
    "bool_parsing": lambda name, error: f"{name} must be true or false.",
    "date_type": lambda name, error: f"{name} must be a date such as 2026-11-21.",
    "list_type": lambda name, error: f"{name} must be a list.",
    "dict_type": lambda name, error: f"{name} must be made of fields and values.",
    "model_type": lambda name, error: f"{name} must be made of fields and values.",
    "literal_error": lambda name, error: f"{name} must be {error['ctx']['expected'].replace(chr(39), '')}.",
    "string_too_short": lambda name, error: f"{name} must not be empty.",
    "string_too_long": lambda name, error: f"{name} is longer than {error['ctx']['max_length']} characters.",
    "too_short": lambda name, error: f"{name} needs at least {error['ctx']['min_length']} entries.",
    "too_long": lambda name, error: f"{name} has more than {error['ctx']['max_length']} entries.",
    "value_error": lambda name, error: str(error["ctx"]["error"]),
}


class ManyFaults(ValueError):
    """Several faults in one text, each with its line in that text, counted from 0."""

    def __init__(self, faults):
        super().__init__("; ".join(message for _line, message in faults))
        self.faults = faults


@dataclass
class Marked:
    """Data with the line of every key and value, by its path. `texts` are the lines where texts begin."""

    data: Any
    lines: dict[tuple, int] = field(default_factory=dict)
    texts: dict[tuple, int] = field(default_factory=dict)

    def line(self, *path):
        """The line of the value at a path, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text, file, first_line=1):
    """(Marked or None, problems). `first_line` is the number of the text's first line in the file."""
    refused = _refusals(text, file, first_line)
    if refused:
        return None, refused
    try:
        node = yaml.compose(text, Loader=_Loader)
        marked, problems = Marked(None), []
        marked.data = _build(node, (), marked, problems, file, first_line)
    except (yaml.YAMLError, ValueError) as error:
        return None, [_yaml_problem(error, file, first_line)]
    return (None if problems else marked), problems


def _refusals(text, file, first_line):
    """Constructs that are refused before anything is built from them."""
    depth = count = documents = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            line = event.start_mark.line + first_line
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return [
                    Problem(
                        file,
                        line,
                        "Anchors and aliases (& and *) are not read; put such text in quotation marks.",
                    )
                ]
            if getattr(event, "tag", None) not in (None, "!"):
                return [Problem(file, line, "Tags (!) are not read; put such text in quotation marks.")]
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    return [Problem(file, line, "A second document begins here; remove the line ---.")]
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            count += 1
            if depth > MAX_DEPTH or count > MAX_NODES:
                return [Problem(file, line, "This is nested too deeply or holds too many values.")]
    except yaml.YAMLError as error:
        return [_yaml_problem(error, file, first_line)]
    return []


def _yaml_problem(error, file, first_line):
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error)
    return Problem(file, (mark.line if mark else 0) + first_line, f"This is not YAML: {what}.")


def _build(node, path, marked, problems, file, first_line):
    """Plain data of a node; lines and problems are noted on the way."""
    if node is None:
        return None
    marked.lines.setdefault(path, node.start_mark.line + first_line)
    if isinstance(node, yaml.ScalarNode):
        marked.texts[path] = node.start_mark.line + first_line + (node.style in ("|", ">"))
        return _scalar(node, problems, file, first_line)
    if isinstance(node, yaml.SequenceNode):
        return [
            _build(child, (*path, index), marked, problems, file, first_line)
            for index, child in enumerate(node.value)
        ]
    data = {}
    for key, value in node.value:
        line = key.start_mark.line + first_line
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(file, line, "The name of a field must be a word."))
            continue
        if key.value in data:
            problems.append(Problem(file, line, f"The field {key.value} stands here twice."))
            continue
        marked.lines[(*path, key.value)] = line
        data[key.value] = _build(value, (*path, key.value), marked, problems, file, first_line)
    return data


def _scalar(node, problems, file, first_line):
    """Text, whole number, true, false, date or nothing. What else YAML knows stays text."""
    kind = node.tag.removeprefix("tag:yaml.org,2002:")
    if kind == "null":
        return None
    if kind == "bool" and node.value.lower() in ("true", "false"):
        return node.value.lower() == "true"
    if kind == "int" and node.value.removeprefix("-").isascii() and node.value.removeprefix("-").isdigit():
        return int(node.value) if len(node.value) <= MOST_DIGITS else node.value
    if kind == "timestamp":
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            if len(node.value) == 10:
                problems.append(
                    Problem(file, node.start_mark.line + first_line, f"There is no day {node.value}.")
                )
            return node.value
    return node.value


def check(form, data, marked, file, path=(), context=None):
    """(value of the pydantic model or None, problems) for the data that stands at `path` of `marked`."""
    validate = form.validate_python if isinstance(form, TypeAdapter) else form.model_validate
    try:
        return validate(data, context=context), []
    except ValidationError as error:
        return None, list(_problems(error, marked, file, path))


def _problems(error, marked, file, path):
    for fault in error.errors(include_url=False):
        place = (*path, *_known(fault["loc"], path, marked))
        cause = fault.get("ctx", {}).get("error")
        if isinstance(cause, ManyFaults):
            start = marked.texts.get(place, marked.line(*place))
            yield from (Problem(file, start + line, message) for line, message in cause.faults)
            continue
        named = [part for part in fault["loc"] if isinstance(part, str)]
        name = named[-1] if named else "This"
        say = _OURS.get(fault["type"])
        line = marked.line(*place, name) if fault["type"] == "extra_forbidden" else marked.line(*place)
        yield Problem(file, line, say(name, fault) if say else f"{name}: {fault['msg']}.")


def _known(loc, path, marked):
    """The part of a fault's place that exists in the data: pydantic names alternatives in it too."""
    place = ()
    for part in loc:
        if (*path, *place, part) in marked.lines:
            place = (*place, part)
    return place


class _Dumper(yaml.SafeDumper):
    """Block style, texts of several lines as such, no line ever folded."""

    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def _text(dumper, text):
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def write_yaml(data):
    """Data as YAML that read_yaml reads back as the same data; the same data gives the same bytes."""
    return yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000, default_flow_style=False
    )
