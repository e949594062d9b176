"""The operations of `/api/v1/`: public data, read only, open to other sites' pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from ninja import NinjaAPI, Query
from ninja.decorators import decorate_view
from ninja.errors import ValidationError

from passeurs.api import queries
from passeurs.api.schemas import (
    Around,
    EventList,
    EventQuery,
    Problems,
    SelectionList,
    SelectionQuery,
    VenueList,
    VenueQuery,
    WorkList,
    WorkQuery,
)
from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.models import Occurrence, Offer, Venue, Work
from passeurs.catalogue.queries.card import next_dates
from passeurs.catalogue.queries.proximity import Filters, events_matching, venues_matching
from passeurs.core import clock
from passeurs.core.search.find import matching
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries import published_selections

CACHE_SECONDS = 60

api = NinjaAPI(
    title="passeurs",
    version="1.0.0",
    description=(
        "Read-only public data of a programme of young cultural ambassadors: venues, events and works of the "
        "catalogue, and published selections. No key. Each answer carries a weak ETag. Sources and licences of "
        "the catalogue: /sources/."
    ),
    urls_namespace="api",
    docs_url=None,
)


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Readable from any site, kept a minute by caches, 304 when nothing changed."""

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        if response.status_code != 200:
            return response
        response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
        mark = hashlib.sha256(response.content).hexdigest()[:32]
        response["ETag"] = f'W/"{mark}"'
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if "*" in known or any(one.removeprefix("W/").strip('"') == mark for one in known):
            unchanged = HttpResponseNotModified()
            for header in ("ETag", "Cache-Control", "Access-Control-Allow-Origin"):
                unchanged[header] = response[header]
            return unchanged
        return response

    return read


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: which parameter, and what is wrong with it."""
    detail = [
        {
            # A rule on several parameters at once is located on the whole question.
            "parameter": "" if one["loc"][-1] == "asked" else str(one["loc"][-1]),
            "message": str(one["msg"]).removeprefix("Value error, "),
        }
        for one in error.errors
    ]
    return api.create_response(request, {"detail": detail}, status=422)


@api.exception_handler(queries.BadCursor)
def bad_cursor(request: HttpRequest, error: queries.BadCursor) -> HttpResponse:
    """422: not a cursor of ours."""
    detail = [{"parameter": "cursor", "message": "Not a cursor given by a previous answer to the same question"}]
    return api.create_response(request, {"detail": detail}, status=422)


def _listing(request: HttpRequest, found: queries.Slice, results: list[dict[str, Any]]) -> dict[str, Any]:
    following = None
    if found.next_cursor:
        query = request.GET.copy()
        query["cursor"] = found.next_cursor
        following = f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
    return {"count": found.count, "next": following, "results": results}


def _page(rows: Any, asked: Around) -> queries.Slice:
    if asked.lat is None or asked.lon is None:
        return queries.by_id(rows, limit=asked.limit, cursor=asked.cursor)
    return queries.by_distance(rows, asked.lat, asked.lon, asked.radius_km, limit=asked.limit, cursor=asked.cursor)


def _where(thing: Venue | Offer) -> dict[str, Any]:
    km = getattr(thing, "distance_km", None)
    return {
        "city": thing.city_name,
        "insee": thing.insee,
        "lat": thing.lat,
        "lon": thing.lon,
        "distance_km": None if km is None else round(km, 3),
        "url": settings.SITE_URL + thing.get_absolute_url(),
    }


def _next(date: Occurrence | None) -> dict[str, Any]:
    is_at_an_hour = date and not date.is_whole_days
    return {"next_on": date.first_day if date else None, "next_at": date.starts_at if date and is_at_an_hour else None}


def _kinds(kind: str | None) -> tuple[str, ...]:
    return (kind,) if kind else ()


@api.get("/venues", response={200: VenueList, 422: Problems}, summary="Venues", tags=["catalogue"])
@decorate_view(public)
def venues(request: HttpRequest, asked: Query[VenueQuery]) -> dict[str, Any]:
    """Places of culture: within a radius and nearest first when a point is given, else by id."""
    found = _page(venues_matching(Filters(kinds=_kinds(asked.kind), text=asked.q)), asked)
    results = [{"id": row.pk, "name": row.name, "kind": row.kind, **_where(row)} for row in found.rows]
    return _listing(request, found, results)


@api.get("/events", response={200: EventList, 422: Problems}, summary="Events", tags=["catalogue"], by_alias=True)
@decorate_view(public)
def events(request: HttpRequest, asked: Query[EventQuery]) -> dict[str, Any]:
    """Events and exhibitions that are not over, or that are on between two days."""
    today = clock.today()
    filters = Filters(kinds=_kinds(asked.kind), text=asked.q, from_day=asked.from_, to_day=asked.to)
    found = _page(events_matching(filters, today=today).select_related("venue"), asked)
    dates = next_dates([row.pk for row in found.rows], from_day=asked.from_ or today)
    results = [
        {
            "id": row.pk,
            "title": row.title,
            "kind": row.subcategory,
            "place": row.venue.name if row.venue else row.place_name,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            **_next(dates.get(row.pk)),
            "is_free": row.is_free,
            **_where(row),
        }
        for row in found.rows
    ]
    return _listing(request, found, results)


@api.get("/works", response={200: WorkList, 422: Problems}, summary="Works", tags=["catalogue"])
@decorate_view(public)
def works(request: HttpRequest, asked: Query[WorkQuery]) -> dict[str, Any]:
    """Books, films, records, by words or by EAN."""
    rows = matching(Work.objects.visible(), asked.q).prefetch_related("identifiers")
    if asked.ean:
        rows = rows.filter(identifiers__kind=IdentifierKind.EAN13, identifiers__value=asked.ean)
    found = queries.by_id(rows, limit=asked.limit, cursor=asked.cursor)
    results = [
        {
            "id": row.pk,
            "title": row.title,
            "creators": row.creators,
            "kind": row.subcategory,
            "year": row.year,
            "ean": next((one.value for one in row.identifiers.all() if one.kind == IdentifierKind.EAN13), None),
            "url": settings.SITE_URL + row.get_absolute_url(),
        }
        for row in found.rows
    ]
    return _listing(request, found, results)


@api.get("/selections", response={200: SelectionList, 422: Problems}, summary="Selections", tags=["selections"])
@decorate_view(public)
def selections(request: HttpRequest, asked: Query[SelectionQuery]) -> dict[str, Any]:
    """Published selections, newest first, each item with its reason."""
    items = SelectionItem.objects.select_related("venue", "offer", "work")
    rows = published_selections().prefetch_related(Prefetch("items", queryset=items))
    found = queries.newest_first(rows, limit=asked.limit, cursor=asked.cursor)
    return _listing(request, found, [_selection(row) for row in found.rows])


def _selection(row: Selection) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "city": row.season_city.city.name,
        "author": row.author.public_name if getattr(row, "is_named", False) else None,
        "published_at": row.published_at,
        "url": settings.SITE_URL + row.get_absolute_url(),
        "items": [_item(item) for item in row.items.all()],
    }


def _item(item: SelectionItem) -> dict[str, Any]:
    thing: Any = item.thing
    kinds = {Venue: "venue", Offer: "offer", Work: "work"}
    return {
        "type": kinds[type(thing)],
        "id": thing.pk,
        "title": str(thing),
        "reason": item.reason,
        "url": settings.SITE_URL + thing.get_absolute_url(),
    }
