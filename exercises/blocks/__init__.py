"""The forms in which trainers write exercises."""
