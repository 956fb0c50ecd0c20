"""International Ballast Water Management Certificate."""
