"""Selections as they are shared: only what is published, credited as on their page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.registry import Shareable
from passeurs.selections.models import Selection
from passeurs.selections.queries.credit import credit_name, credit_parts
from passeurs.selections.queries.selection import credited, poster_of, published_selections, with_poster

ALIKE = 3


def shareable(selection: Selection) -> Shareable:
    """A credited selection, its items and tags prefetched, as it is shared."""
    city = selection.season_city.city.name
    names, _others = credit_parts(selection)
    return Shareable(
        kind="selection",
        ref=selection.slug,
        title=selection.title,
        url=selection.get_absolute_url(),
        kicker=_("Sélection · %(city)s") % {"city": city},
        text=selection.intro,
        category=poster_of(selection),
        seed=f"selection-{selection.slug}",
        hashtags=(city, *(tag.label for tag in selection.tags.all())),
        credit=_("par %(name)s") % {"name": credit_name(selection)} if names else "",
    )


def share_selection(ref: str) -> Shareable | None:
    """The published selection of this slug."""
    found = with_poster(credited(Selection.objects.published())).prefetch_related("tags").filter(slug=ref).first()
    return shareable(found) if found else None


def selections_alike(ref: str) -> list[Shareable]:
    """The last published selections, of the same city first when the slug is known."""
    known = Selection.objects.filter(slug=ref).values_list("season_city__city__slug", flat=True).first()
    near = published_selections(city_slug=known) if known else published_selections()
    rows = list(with_poster(near).prefetch_related("tags").exclude(slug=ref)[:ALIKE])
    if len(rows) < ALIKE:
        more = published_selections().exclude(slug__in=[ref, *(row.slug for row in rows)])
        rows += with_poster(more).prefetch_related("tags")[: ALIKE - len(rows)]
    return [shareable(row) for row in rows]
