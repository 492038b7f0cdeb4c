"""Tests of the frame: the wheel, the commands, the documents, the order of imports."""
