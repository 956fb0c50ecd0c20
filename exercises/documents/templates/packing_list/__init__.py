"""The packing list."""
