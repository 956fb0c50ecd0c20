"""Writing many rows: by COPY on PostgreSQL, by one prepared statement for many rows elsewhere."""

import json
from collections import Counter, defaultdict
from datetime import date, datetime

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

BATCH = 5_000


class Writer:
    """Takes rows table by table and writes them when told to. Keys are given out here, by counting."""

    def __init__(self):
        self.rows = defaultdict(list)
        self.columns = {}
        self.next = {}
        self.made = Counter()

    def add(self, model, **values):
        """A row, and its key. Every row of a table has the same fields, by the names of their columns."""
        if model not in self.columns:
            self._begin(model, values)
        number = self.key(model)
        self.next[model] = number + 1
        self.made[model] += 1
        self.rows[model].append((number, *values.values(), *self.columns[model][1]))
        return number

    def key(self, model):
        """The key that the next row of a table gets."""
        if model not in self.next:
            self.next[model] = (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        return self.next[model]

    def _begin(self, model, values):
        """Which columns there are: those given, then the others with the defaults of the model."""
        fields = {field.column: field for field in model._meta.concrete_fields}
        others = [field for column, field in fields.items() if column not in values and not field.primary_key]
        defaults = tuple(_plain(field.get_prep_value(field.get_default())) for field in others)
        names = [model._meta.pk.column, *values, *(field.column for field in others)]
        self.columns[model] = names, defaults

    def write(self):
        """Write what was added since the last time."""
        with connection.cursor() as cursor:
            for model, rows in self.rows.items():
                names = ", ".join(map(connection.ops.quote_name, self.columns[model][0]))
                table = connection.ops.quote_name(model._meta.db_table)
                if connection.vendor == "postgresql":
                    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                        for row in rows:
                            copy.write_row(row)
                else:
                    marks = ", ".join(["%s"] * len(self.columns[model][0]))
                    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
                    for start in range(0, len(rows), BATCH):
                        batch = rows[start : start + BATCH]
                        cursor.executemany(statement, [tuple(map(_as_text, row)) for row in batch])
        self.rows.clear()

    def finish(self):
        """Let the database go on counting where this stopped, and learn how its tables look now."""
        models = [model for model in self.columns if model._meta.pk.get_internal_type().endswith("AutoField")]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
            for model in self.columns:
                table = connection.ops.quote_name(model._meta.db_table)
                verb = "VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE"
                cursor.execute(f"{verb} {table}")


def _plain(value):
    """What a column of JSON holds is written as text."""
    return json.dumps(value) if isinstance(value, list | dict) else value


def _as_text(value):
    """Moments, which are in UTC, and days as SQLite keeps them."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    return value.isoformat() if isinstance(value, date) else value
