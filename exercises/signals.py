"""What the apps above are told. Sent inside the transaction that ends the run or marks the round."""

from django.dispatch import Signal

scenario_ended = Signal()
"""Arguments: run. Trials are told too. A receiver that may fail opens a savepoint."""

inspection_handed_in = Signal()
"""Arguments: round. Trials are told too. A receiver that may fail opens a savepoint."""
