"""Reads of the catalogue, by noun."""
