"""What the apps above are told. Sent inside the transaction that grades."""

from django.dispatch import Signal

attempt_graded = Signal()
"""Arguments: attempt, grade, now. A receiver that may fail opens a savepoint."""

attempts_regraded = Signal()
"""Arguments: attempts, newly_passed. Some of the attempts that a regrade changed, each with the grade that is
now in force; `newly_passed` holds the ids of those that did not pass before. A pass that was lost is told to
nobody: what it was worth stands until somebody decides."""
