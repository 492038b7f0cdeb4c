"""Schools, classes, restaurants, activities, and the town's rules as one dated file."""
