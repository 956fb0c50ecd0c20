"""The supplier's label on a package of a hazardous chemical."""
