"""Sets of documents to inspect: clean ones by seed, faults put into them, rules that find the faults.

`clean` makes a set in which everything agrees, `faults` is the catalogue of what can be wrong, `rules` find
what does not agree, `mixing` puts faults into a set. Nothing here knows the database, the clock or a chance
other than a given seed.
"""
