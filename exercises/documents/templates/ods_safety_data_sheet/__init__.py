"""An extract of the safety data sheet of a refrigerant gas."""
