"""Nobody's data where it must not be."""
