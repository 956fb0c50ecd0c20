"""The label on a cylinder of refrigerant gas."""
