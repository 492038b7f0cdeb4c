"""Tests of the records: engine, schema, sealed values, keys."""
