"""Lieux, offres, œuvres: Venue, Offer, Occurrence, Work, SourceRecord.

Import, deduplicate, correct, search, find nearby. One importer file per outside source.
Refuses personal data: there is no field for it.
"""
