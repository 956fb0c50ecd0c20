"""Choose one."""
