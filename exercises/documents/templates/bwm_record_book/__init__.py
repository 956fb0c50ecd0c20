"""Ballast water record book: the front and a page of entries."""
