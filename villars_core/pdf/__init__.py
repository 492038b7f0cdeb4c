"""Paper: the town's letterhead, embedded fonts and codes to scan; knows no domain."""
