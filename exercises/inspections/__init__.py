"""Inspections of documents by an officer: how what was flagged and decided is marked."""
