"""Ballast water report that a ship sends before it arrives."""
