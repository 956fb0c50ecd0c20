"""A safety data sheet of a hazardous chemical, all 16 sections in short."""
