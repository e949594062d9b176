"""Boîte à outils: clock, registry, verdicts, journal, search, geography, posters, components.

Knows no noun of the programme and imports nothing of ours.
"""
