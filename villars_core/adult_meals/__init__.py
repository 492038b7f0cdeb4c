"""Meals of adults: teachers and staff who eat at a restaurant, each with a bill of their own."""
