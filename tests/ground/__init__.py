"""Tests of the ground floor: money, clock, errors, settings, texts, the unit of work."""
