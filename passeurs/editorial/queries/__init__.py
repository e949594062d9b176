"""Reads of editorial, by noun."""
