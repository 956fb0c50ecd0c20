"""Result of the analysis of a sample of ballast water."""
