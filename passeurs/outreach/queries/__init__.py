"""Reads of outreach."""
