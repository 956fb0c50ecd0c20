"""Querysets that become SQL once and are asked many times.

Through the ORM most of the processor time of a query goes into writing its SQL, anew each time. What is
asked with every lesson and every answer is a Statement: Django writes the SQL at the first asking, later
ones only put in their values. It answers what the queryset would have answered.
"""

from copy import copy

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, Expression, QuerySet
from django.db.transaction import TransactionManagementError

LEAST, GREATEST = -BigIntegerField.MAX_BIGINT - 1, BigIntegerField.MAX_BIGINT


class Given(Expression):
    """Stands in a queryset for a value that is told when it is asked. `field` is of the value's kind.

    A whole number that the database cannot hold finds nothing, as in any other query.
    """

    def __init__(self, name, field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def of(self, values, connection):
        value = self.output_field.get_db_prep_value(values[self.name], connection)
        if isinstance(value, int) and not LEAST <= value <= GREATEST:
            raise EmptyResultSet
        return value


class Statement:
    """A queryset with a Given wherever its askings differ. `build` makes it, when it is first needed."""

    def __init__(self, build):
        self._build = build
        self._written = {}

    def __call__(self, **values):
        """The list of what the queryset finds with these values."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = _Written(self._build(), connection)
        return written.ask(connection, values)


class _Written:
    """A queryset and the SQL for it."""

    def __init__(self, queryset, connection):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()
        fields = [column for column, _sql, _alias in self.compiler.select]
        self.converters = self.compiler.get_converters(fields)
        self.locks = queryset.query.select_for_update and connection.features.has_select_for_update

    def ask(self, connection, values):
        if self.locks and connection.get_autocommit():
            raise TransactionManagementError("A lock needs a transaction.")
        try:
            params = tuple(
                param.of(values, connection) if isinstance(param, Given) else param for param in self.params
            )
        except EmptyResultSet:
            return []
        # The ORM's own compiler, with everything that it would work out again already worked out.
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        compiler.get_converters = lambda fields: self.converters
        asked = QuerySet(self.queryset.model, _Query(self.queryset.query, compiler))
        asked._fields, asked._iterable_class = self.queryset._fields, self.queryset._iterable_class
        return list(asked)


class _Query:
    """A query whose compiler is there already."""

    def __init__(self, query, compiler):
        self._query = query
        self._compiler = compiler

    def get_compiler(self, *args, **kwargs):
        return self._compiler

    def __getattr__(self, name):
        return getattr(self._query, name)
