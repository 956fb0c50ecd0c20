"""The notification document of the Basel Convention."""
