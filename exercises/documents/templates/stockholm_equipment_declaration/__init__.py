"""A declaration for used electrical equipment with liquid: a form for training."""
