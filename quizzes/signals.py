"""What the apps above are told. Sent inside the transaction that grades."""

from django.dispatch import Signal

attempt_graded = Signal()
"""Arguments: attempt, grade. A receiver that may fail opens a savepoint."""
