"""Which state everything that the finder holds in memory is in."""

import uuid

from django.db import models


class FinderState(models.Model):
    """One row, whose token is a new one after every change: an index that was made under another is old.

    A number would do for one database; a token is also new to a process whose database was put back.
    """

    ONLY = 1

    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_state_of_the_finder"),
        ]

    def __str__(self):
        return str(self.token)

    @classmethod
    def now(cls):
        """The token in force; None before anything was written. One query."""
        return cls.objects.filter(pk=cls.ONLY).values_list("token", flat=True).first()

    @classmethod
    def changed(cls):
        """What is found has changed. It counts with the transaction in which it is called."""
        cls.objects.update_or_create(pk=cls.ONLY, defaults={"token": uuid.uuid4()})
