"""The figures of an administration's dashboard, a file for each plot."""
