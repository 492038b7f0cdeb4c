"""Tests of the `villars` command, one file per concept."""
