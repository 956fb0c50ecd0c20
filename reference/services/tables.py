"""Writing the reference tables from their pack, and the tables as a pack.

For every row the digest of what was written is remembered. A row is written when the database still
says what was written last; where somebody has changed it since, it is a conflict: listed and left
alone, or with `take_pack` written over. A row gone from the pack is retired, never deleted, and comes
back when the pack has it again.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Revision

from reference import models
from reference.formats.problems import Problem
from reference.models import Convention, FinderState, Source, TableRecord
from reference.models.conventions import TABLES_PACK
from reference.packs.forms import TABLES, Row, SourceForm, Tables, digest, item_name
from reference.packs.report import Report
from reference.services.review import known_names, mark_new_rows, together

_OF_ROW = {"source": "code", "convention": "slug"}


class TablesRefused(Exception):
    """Tables that cannot be written into this database. `problems` says why, with file and line."""

    def __init__(self, problems):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def problems_here(tables):
    """What keeps tables without problems of their own from being written into this database."""
    known = set(Convention.objects.values_list("slug", flat=True))
    return [
        Problem(*tables.places[row.item], f"There is no convention {row.form.convention}.")
        for row in tables.rows
        if getattr(row.form, "convention", None) not in known | {None}
    ]


@transaction.atomic
def write_tables(tables, *, now, take_pack=False):
    """Write tables without problems, all or nothing. Returns the Report. Raises TablesRefused."""
    list(Convention.objects.select_for_update(no_key=True).order_by("pk")[:1])
    problems = problems_here(tables)
    if problems:
        raise TablesRefused(problems)
    report = _Writer(tables, now, take_pack).write()
    if report.written or report.retired:
        FinderState.changed()
    return report


def model_of(table):
    return getattr(models, table.model)


def form_of(table, row):
    """A stored row as the form of its table. Links are names. Raises pydantic.ValidationError."""
    data = {}
    for name in table.form.model_fields:
        value = getattr(row, name)
        if value is not None and name in _OF_ROW:
            value = getattr(value, _OF_ROW[name])
        elif value is not None and name in table.links:
            value = _key_of(TABLES[table.links[name]], value)
        data[name] = value
    return table.form.model_validate(data)


def _key_of(table, row):
    """The name of a stored row among those of its table and edition."""
    return "/".join(
        str(_key_of(TABLES[table.links[name]], getattr(row, name)))
        if name in table.links
        else str(getattr(getattr(row, name), _OF_ROW[name]) if name in _OF_ROW else getattr(row, name))
        for name in table.form.natural
    )


def _linked(table):
    return [name for name in table.form.model_fields if name in table.links or name in _OF_ROW]


def stored_rows(table):
    """{item: row} of a table, with what its rows name."""
    rows = model_of(table).objects.select_related(*_linked(table))
    return {item_name(table.name, _key_of(table, row), row.edition): row for row in rows}


def tables_here(head):
    """The rows in use and their sources as Tables, under the given HeadForm."""
    sources = [_source_form(source) for source in Source.objects.filter(pack=TABLES_PACK)]
    rows = [
        Row(table, row.edition, form_of(table, row))
        for table in TABLES.values()
        for row in model_of(table).objects.in_use().select_related(*_linked(table))
    ]
    return Tables(head=head, sources=sources, rows=rows)


def _source_form(source):
    values = {name: getattr(source, name) for name in SourceForm.model_fields if name != "id"}
    return SourceForm(id=source.code, **values)


class _Writer:
    """Writes one pack of tables: sources, then the tables in the order in which they name each other."""

    def __init__(self, tables, now, take_pack):
        self.tables, self.now, self.take_pack = tables, now, take_pack
        self.report = Report(TABLES_PACK)
        self.records = {record.item: record for record in TableRecord.objects.filter(pack=TABLES_PACK)}
        self.conventions = {convention.slug: convention for convention in Convention.objects.all()}
        self.sources = {source.code: source for source in Source.objects.filter(pack=TABLES_PACK)}
        self.stored = {}
        self.done = []

    def write(self):
        self.known = known_names()
        with together(self.now):
            self._write_sources()
            for table in TABLES.values():
                self._write_table(table, [row for row in self.tables.rows if row.table is table])
            self._retire()
        self._remember()
        return self.report

    def _act(self, item, wanted, stored, in_use):
        """Whether to write an item, noting what becomes of it. `stored` is its digest here or None."""
        record = self.records.get(item)
        as_written = record is not None and record.digest == stored
        if stored == wanted and in_use:
            self.report.unchanged.append(item)
        elif stored is None or self.take_pack or (as_written and (in_use or record.retired_at is not None)):
            self.report.written.append(item)
            self.done.append((item, wanted))
            return True
        else:
            self.report.conflicts.append(item)
            return False
        if record is None or record.digest != wanted or record.retired_at is not None:
            self.done.append((item, wanted))
        return False

    def _write_sources(self):
        for form in self.tables.sources:
            here = self.sources.get(form.id)
            item = f"sources/{form.id}"
            stored = digest(_source_form(here)) if here else None
            if self._act(item, digest(form), stored, in_use=True):
                source = here or Source(pack=TABLES_PACK, code=form.id)
                for name, value in form.model_dump(exclude={"id"}).items():
                    setattr(source, name, value)
                source.save()
                self.sources[form.id] = source

    def _write_table(self, table, rows):
        here = self.stored[table.name] = stored_rows(table)
        new = []
        for row in rows:
            stored = here.get(row.item)
            said = digest(form_of(table, stored)) if stored else None
            if self._act(row.item, digest(row.form), said, bool(stored) and stored.retired_at is None):
                if stored is None:
                    stored = here[row.item] = model_of(table)(edition=row.edition)
                    self._fill(row, stored)
                    new.append(stored)
                else:
                    self._fill(row, stored)
                    stored.save()
                    stored.save_revision(log_action=True)
        self._create(table, new)

    def _fill(self, row, stored):
        stored.retired_at = None
        for name in type(row.form).model_fields:
            value = getattr(row.form, name)
            if value is not None and name == "source":
                value = self.sources[value]
            elif value is not None and name == "convention":
                value = self.conventions[value]
            elif value is not None and name in row.table.links:
                table = row.table.links[name]
                value = self.stored[table][item_name(table, value, row.edition)]
            setattr(stored, name, value)

    def _create(self, table, rows):
        """New rows, each with a first revision, so that a later change has something to compare with."""
        if not rows:
            return
        model = model_of(table)
        model.objects.bulk_create(rows)
        kind = ContentType.objects.get_for_model(model)
        revisions = Revision.objects.bulk_create(
            Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(row.pk),
                created_at=self.now,
                object_str=str(row)[:255],
                content=row.serializable_data(),
            )
            for row in rows
        )
        for row, revision in zip(rows, revisions, strict=True):
            row.latest_revision = revision
        model.objects.bulk_update(rows, ["latest_revision"], batch_size=500)
        mark_new_rows(rows, self.known, now=self.now)

    def _retire(self):
        """Retire what the pack no longer holds; list what was made here."""
        items = self.tables.items()
        for item, record in sorted(self.records.items()):
            if item in items or record.retired_at is not None:
                continue
            name = item.partition("/")[0]
            stored = self.stored.get(name, {}).get(item)
            if stored is not None and stored.retired_at is None:
                said = digest(form_of(TABLES[name], stored))
                if said != record.digest and not self.take_pack:
                    self.report.conflicts.append(item)
                    continue
                stored.retired_at = self.now
                stored.save()
                stored.save_revision(log_action=True)
            record.retired_at = self.now
            record.save(update_fields=["retired_at"])
            self.report.retired.append(item)
        self.report.kept = sorted(
            item
            for rows in self.stored.values()
            for item, row in rows.items()
            if row.retired_at is None and item not in items and item not in self.records
        )

    def _remember(self):
        records = [
            TableRecord(pack=TABLES_PACK, item=item, digest=wanted, written_at=self.now)
            for item, wanted in self.done
        ]
        TableRecord.objects.bulk_create(
            records,
            update_conflicts=True,
            unique_fields=["pack", "item"],
            update_fields=["digest", "written_at", "retired_at"],
        )
