"""Slips for the Treasury and what comes back."""
