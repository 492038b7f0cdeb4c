"""Tests of the rules file and of how it comes into force."""
