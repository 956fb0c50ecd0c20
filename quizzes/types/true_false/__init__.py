"""Judge a statement."""
