"""Writes of matching: one keyword-only function per verb."""
