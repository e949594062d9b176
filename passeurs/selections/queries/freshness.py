"""Freshness guard: is what a selection recommends still there, and what could take its place.

`health_of` is pure: an item with its thing loaded, and a moment. Pages ask it at each reading; the tick keeps what it
found on the rows, for lists and for telling authors once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.catalogue.models import CLOSED_FLAG, ImportRun, Offer, Venue, Work
from passeurs.core.registry import Figure, Todo
from passeurs.core.templatetags.words import day
from passeurs.people.models import Person
from passeurs.programme.queries import followed_cities
from passeurs.selections.choices import ALIVE_STATES, Freshness, SelectionState
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.selection import credited

Thing = Venue | Offer | Work
OUT_OF_DATE = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Health:
    """The state of an item and why, in a sentence (nothing when all is well)."""

    state: Freshness
    reason: str = ""

    @property
    def is_alive(self) -> bool:
        """Whether it can still be recommended."""
        return self.state in ALIVE_STATES

    @property
    def label(self) -> str:
        """The state in a word."""
        return str(self.state.label)


ALIVE = Health(Freshness.ALIVE)


def health_of(item: SelectionItem, at: dt.datetime) -> Health:
    """The health of an item whose thing (and the venue of an offer, the venue a venue became) is loaded."""
    thing, today = item.thing, timezone.localdate(at)
    if isinstance(thing, Offer):
        return _health_of_offer(thing, today)
    if isinstance(thing, Venue) and thing.merged_into_id and not thing.is_visible:
        name = thing.merged_into.name if thing.merged_into else ""
        return Health(Freshness.VANISHED, _("Ce lieu est maintenant réuni avec « %(name)s ».") % {"name": name})
    if isinstance(thing, Venue) and CLOSED_FLAG in thing.flags:
        return Health(Freshness.CLOSED, _("Ce lieu a fermé."))
    if not thing.is_visible:
        return Health(Freshness.VANISHED, _("N’est plus dans le catalogue."))
    return ALIVE


def _health_of_offer(offer: Offer, today: dt.date) -> Health:
    if offer.is_cancelled:
        return Health(Freshness.CANCELLED, _("Annulé par qui l’organise."))
    if not offer.is_visible:
        return Health(Freshness.VANISHED, _("N’est plus dans le catalogue."))
    if offer.is_over(today):
        when = _("Terminé depuis le %(day)s.") % {"day": day(offer.ends_on)} if offer.ends_on else ""
        return Health(Freshness.PAST, when or _("De %(year)s : c’est terminé.") % {"year": offer.year})
    if offer.venue and not offer.venue.is_visible and CLOSED_FLAG in offer.venue.flags:
        return Health(Freshness.CLOSED, _("Le lieu, « %(name)s », a fermé.") % {"name": offer.venue.name})
    if offer.ends_on and offer.ends_on <= today + dt.timedelta(days=settings.FRESHNESS_SOON_DAYS):
        return Health(Freshness.ENDS_SOON, _last_days(offer, today))
    return ALIVE


def _last_days(offer: Offer, today: dt.date) -> str:
    assert offer.ends_on is not None  # the caller has just compared it
    if offer.ends_on == today:
        return _("C’est aujourd’hui, et après c’est fini.")
    if offer.starts_on == offer.ends_on:
        return _("C’est bientôt : %(day)s.") % {"day": day(offer.ends_on)}
    left = (offer.ends_on - today).days
    return ngettext("Plus que demain pour y aller.", "Plus que %(n)s jours pour y aller.", left) % {"n": left}


def with_items(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """Selections with all that `health_of` reads of their items, in one more query."""
    return selections.prefetch_related(Prefetch("items", queryset=readable_items()))


def readable_items() -> QuerySet[SelectionItem]:
    """Items with what a list shows of their things, the long texts left where they are."""
    things = ("venue", "venue__merged_into", "offer", "offer__venue", "work")
    texts = [f"{thing}__search_text" for thing in things] + [f"{thing}__description" for thing in things[:4]]
    return SelectionItem.objects.select_related(*things).defer(*texts)


def selections_to_check(at: dt.datetime) -> QuerySet[Selection]:
    """Published selections not looked at since the last import, since midnight, or for an hour; the oldest first."""
    last_import = ImportRun.objects.order_by("-at").values_list("at", flat=True).first()
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    before = max(filter(None, [at - OUT_OF_DATE, midnight, last_import if last_import and last_import <= at else None]))
    due = Selection.objects.published().filter(Q(checked_at__isnull=True) | Q(checked_at__lt=before))
    return with_items(due.order_by(F("checked_at").asc(nulls_first=True), "pk"))


def is_stale(alive: int, total: int) -> bool:
    """Under half alive."""
    return alive * 2 < total


def stale_selections(person: Person) -> QuerySet[Any]:
    """Published selections with something over in them, of the cities this person follows; the worst first."""
    over = Count("items", filter=~Q(items__freshness__in=ALIVE_STATES))
    found = credited(Selection.objects.published()).filter(season_city__city__in=followed_cities(person))
    listed: QuerySet[Any] = with_items(found).annotate(item_count=Count("items"), over_count=over)
    return listed.filter(over_count__gt=0).order_by("-is_stale", "-over_count", "published_at", "pk")


def mine_with_items_over(person: Person) -> QuerySet[Any]:
    """The person's published selections that hold something over, as last checked."""
    over = Count("items", filter=~Q(items__freshness__in=ALIVE_STATES))
    mine: QuerySet[Any] = Selection.objects.written_by(person).filter(state=SelectionState.PUBLISHED)
    mine = mine.annotate(over_count=over)
    return mine.filter(over_count__gt=0).order_by("published_at")


def freshness_todos(person: Person, at: dt.datetime) -> list[Todo]:
    """What the guard asks of an author: to replace what is over."""
    return [
        Todo(
            title=_("Rafraîchir « %(title)s »") % {"title": selection.title},
            url=reverse("selections:freshness", args=[selection.pk]),
            text=ngettext(
                "%(n)s élément n’est plus d’actualité. On te propose de quoi le remplacer.",
                "%(n)s éléments ne sont plus d’actualité. On te propose de quoi les remplacer.",
                selection.over_count,
            )
            % {"n": selection.over_count},
            action=_("Voir"),
        )
        for selection in mine_with_items_over(person)[:2]
    ]


def freshness_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Stale selections of the published ones, in the cities this person follows."""
    followed = Selection.objects.published().filter(season_city__city__in=followed_cities(person))
    counts = followed.order_by().aggregate(all=Count("pk"), stale=Count("pk", filter=Q(is_stale=True)))
    url = reverse("selections:stale-list")
    return [Figure(_("Sélections à rafraîchir"), counts["stale"], url, of=counts["all"], order=45)]


@dataclass(frozen=True)
class Flagged:
    """An item, its health, and what could take its place."""

    item: SelectionItem
    health: Health
    replacements: tuple[Thing, ...] = ()


def healths(items: Iterable[SelectionItem], at: dt.datetime) -> list[tuple[SelectionItem, Health]]:
    """Each item with its health, in order."""
    return [(item, health_of(item, at)) for item in items]
