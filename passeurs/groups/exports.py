"""What leaves: the board of months as CSV, the sound of minutes."""

from __future__ import annotations

import re

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from passeurs.core.exports import csv_response
from passeurs.groups.models import SpokenMinutes
from passeurs.groups.queries.beat_board import Board, members_of


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


def minutes_sound(voice: SpokenMinutes, asked: str) -> HttpResponse:
    """The sound, kept by no cache; whole, or the one part `asked` for (RFC 9110): some phones play nothing else."""
    with voice.file.open("rb") as kept:
        content = kept.read()
    response = HttpResponse(content_type=voice.mime)
    part = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", asked)
    if part and any(part.groups()):
        size = len(content)
        first, last = (int(one) if one else None for one in part.groups())
        begin = max(size - (last or 0), 0) if first is None else first
        end = size if first is None or last is None else min(last + 1, size)
        if begin >= end:
            response.status_code = 416
            response["Content-Range"] = f"bytes */{size}"
        else:
            response.status_code, response.content = 206, content[begin:end]
            response["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    else:
        response.content = content
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
