"""Tables to files: the same tables give the same bytes, and read_tables reads them back."""

from itertools import groupby

from django.utils.text import slugify

from reference.formats.fields import natural
from reference.formats.marked_yaml import write_yaml
from reference.packs.forms import TABLES
from reference.packs.reading import HEAD_FILE, SHARED, SOURCES_FILE


def render_tables(tables):
    """{path below the folder: text} of Tables."""
    sources = sorted(tables.sources, key=lambda source: natural(source.id))
    files = {HEAD_FILE: write_yaml(tables.head.model_dump()), SOURCES_FILE: _listed(map(_data, sources))}
    place = {name: number for number, name in enumerate(TABLES)}

    def file_of(row):
        return place[row.table.name], row.edition

    for (_number, edition), group in groupby(sorted(tables.rows, key=file_of), key=file_of):
        rows = sorted(group, key=lambda row: natural(row.form.key))
        path = f"{rows[0].table.name}/{slugify(edition) or 'rows'}.yaml"
        if path in files:
            raise ValueError(f"Two editions of {rows[0].table.name} have the name {slugify(edition)}.")
        files[path] = _table(edition, [row.form for row in rows])
    return files


def _data(form):
    return form.model_dump(exclude_defaults=True)


def _table(edition, forms):
    """One file: what all rows share stands once, at the top."""
    data = [_data(form) for form in forms]
    shared = {
        name: data[0][name]
        for name in SHARED
        if len(data) > 1 and all(name in row and row[name] == data[0][name] for row in data)
    }
    rows = [
        _own_fields_first(form, {name: value for name, value in row.items() if name not in shared})
        for form, row in zip(forms, data, strict=True)
    ]
    return write_yaml({"edition": edition} | shared) + "rows:\n" + _listed(rows)


def _own_fields_first(form, row):
    own = [name for name in type(form).model_fields if name not in type(form).__base__.model_fields]
    return {name: row[name] for name in own if name in row} | row


def _listed(rows):
    """A list with an empty line between its entries."""
    texts = [write_yaml([row]) for row in rows]
    return "\n".join(texts) if texts else "[]\n"
