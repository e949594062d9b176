"""A selection as the pass Culture app takes it: a tag, ids without doubles, what could not be resolved and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.models import Offer, Venue
from passeurs.catalogue.templatetags.thing import thing_short
from passeurs.core.exports import plain_line
from passeurs.core.registry import News
from passeurs.people.models import Person
from passeurs.selections.models import PassExport, Selection, SelectionItem
from passeurs.selections.queries.credit import credit_line
from passeurs.selections.queries.freshness import health_of
from passeurs.selections.queries.selection import credited
from passeurs.selections.queries.submission import NEWS_DAYS

TAG_LENGTH = 140
HITS = 20


def export_tag(selection: Selection) -> str:
    """`amb_<saison>_<ville>_<slug>`, at most 140 characters."""
    season, city = selection.season_city.season, selection.season_city.city
    return f"amb_s{season.number}_{city.slug}_{selection.slug}"[:TAG_LENGTH].rstrip("-_")


def validity(selection: Selection, items: list[SelectionItem], at: dt.datetime) -> tuple[dt.date, dt.date]:
    """From today to the end of the season; when all is dated, to the last of its days if that comes first."""
    today, last = timezone.localdate(at), selection.season_city.season.ends_on
    ends = [item.offer.ends_on if item.offer else None for item in items if health_of(item, at).is_alive]
    if ends and all(ends):
        last = min(last, max(filter(None, ends)))
    return today, max(today, last)


def export_items(selection: Selection) -> list[SelectionItem]:
    """The items with the identifiers of their works. Two queries."""
    rows = selection.items.select_related("venue__merged_into", "offer__venue", "work")
    return list(rows.prefetch_related("work__identifiers"))


def export_content(items: list[SelectionItem], at: dt.datetime) -> dict[str, Any]:
    """Ids in the order of the items, each once; rows for the CSV; what is unresolved, with the reason in French."""
    rows = [_row(rank, item, at) for rank, item in enumerate(items, 1)]
    return {
        "rows": rows,
        "offer_ids": _each_once(rows, "offer_id"),
        "eans": _each_once(rows, "ean"),
        "allocine_ids": _each_once(rows, "allocine_id"),
        "venue_ids": _each_once(rows, "venue_id"),
        "unresolved": [
            {"position": row["position"], "title": row["title"], "reason": row["unresolved"]}
            for row in rows
            if row["unresolved"]
        ],
    }


def _each_once(rows: list[dict[str, Any]], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows if row[name]))


def _row(rank: int, item: SelectionItem, at: dt.datetime) -> dict[str, Any]:
    thing, health = item.thing, health_of(item, at)
    row = {"position": rank, "kind": str(thing_short(thing)), "title": plain_line(thing)}
    row |= dict.fromkeys(("offer_id", "ean", "allocine_id", "venue_id", "unresolved"), "")
    if not health.is_alive:
        return row | {"unresolved": health.reason}
    if isinstance(thing, Venue):
        row["venue_id"] = str(thing.identifiers.get("pass_culture", ""))
        missing = _("Lieu sans numéro pass Culture connu.")
    elif isinstance(thing, Offer):
        row["offer_id"] = str(thing.identifiers.get("pass_culture", ""))
        missing = _("Sortie sans numéro d’offre pass Culture connu.")
    else:
        known = {identifier.kind: identifier.value for identifier in thing.identifiers.all()}
        row["offer_id"] = known.get(IdentifierKind.PASS_CULTURE_OFFER, "")
        row["ean"] = known.get(IdentifierKind.EAN13, "")
        row["allocine_id"] = known.get(IdentifierKind.ALLOCINE, "")
        missing = _("Œuvre sans EAN, sans numéro Allociné, sans offre connue.")
    if not any(row[name] for name in ("offer_id", "ean", "allocine_id", "venue_id")):
        row["unresolved"] = missing
    return row


def export_module(export: PassExport) -> dict[str, Any]:
    """The export as the app's editorial modules are shaped; its selection must be credited."""
    selection, content = export.selection, export.content
    title, credit = plain_line(selection.title), plain_line(credit_line(selection))
    modules: list[dict[str, Any]] = []
    if content["offer_ids"] or content["allocine_ids"] or content["eans"]:
        parameters: dict[str, Any] = {"title": title, "tags": [export.tag], "hitsPerPage": HITS}
        if content["allocine_ids"]:
            parameters["allocineId"] = content["allocine_ids"]
        display = {"layout": "three-items", "minOffers": 1, "title": title, "subtitle": credit}
        modules.append(
            {"type": "algolia", "title": title, "algoliaParameters": parameters, "displayParameters": display}
        )
    if content["venue_ids"]:
        place = {"title": title, "tags": [export.tag], "isGeolocated": True, "aroundRadius": 50, "hitsPerPage": HITS}
        modules.append({"type": "venuesPlaylist", "title": title, "venuesSearchParameters": place})
    return {
        "tag": export.tag,
        "validFrom": export.valid_from.isoformat(),
        "validUntil": export.valid_until.isoformat(),
        "title": title,
        "credit": credit,
        "offerIds": content["offer_ids"],
        "eanList": content["eans"],
        "allocineIds": content["allocine_ids"],
        "venueIds": content["venue_ids"],
        "modules": modules,
        "unresolved": content["unresolved"],
    }


CSV_HEADER = [
    "tag", "valable_du", "valable_au", "credit", "position", "type", "titre", "offre_id", "ean", "allocine_id",
    "lieu_id", "non_resolu",
]  # fmt: skip


def export_rows(export: PassExport) -> list[list[Any]]:
    """The export as lines of a CSV, one an item; its selection must be credited."""
    head = [export.tag, export.valid_from.isoformat(), export.valid_until.isoformat(), credit_line(export.selection)]
    names = ("position", "kind", "title", "offer_id", "ean", "allocine_id", "venue_id", "unresolved")
    return [[*head, *(row[name] for name in names)] for row in export.content["rows"]]


def with_credit(exports: QuerySet[PassExport]) -> list[PassExport]:
    """Exports whose selections carry what their credit needs. Two queries."""
    rows = list(exports.select_related("made_by__profile", "live_by__profile"))
    selections = credited(Selection.objects.all()).in_bulk([row.selection_id for row in rows])
    for row in rows:
        row.selection = selections[row.selection_id]
    return rows


def export_news(person: Person, at: dt.datetime) -> list[News]:
    """The person's selections that went live in the app."""
    since = at - dt.timedelta(days=NEWS_DAYS)
    live = PassExport.objects.filter(
        selection__in=Selection.objects.written_by(person), live_at__gte=since
    ).select_related("selection")
    return [
        News(
            text=_("« %(title)s » est dans l’application pass Culture.") % {"title": row.selection.title},
            url=row.selection.get_absolute_url(),
            at=row.live_at,
            icon="smartphone",
        )
        for row in live.select_related("selection").order_by("-live_at")[:3]
    ]
