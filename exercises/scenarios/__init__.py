"""Branching scenarios: situations, decisions, and what follows from them. See docs/authors/scenarios.md."""
