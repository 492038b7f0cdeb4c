"""Reads dates: words to items, items to groups, groups to days."""
