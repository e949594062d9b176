"""Lieux, offres, œuvres: Venue, Offer, Occurrence, Work, SourceRecord, Pin.

Import, deduplicate, correct, search, find nearby, pin to remember. One importer file per outside source.
Holds no personal data but the venues that a person pins for themself (`Pin`).
"""
