"""The reference tables as a folder of text that an expert can review."""

from reference.packs.forms import TABLES, Tables, digest
from reference.packs.reading import HEAD_FILE, is_tables, read_tables
from reference.packs.rendering import render_tables

__all__ = ["HEAD_FILE", "TABLES", "Tables", "digest", "is_tables", "read_tables", "render_tables"]
