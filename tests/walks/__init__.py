"""Transcripts of what people do, run through every door."""
