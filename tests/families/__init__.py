"""Families: who is whose guardian, and whose days are whose."""
