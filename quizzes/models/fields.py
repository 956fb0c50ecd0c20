"""Exact marks in the database."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models


class FractionField(models.CharField):
    """A fractions.Fraction, stored as its text, such as "5/6"."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 80)
        super().__init__(*args, **kwargs)

    def get_default(self):
        """A default is written as text, so that migrations can hold it."""
        return self.to_python(super().get_default())

    def from_db_value(self, value, expression, connection):
        return None if value is None else Fraction(value)

    def to_python(self, value):
        if value is None or isinstance(value, Fraction):
            return value
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError) as error:
            raise ValidationError(f"{value!r} is no fraction.") from error

    def run_validators(self, value):
        """The greatest length is that of the text that is stored."""
        super().run_validators(self.get_prep_value(value))

    def get_prep_value(self, value):
        return None if value is None else str(Fraction(value))
