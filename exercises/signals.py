"""What the apps above are told. Sent inside the transaction that ends the run."""

from django.dispatch import Signal

scenario_ended = Signal()
"""Arguments: run. Trials are told too. A receiver that may fail opens a savepoint."""
