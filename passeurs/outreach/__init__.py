"""Porte-paroles: Kit, ShareImage, TrackedLink.

Make a kit, share, count without tracking persons. Knows public things by `core.registry.shareables` only.
"""
