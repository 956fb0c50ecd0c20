"""The decision of the competent national authority on an import of living modified organisms."""
