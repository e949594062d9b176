"""Quotas: kept, read from a file of reference shares, taken from the call before, tried on the pool."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import journal
from passeurs.people.models import Person
from passeurs.programme.models import SeasonCity
from passeurs.recruitment import rules
from passeurs.recruitment.adapters.lottery import run_lottery, write_pool
from passeurs.recruitment.models import Call, Draw, Quota
from passeurs.recruitment.queries.draw import AGE, drawable_places
from passeurs.recruitment.queries.quota import Place, bounds, known_values, place_of, previous_call, quota_lines

# [category, value, share, minimum, maximum]
Row = tuple[str, str, float | None, int | None, int | None]


@transaction.atomic
def save_quotas(
    *, call: Call, by: Person, season_city: SeasonCity | None = None, rows: list[Row], at: dt.datetime | None = None
) -> int:
    """Keep the quotas of a call, or of one of its cities, in place of those it had. Returns how many bind or inform."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_set_quotas(by, call).or_refuse()
    Quota.objects.filter(call=call, season_city=season_city).delete()
    made = Quota.objects.bulk_create(
        Quota(
            call=call,
            season_city=season_city,
            category=category,
            value=value,
            share=share,
            minimum=minimum,
            maximum=maximum,
        )
        for category, value, share, minimum, maximum in rows
        if (share, minimum, maximum) != (None, None, None)
    )
    data = {"city": season_city.pk if season_city else None, "quotas": len(made)}
    journal.record(actor=by, verb="save_quotas", subject=call, data=data, at=at)
    return len(made)


@transaction.atomic
def propose_quotas(*, call: Call, by: Person, place: Place, at: dt.datetime | None = None) -> int:
    """Set the bounds that the reference shares propose in a place; a value without a share keeps its own."""
    rows: list[Row] = []
    for _category, lines in quota_lines(call, place):
        for line in lines:
            low, high = line.proposed or (line.minimum, line.maximum)
            rows.append((line.category, line.value, line.share, low, high))
    return save_quotas(call=call, by=by, season_city=place.season_city, rows=rows, at=at)


@transaction.atomic
def copy_quotas(*, call: Call, by: Person, at: dt.datetime | None = None) -> int:
    """Take the shares of the call before, city by city, and propose bounds anew: the places are not the same."""
    rules.can_set_quotas(by, call).or_refuse()
    before = previous_call(call)
    if before is None:
        return 0
    known = known_values(call)
    cities = {row.city_id: row for row in call.season_cities.select_related("city")}
    by_place: dict[int | None, list[Row]] = {}
    for one in before.quotas.select_related("season_city").order_by("pk"):
        city = one.season_city.city_id if one.season_city else None
        is_here = one.value in known.get(one.category, ()) and (city is None or city in cities)
        if one.share is not None and is_here:
            by_place.setdefault(city, []).append((one.category, one.value, one.share, None, None))
    for city, rows in by_place.items():
        season_city = cities[city] if city else None
        save_quotas(call=call, by=by, season_city=season_city, rows=rows, at=at)
        place = place_of(call, season_city.city.insee if season_city else "")
        if place and place.places:
            propose_quotas(call=call, by=by, place=place, at=at)
    return sum(map(len, by_place.values()))


@transaction.atomic
def import_shares(*, call: Call, by: Person, text: str, at: dt.datetime | None = None) -> tuple[int, list[str]]:
    """Read reference shares from CSV lines `code INSEE;catégorie;valeur;part`: an empty code is the whole call, a
    category its key or its label, a share in percent. Returns how many are kept, and each refused line with why.
    Read twice, it is read once: a share replaces that of the same value; bounds stay."""
    rules.can_set_quotas(by, call).or_refuse()
    known, cities = known_values(call), {row.city.insee: row for row in call.season_cities.select_related("city")}
    labels = {AGE: AGE, _("Âge").lower(): AGE}
    for category, _lines in quota_lines(call, Place(None, 0, 0)):
        labels |= {category.key.lower(): category.key, category.label.lower(): category.key}
    kept, refused = 0, []
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=";"), 1):
        if not any(cell.strip() for cell in row) or (number == 1 and row[-1].strip().lower() in ("part", "share")):
            continue
        told = [cell.strip() for cell in row]
        fault = _fault(told, known, cities, labels)
        if fault:
            refused.append(_("Ligne %(number)d : %(fault)s") % {"number": number, "fault": fault})
            continue
        Quota.objects.update_or_create(
            call=call,
            season_city=cities[told[0]] if told[0] else None,
            category=labels[told[1].lower()],
            value=told[2],
            defaults={"share": _percent(told[3])},
        )
        kept += 1
    journal.record(actor=by, verb="import_shares", subject=call, data={"kept": kept, "refused": len(refused)}, at=at)
    return kept, refused


def _percent(text: str) -> float | None:
    try:
        share = float(text.replace("%", "").replace(",", "."))
    except ValueError:
        return None
    return share if 0 <= share <= 100 else None


def _fault(told: list[str], known: dict[str, set[str]], cities: dict[str, Any], labels: dict[str, str]) -> str:
    if len(told) != 4:
        return _("il faut quatre colonnes : code INSEE, catégorie, valeur, part.")
    insee, category, value, share = told
    if insee and insee not in cities:
        return _("la ville « %(insee)s » n’est pas de cet appel.") % {"insee": insee}
    if category.lower() not in labels:
        return _("la catégorie « %(category)s » n’existe pas.") % {"category": category}
    if value not in known.get(labels[category.lower()], ()):
        return _("la valeur « %(value)s » n’existe pas dans « %(category)s ».") % {"value": value, "category": category}
    if _percent(share) is None:
        return _("la part « %(share)s » n’est pas un nombre de 0 à 100.") % {"share": share}
    return ""


def try_quotas(*, call: Call, season_city: SeasonCity | None, rows: list[Row]) -> tuple[bool, str]:
    """Whether some panel meets these quotas, with those kept for the other places; in the command's words.

    Writes nothing; computed on the pool of the moment, in a process of its own.
    """
    tried = [
        Quota(call=call, season_city=season_city, category=category, value=value, minimum=low, maximum=high)
        for category, value, _share, low, high in rows
    ]
    kept = call.quotas.exclude(season_city=season_city).select_related("season_city__city")
    places = drawable_places(call)
    if not places:
        return False, _("La réserve est vide : présélectionnez d’abord des candidatures complètes.")
    nation, local = bounds(places, [*kept, *tried])
    draw = Draw(call=call, quotas=nation, local=local, places=places)
    with tempfile.TemporaryDirectory(prefix="passeurs-quotas-") as made:
        done = run_lottery("feasible", *write_pool(Path(made), draw))
    return done.returncode == 0, (done.stdout if done.returncode == 0 else done.stderr).strip()
