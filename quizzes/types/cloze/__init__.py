"""Fill the gaps of a text."""
