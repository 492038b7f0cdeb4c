"""Paper: letters and codes."""
