"""The export notification of the Rotterdam Convention."""
