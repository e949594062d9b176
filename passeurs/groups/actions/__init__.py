"""Writes of groups: one keyword-only function per verb."""
