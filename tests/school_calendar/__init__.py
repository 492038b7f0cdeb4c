"""Tests of the days on which there is service."""
