"""Replies as parents' mail programs really produce them: layouts times texts times encodings, a third of the layouts kept apart."""
