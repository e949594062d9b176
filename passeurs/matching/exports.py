"""What leaves: calendars (RFC 5545), the board of months as CSV."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.exports import csv_response
from passeurs.matching.queries.published_figures import PublishedFigures
from passeurs.matching.queries.standing import detail_of, standing_choices


def figures_csv(figures: list[PublishedFigures]) -> StreamingHttpResponse:
    """Published distributions: one line each."""
    names = ("placed", "top3", "worst_rank", "mean_km", "max_km", "bad_size", "no_shared_time")
    head = [
        *(_("Saison"), _("Publiée le"), _("Personnes"), _("Placées"), _("Groupes")),
        *(_("Placées, %"), _("Dans leurs trois premiers vœux, %"), _("Rang le moins bon")),
        *(_("Km en moyenne"), _("Km au plus"), _("Groupes de mauvaise taille"), _("Groupes sans demi-journée commune")),
        _("Prouvée"),
    ]
    rows = (
        [
            one.season,
            f"{timezone.localtime(one.published_at):%Y-%m-%d}",
            one.people,
            one.placed,
            one.groups,
            *(one.quality[name] for name in names),
            "oui" if one.is_proved else "non",
        ]
        for one in figures
    )
    return csv_response("groupes-associes", head, rows)


def people_csv(people: QuerySet[Any], reasons: dict[int, str]) -> StreamingHttpResponse:
    """The people a filter shows, as the page says them."""
    labels = dict(standing_choices())
    head = [_("Ville"), _("Prénom"), _("État"), _("Précision"), _("Partenaire")]
    rows = (
        [
            one.season_city.city.name,
            one.person.public_name,
            labels[one.standing],
            detail_of(one, reasons),
            one.partner_name or "",
        ]
        for one in people
    )
    return csv_response("personnes", head, rows)
