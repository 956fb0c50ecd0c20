"""Questions as text, one file per notation."""
