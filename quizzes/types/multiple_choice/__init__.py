"""Tick all that apply."""
