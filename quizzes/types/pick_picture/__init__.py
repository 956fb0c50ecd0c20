"""Choose one of several pictures."""
