"""Choose regions of a figure."""
