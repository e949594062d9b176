"""What leaves: the board of months as CSV, the sound of minutes."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from passeurs.core.exports import csv_response
from passeurs.groups.models import SpokenMinutes
from passeurs.groups.queries.beat_board import Board, members_of
from passeurs.recordings.exports import private_file


def board_csv(board: Board) -> StreamingHttpResponse:
    """The board: one line a group, one column a month, the words of the page."""
    head = [_("Ville"), _("Partenaire"), _("Groupe"), _("Membres"), *(f"{month:%Y-%m}" for month in board.months)]
    rows = (
        [
            line.group.partnership.season_city.city.name,
            line.group.partnership.name,
            line.group.pk,
            len(names),
            *(str(one.beat.label) if one else "" for one in line.beats),
        ]
        for line, names in members_of(board.lines)
    )
    return csv_response("rencontres-par-mois", head, rows)


def minutes_sound(minutes: SpokenMinutes, byte_range: str) -> HttpResponse:
    """The sound of minutes said aloud: kept by no cache, in parts where a phone asks for parts."""
    return private_file(minutes.file, mime=minutes.mime, byte_range=byte_range)
