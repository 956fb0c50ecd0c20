"""The commercial invoice."""
