"""Give a short text."""
