"""Inspect a set of documents."""
