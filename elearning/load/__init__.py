"""A load: administrations with as many officers and results as a whole service has, to measure with.

Everybody in it is plainly a sample. The same seed makes the same rows, but for the day on which it is made.
"""
