"""The demonstration: one invented administration, with people who are plainly samples, and their history."""
