"""Tests of the desk: what people say, and what they are shown."""
