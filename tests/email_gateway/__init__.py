"""Tests of the e-mail door."""
