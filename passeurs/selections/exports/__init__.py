"""What leaves selections: tables for the team, files of a list to take away."""

from passeurs.selections.exports.call import calls_csv
from passeurs.selections.exports.moderation import moderation_csv
from passeurs.selections.exports.selection import selections_csv
from passeurs.selections.exports.take_away import file_name, site_host, take_away_gpx, take_away_ics, take_away_pdf

__all__ = [
    "calls_csv",
    "file_name",
    "moderation_csv",
    "selections_csv",
    "site_host",
    "take_away_gpx",
    "take_away_ics",
    "take_away_pdf",
]
