"""Writes of partners: one keyword-only function per verb."""
