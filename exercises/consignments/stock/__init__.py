"""The goods that clean sets are made of, in YAML beside these modules, each with its row of the reference.

Rules look facts up here: what is not in the stock has no facts. A test holds every row against
fixtures/reference. Each module reads the file of its name.
"""
