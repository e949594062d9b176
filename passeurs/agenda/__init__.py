"""Agenda: what a person has on which date, as calendars read it; filled by the apps that have dates.

Nouns: calendar (a secret feed), entry, invitation (UID, SEQUENCE). Verbs: subscribe, invite, move, cancel.
Keeps no date itself (`registry.calendars`), and refuses to know what takes place.
"""
