"""What leaves: calendars (RFC 5545), the board of months as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.cockpit.queries.coverage import Coverage
from passeurs.core.exports import csv_response


def _figure(value: float | None) -> str:
    """One decimal, with a comma; nothing when it is not known."""
    return "" if value is None else f"{value:.1f}".replace(".", ",")


def coverage_csv(lines: Iterable[Coverage]) -> StreamingHttpResponse:
    """One line a city, then all of them; km by road, hours."""
    head = [_("Ville"), _("En mandat"), _("En groupe"), _("Sans groupe"), _("Trajet moyen (km)")]
    head += [_("Trajet le plus long (km)"), _("Passés par un groupe"), _("Ont quitté leur groupe"), _("Mandats")]
    head += [_("Mandats finis"), _("Lieux acceptés"), _("Lieux sans groupe"), _("Le plus ancien depuis")]
    head += [_("Délai médian des lieux (h)"), _("Rencontres dites tenues"), _("Attendent le lieu")]
    rows = (
        [
            *(one.name, one.people, one.grouped, one.without, _figure(one.mean_km), _figure(one.max_km)),
            *(one.placed, one.left, one.mandates, one.ended, one.partners, len(one.waits)),
            f"{timezone.localtime(one.waiting_since):%Y-%m-%d}" if one.waiting_since else "",
            *(_figure(one.answer_hours), one.told, one.unanswered),
        ]
        for one in lines
    )
    return csv_response("couverture", head, rows)


def partners_csv(rows: Iterable[Any]) -> StreamingHttpResponse:
    """The partners a filter shows (`queries.partnerships.seen_partnerships`)."""
    head = [_("Ville"), _("Lieu"), _("État"), _("Proposé le"), _("Répondu le"), _("Vœux"), _("Groupes"), _("Accueille")]
    lines = (
        [
            one.season_city.city.name,
            one.name,
            one.get_state_display(),
            f"{timezone.localtime(one.proposed_at):%Y-%m-%d}",
            f"{timezone.localtime(one.decided_at):%Y-%m-%d}" if one.decided_at else "",
            one.wish_count,
            one.running_count,
            one.group_count,
        ]
        for one in rows
    )
    return csv_response("lieux", head, lines)
