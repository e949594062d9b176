"""Writes of the catalogue, by noun."""
