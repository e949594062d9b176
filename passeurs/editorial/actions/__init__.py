"""Writes of editorial, by noun."""
