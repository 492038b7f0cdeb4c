"""The program killed at any step of a booking, and started again."""
