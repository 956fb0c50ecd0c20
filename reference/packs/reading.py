"""A folder to Tables. Everything wrong is listed with file and line; nothing raises for bad content.

Below the folder: tables.yaml, sources.yaml, and a folder a table with files of rows. A file has an
edition, fields that all its rows share, and the rows.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from reference.formats.fields import Form, NeededWords
from reference.formats.marked_yaml import check, read_yaml
from reference.formats.problems import Problem
from reference.packs.forms import TABLES, HeadForm, Row, SourceForm, SourceId, Tables, item_name

HEAD_FILE = "tables.yaml"
SOURCES_FILE = "sources.yaml"
MAX_BYTES = 4 * 1024 * 1024
SHARED = ("effective_from", "effective_to", "source", "where", "verified")


class FileForm(Form):
    """One file of a table. What stands beside the rows holds for each that does not say otherwise."""

    edition: Annotated[NeededWords, Field(max_length=40)]
    effective_from: date | None = None
    effective_to: date | None = None
    source: SourceId | None = None
    where: str = ""
    verified: bool = False
    rows: list[Any]


def is_tables(folder: Path):
    """Whether a folder holds reference tables, not a module."""
    return (folder / HEAD_FILE).is_file()


def read_tables(folder: Path):
    """The tables in a folder, with all their problems."""
    return _Reading(folder).read()


class _Reading:
    """One pass over a folder."""

    def __init__(self, folder):
        self.folder, self.tables = folder, Tables(folder=folder)

    def read(self):
        head = self._yaml(self.folder / HEAD_FILE)
        if head is not None:
            self.tables.head = self._check(HeadForm, head.data, head, HEAD_FILE)
        self._sources()
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else []:
            if path.is_dir() and path.name in TABLES:
                self._table(TABLES[path.name], path)
            elif path.name not in (HEAD_FILE, SOURCES_FILE) and not path.name.startswith("."):
                self._problem(path.name, 1, f"There is no such table; tables are {', '.join(TABLES)}.")
        if not self.tables.problems:
            self._links()
        self.tables.problems.sort()
        return self.tables

    def _problem(self, file, line, message):
        self.tables.problems.append(Problem(self._name(file), line, message))

    def _name(self, file):
        return f"{self.folder.name}/{file}"

    def _yaml(self, path):
        """The marked data of a file, or None with its problems noted."""
        file = path.relative_to(self.folder).as_posix()
        try:
            if path.stat().st_size > MAX_BYTES:
                self._problem(file, 1, "This file is too large: divide it.")
                return None
            text = path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            self._problem(file, 1, "The file is missing.")
            return None
        except UnicodeDecodeError:
            self._problem(file, 1, "This file is not UTF-8 text.")
            return None
        marked, problems = read_yaml(text, self._name(file))
        self.tables.problems += problems
        return marked

    def _check(self, form, data, marked, file, path=()):
        value, problems = check(form, data, marked, self._name(file), path)
        self.tables.problems += problems
        return value

    def _sources(self):
        marked = self._yaml(self.folder / SOURCES_FILE)
        if marked is None:
            return
        if not isinstance(marked.data, list):
            self._problem(SOURCES_FILE, 1, "This file must be a list of sources.")
            return
        for index, data in enumerate(marked.data):
            source = self._check(SourceForm, data, marked, SOURCES_FILE, (index,))
            if source is not None and self._place(f"sources/{source.id}", SOURCES_FILE, marked.line(index)):
                self.tables.sources.append(source)

    def _place(self, item, file, line):
        """Note where an item stands. An item has one place."""
        if item in self.tables.places:
            first, at = self.tables.places[item]
            self._problem(file, line, f"{item} stands already in {first}, line {at}.")
            return False
        self.tables.places[item] = (self._name(file), line)
        return True

    def _table(self, table, folder):
        for path in sorted(folder.iterdir()):
            file = path.relative_to(self.folder).as_posix()
            if path.name.startswith("."):
                continue
            if path.suffix != ".yaml":
                self._problem(file, 1, "A table is made of files that end in .yaml.")
                continue
            marked = self._yaml(path)
            if marked is not None:
                self._rows(table, marked, file)

    def _rows(self, table, marked, file):
        head = self._check(FileForm, marked.data, marked, file)
        if head is None:
            return
        shared = {name: marked.data[name] for name in SHARED if name in marked.data}
        for index, data in enumerate(head.rows):
            said = shared | data if isinstance(data, dict) else data
            form = self._check(table.form, said, marked, file, ("rows", index))
            if form is not None:
                row = Row(table, head.edition, form)
                if self._place(row.item, file, marked.line("rows", index)):
                    self.tables.rows.append(row)

    def _links(self):
        """Rows name sources of this folder, and rows of their own edition in it."""
        for row in self.tables.rows:
            file, line = self.tables.places[row.item]
            source = row.form.source
            if source is not None and f"sources/{source}" not in self.tables.places:
                self.tables.problems.append(Problem(file, line, f"There is no source {source}."))
            for name, table in row.table.links.items():
                key = getattr(row.form, name)
                if key is not None and item_name(table, key, row.edition) not in self.tables.places:
                    message = f"There is no {key} among the {table} of the edition {row.edition}."
                    self.tables.problems.append(Problem(file, line, message))
