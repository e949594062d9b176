"""Writes of associations: one keyword-only function per verb."""
