"""The page, the terminal chat and the invented town."""
