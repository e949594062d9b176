"""The team's coverage: city by city, then the people behind each figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passeurs.cockpit.exports import coverage_csv
from passeurs.cockpit.queries import coverage as queries
from passeurs.core.htmx import render_page
from passeurs.matching.exports import people_csv
from passeurs.matching.queries.standing import (
    PeopleFilter,
    detail_of,
    filter_words,
    last_reasons,
    standing_choices,
    standing_people,
)
from passeurs.partners.models import Partnership
from passeurs.partners.rules.partnership import can_see_partnerships
from passeurs.programme.queries import current_season

PAGE_SIZE = 50


@dataclass(frozen=True)
class Column:
    """A head of the table that sorts it: where its link goes, and how it is sorted now (aria-sort)."""

    label: str
    url: str
    order: str
    is_number: bool


def _columns(sort: str) -> list[Column]:
    labels = {
        "ville": _("Ville"),
        "groupe": _("En groupe"),
        "sans": _("Sans groupe"),
        "km": _("Trajet moyen"),
        "loin": _("Trajet le plus long"),
        "quitte": _("Groupe quitté"),
        "fini": _("Mandats finis"),
        "lieux": _("Lieux sans groupe"),
        "delai": _("Réponse du lieu"),
        "attente": _("Réponse attendue"),
    }
    orders = {sort: "descending" if sort.startswith("-") else "ascending"}
    found = []
    for name, label in labels.items():
        order = orders.get(name) or orders.get(f"-{name}") or ""
        # Figures are first read from the greatest, names from A.
        first = name if name == "ville" else f"-{name}"
        other = f"-{name}" if first == name else name
        url = "?" + urlencode({"tri": other if sort == first else first})
        found.append(Column(label, url, order, name != "ville"))
    return found


@require_safe
@login_required
def coverage(request: HttpRequest) -> HttpResponseBase:
    """Who has a group, how far, who left, which partners wait, how fast they answer; a CSV of the same."""
    can_see_partnerships(request.user).or_refuse()
    season, sort = current_season(), request.GET.get("tri", "ville")
    if sort.removeprefix("-") not in queries.SORTS:
        sort = "ville"
    lines = queries.sorted_by(queries.coverage(request.user, season), sort) if season else []
    total = queries.total_of(lines, _("Ensemble"))
    if request.GET.get("format") == "csv":
        return coverage_csv([*lines, total])
    context = {
        "season": season,
        "lines": lines,
        "total": total,
        "columns": _columns(sort),
    }
    return render_page(request, "cockpit/coverage.html", context)


@require_safe
@login_required
def covered_people(request: HttpRequest) -> HttpResponseBase:
    """The people a filter shows, each with where they stand; a CSV of the same."""
    can_see_partnerships(request.user).or_refuse()
    season = current_season()
    if season is None:
        return render_page(request, "cockpit/covered_people.html", {"season": None})
    asked, reasons = PeopleFilter.read(request.GET), last_reasons(season)
    rows = standing_people(request.user, season, asked, reasons)
    if request.GET.get("format") == "csv":
        return people_csv(rows, reasons)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    labels = dict(standing_choices())
    context: dict[str, Any] = {
        "season": season,
        "page": page,
        "lines": [(one, labels[one.standing], detail_of(one, reasons)) for one in page],
        "asked": asked,
        "asked_words": filter_words(asked),
        "query": urlencode(asked.query),
        "standings": standing_choices(),
        "partners": _partners(request.user, season, asked),
        "cities": [row.city for row in queries.followed_season_cities(request.user, season)],
    }
    return render_page(request, "cockpit/covered_people.html", context)


def _partners(person: Any, season: Any, asked: PeopleFilter) -> list[Partnership]:
    """Those that have a group, in the city that is asked for, or in all."""
    rows = Partnership.objects.filter(
        season_city__in=queries.followed_season_cities(person, season).values("pk"),
        groups__isnull=False,
        groups__dissolved_at__isnull=True,
    )
    if asked.city:
        rows = rows.filter(season_city__city__slug=asked.city)
    return list(rows.select_related("season_city__city").order_by("name", "pk").distinct())
