"""What could take the place of an item that is over: of the same kind or near in spirit, near by, alive, varied.

Candidates are fetched once for a selection, whatever the number of its items that are over; `pick` chooses among them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.category import poster_category
from passeurs.catalogue.queries.proximity import Filters, events_matching
from passeurs.core.geo.nearby import distance_km, nearest
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.freshness import Flagged, Health, Thing, healths

POOL = 60
NEAR_KM = 20.0
PROPOSED = 3
SAME_KIND_AT_MOST = 2


def flagged_items(selection: Selection, items: list[SelectionItem], at: dt.datetime) -> list[Flagged]:
    """The items that are not alive (or soon over), each with up to three replacements when it is over."""
    found = healths(items, at)
    over = [(item, health) for item, health in found if not health.is_alive]
    pool = _candidates(selection, [item for item, _health in over], at) if over else []
    taken = {_key(item.thing) for item in items}
    flagged = []
    for item, health in found:
        if not health.is_alive:
            picked = tuple(pick(item, pool, taken))
            # What one item is offered, the next is not.
            taken |= {_key(thing) for thing in picked}
            flagged.append(Flagged(item, health, picked))
        elif health.reason:
            flagged.append(Flagged(item, health))
    return flagged


def flags(items: list[SelectionItem], at: dt.datetime) -> list[tuple[SelectionItem, Health]]:
    """What there is to say of these items, without looking for replacements."""
    return [(item, health) for item, health in healths(items, at) if health.reason]


def _key(thing: Thing) -> tuple[str, int]:
    return type(thing).__name__, thing.pk


def _kind(thing: Thing) -> str:
    return thing.kind if isinstance(thing, Venue) else thing.subcategory


def _candidates(selection: Selection, over: list[SelectionItem], at: dt.datetime) -> list[Thing]:
    """Alive things of the city, and works alike; a few queries, whatever the number of items that are over."""
    city = selection.season_city.city
    pool: list[Thing] = [item.venue.merged_into for item in over if item.venue and item.venue.merged_into]
    if any(item.offer for item in over):
        events = events_matching(Filters(), today=timezone.localdate(at)).select_related("venue")
        pool += nearest(events, city.lat, city.lon, limit=POOL, max_km=NEAR_KM)
    if any(item.offer or item.venue for item in over):
        kinds = {item.venue.kind for item in over if item.venue}
        venues = Venue.objects.visible()
        if kinds:
            pool += nearest(venues.filter(kind__in=kinds), city.lat, city.lon, limit=POOL, max_km=NEAR_KM)
        pool += nearest(venues, city.lat, city.lon, limit=POOL, max_km=NEAR_KM)
    works = [item.work for item in over if item.work]
    if works:
        alike = Q(subcategory__in={work.subcategory for work in works})
        alike |= Q(creators__in={work.creators for work in works if work.creators})
        pool += Work.objects.filter(alike, is_visible=True).order_by("-popularity", "pk")[:POOL]
    return list(dict.fromkeys(pool))


def pick(item: SelectionItem, pool: Iterable[Thing], taken: set[tuple[str, int]]) -> list[Thing]:
    """At most three of `pool` for one item: what it became first, then the same kind, then another of the same spirit.

    Never two at one place or by one creator, never more than two of one kind while others exist.
    """
    old = item.thing
    ranked = sorted(
        (thing for thing in pool if _key(thing) not in taken and _is_alike(old, thing)), key=lambda one: _rank(old, one)
    )
    picked: list[Thing] = []
    left: list[Thing] = []
    for thing in ranked:
        if len(picked) == PROPOSED:
            break
        if any(_same_creator(thing, other) for other in picked):
            continue
        if sum(_kind(other) == _kind(thing) for other in picked) >= SAME_KIND_AT_MOST:
            left.append(thing)
            continue
        picked.append(thing)
    return picked + left[: PROPOSED - len(picked)]


def _is_alike(old: Thing, new: Thing) -> bool:
    if isinstance(old, Work) or isinstance(new, Work):
        return isinstance(old, Work) and isinstance(new, Work)
    if isinstance(old, Venue) and old.merged_into_id == new.pk:
        return True
    return _kind(old) == _kind(new) or poster_category(old) == poster_category(new)


def _rank(old: Thing, new: Thing) -> tuple[bool, bool, bool, float]:
    """Small is better: what it became, then its kind, then its own table, then near (or much read)."""
    became = isinstance(old, Venue) and isinstance(new, Venue) and old.merged_into_id == new.pk
    far = 0.0
    if isinstance(new, Work):
        far = -float(new.popularity)
    elif not isinstance(old, Work) and None not in (old.lat, old.lon, new.lat, new.lon):
        far = distance_km(old.lat, old.lon, new.lat, new.lon)  # type: ignore[arg-type]  # none is None
    return not became, _kind(old) != _kind(new), type(old) is not type(new), far


def _same_creator(old: Thing, new: Thing) -> bool:
    if isinstance(old, Work) and isinstance(new, Work):
        return bool(old.creators) and old.creators == new.creators
    places = [thing.venue_id if isinstance(thing, Offer) else thing.pk for thing in (old, new)]
    return places[0] is not None and places[0] == places[1]
