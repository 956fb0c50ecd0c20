"""Rows that are written once and never again: records, versions, events."""

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a row that is a record."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError(f"Rows of {self.model.__name__} are never changed; write a new one.")

    def delete(self):
        raise AppendOnlyError(f"Rows of {self.model.__name__} are never deleted.")


class AppendOnly(models.Model):
    """A row that can be made but neither changed nor deleted. Raises AppendOnlyError."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(f"Rows of {type(self).__name__} are never changed; write a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(f"Rows of {type(self).__name__} are never deleted.")
