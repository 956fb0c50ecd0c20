"""The papers of a scenario: from what its author wrote to documents that can be drawn."""

import re
from collections.abc import Iterator
from datetime import date

from exercises.consignments.clean import MAKERS
from exercises.consignments.mixing import inspection
from exercises.documents import registry
from exercises.documents.model import Document, Kind, Mark, MarkKind, Template, Value
from exercises.scenarios.forms import Paper, PaperMark

Path = tuple[str | int, ...]
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def document_of(paper: Paper) -> Document:
    """The document that a paper is. Raises ValueError; a paper without problems does not."""
    if paper.consignment:
        return _out_of_a_set(paper)
    values = {key: _value(entry) for key, entry in paper.values.items()}
    marks = tuple(_mark(mark) for mark in paper.marks)
    return Document(registry.template(paper.form), values, marks, paper.seed)


def problems_of(paper: Paper) -> Iterator[tuple[Path, str]]:
    """Everything that is wrong with a paper: where in it, and a sentence."""
    try:
        template = registry.template(paper.form)
    except ValueError as problem:
        yield ("form",), str(problem)
        return
    if paper.consignment:
        try:
            _out_of_a_set(paper)
        except ValueError as problem:
            yield (), str(problem)
        return
    for key, entry in paper.values.items():
        for message in _problems_of_entry(template, key, _value(entry)):
            yield ("values", key), message
    for place, mark in enumerate(paper.marks):
        for message in _problems_of_mark(template, mark):
            yield ("marks", place), message


def _out_of_a_set(paper: Paper) -> Document:
    if paper.consignment not in MAKERS:
        raise ValueError(f"There are no sets for {paper.consignment!r}; there are {', '.join(MAKERS)}.")
    made = inspection(
        paper.consignment,
        paper.seed,
        clean_share=0 if paper.faults else 1,
        faults=max(len(paper.faults), 1),
        kinds=paper.faults or None,
    )
    documents = made.given.documents
    if paper.form not in documents:
        known = ", ".join(documents)
        raise ValueError(f"No {paper.form} comes with this consignment, but: {known}.")
    return documents[paper.form]


def _value(entry: str | list[str]) -> Value:
    return entry if isinstance(entry, str) else tuple(entry)


def _mark(mark: PaperMark) -> Mark:
    return Mark(MarkKind(mark.kind), mark.at, mark.text, mark.state, mark.date, mark.validated)


def _problems_of_entry(template: Template, key: str, value: Value) -> Iterator[str]:
    try:
        Document(template, {key: value})
    except ValueError as problem:
        yield str(problem)
        return
    kind = template.field(key).kind
    if kind == Kind.DATE and not _is_date(str(value)):
        yield f"{key} is a date such as 2026-11-21."
    if kind == Kind.NUMBER and not NUMBER.fullmatch(str(value)):
        yield f"{key} is a number such as 2720.5, without blanks or commas."


def _problems_of_mark(template: Template, mark: PaperMark) -> Iterator[str]:
    try:
        Document(template, {}, (_mark(mark),))
    except ValueError as problem:
        yield str(problem)
    if mark.date and not _is_date(mark.date):
        yield "The date of a mark is one such as 2026-11-21."


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
