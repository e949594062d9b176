"""Reads of selections: public lists, mine, the team's, what mentions a thing."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.category import poster_category
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent, Person
from passeurs.programme.queries import followed_cities
from passeurs.promises.models import Promise
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.co_author import with_co_authors


def credited(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """Selections with what their credit needs: city, author, and `is_named`, the author's present consent.

    The same of the others who write it, in `present_co_authors` (one query more).
    """
    consent = Consent.objects.filter(
        person=OuterRef("author"), purpose=ConsentPurpose.PUBLIC_NAME, withdrawn_at__isnull=True
    )
    named = selections.select_related("season_city__city", "season_city__season", "author__profile").annotate(
        is_named=Exists(consent)
    )
    return with_co_authors(named)


def with_poster(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """Selections with `poster_id`, what `poster_of` draws from: the kind of the first item; of a festival, its domain.

    A column rather than the items: a card shows none of them.
    """
    of_festival = models.Case(models.When(venue__kind="FESTIVAL", then=KeyTextTransform("0", "venue__domains")))
    kind = Coalesce(
        of_festival, "venue__kind", "offer__subcategory", "work__subcategory", output_field=models.TextField()
    )
    first = SelectionItem.objects.filter(selection=OuterRef("pk")).order_by("position", "pk").values(kind=kind)[:1]
    return selections.annotate(poster_id=models.Subquery(first))


def published_selections(*, city_slug: str = "", text: str = "") -> QuerySet[Selection]:
    """What anyone may read, newest first, the stale last; for a city and for words of the title or introduction."""
    found = credited(Selection.objects.published()).order_by("is_stale", "-published_at", "-pk")
    if city_slug:
        found = found.filter(season_city__city__slug=city_slug)
    for word in text.split()[:6]:
        found = found.filter(models.Q(title__icontains=word) | models.Q(intro__icontains=word))
    return found


def my_selections(person: Person) -> QuerySet[Selection]:
    """Everything this person writes, alone or not, last touched first, with the date promised for an answer."""
    mine = credited(Selection.objects.written_by(person))
    return mine.annotate(item_count=models.Count("items"), answer_due_at=promised_due_at()).order_by(
        "-updated_at", "-pk"
    )


def promised_due_at() -> Any:
    """By when the answer to a proposal is promised, to annotate selections with."""
    kind = ContentType.objects.get_for_model(Selection)
    waiting = Promise.objects.open().filter(about_type=kind, about_id=OuterRef("pk"))
    return models.Subquery(waiting.values("due_at")[:1])


def poster_of(selection: Any) -> str:
    """The poster category of a selection read `with_poster`: that of its first item."""
    return poster_category(selection.poster_id or "")


def selections_holding(thing: Venue | Offer | Work, *, limit: int = 6) -> QuerySet[Selection]:
    """The published selections that hold this thing, newest first."""
    field = {Venue: "venue", Offer: "offer", Work: "work"}[type(thing)]
    rows = credited(Selection.objects.published()).filter(**{f"items__{field}": thing})
    return rows.order_by("-published_at")[:limit]


def team_selections(person: Person, filters: dict[str, Any]) -> QuerySet[Selection]:
    """The selections of the cities this person follows, drafts left to their authors: by state, city, words."""
    rows = credited(
        Selection.objects.exclude(state=SelectionState.DRAFT).filter(season_city__city__in=followed_cities(person))
    ).select_related("call")
    if filters.get("state"):
        rows = rows.filter(state=filters["state"])
    if filters.get("city"):
        rows = rows.filter(season_city__city__slug=filters["city"])
    for word in str(filters.get("q", "")).split()[:5]:
        rows = rows.filter(title__icontains=word)
    return rows.annotate(item_count=Count("items")).order_by("-updated_at", "-pk")
