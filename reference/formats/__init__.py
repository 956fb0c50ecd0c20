"""The notation that all text formats share: problems with a place, YAML with line numbers, rich text."""
