"""The tests mirror the tree; being a package keeps their names apart from the code's."""
