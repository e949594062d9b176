"""Ambassadeurs associés: wishes, groups of two to five, an actor near them.

Today it holds `matching`, the pure package that makes the groups; the pages come with the app.
Refuses to know the other activities.
"""
