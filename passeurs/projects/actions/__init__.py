"""Writes of projects: one keyword-only function per verb."""
