"""The movement document of the Basel Convention."""
