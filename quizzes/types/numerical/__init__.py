"""Give a number, with its unit where one is asked for."""
