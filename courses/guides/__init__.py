"""Identification guides as rules: vocabulary, key, comparison, drill. No clock, no chance but a seed."""
