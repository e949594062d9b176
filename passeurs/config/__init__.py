"""Composition: settings, root URLs, server entry points. Nothing imports it."""
