"""The answer of a Party on the import of a listed chemical."""
