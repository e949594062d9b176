"""The public list by filters, and what is near a selection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from passeurs.catalogue.queries.category import domain_of, domains, subcategories
from passeurs.catalogue.queries.discover import Chip, Link
from passeurs.catalogue.queries.proximity import kinds_of
from passeurs.core.templatetags.words import at_city
from passeurs.programme.models import City
from passeurs.selections.choices import TagKind
from passeurs.selections.models import Selection, SelectionItem, Tag
from passeurs.selections.queries.freshness import with_items
from passeurs.selections.queries.selection import credited, published_selections, with_poster

SORTS = {
    "recentes": ("is_stale", "-published_at", "-pk"),
    "titre": ("title", "pk"),
    "ville": ("season_city__city__name", "is_stale", "-published_at", "-pk"),
}
MORE = 3
AMONG = 60


@dataclass(frozen=True)
class Filters:
    """What a list of selections or a feed is asked for: slugs of a city, a theme, a mood; the id of a domain."""

    city: str = ""
    theme: str = ""
    mood: str = ""
    domain: str = ""
    is_free: bool = False
    text: str = ""
    sort: str = "recentes"

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """What the URL says; what it says wrong finds nothing rather than everything."""
        sort = query.get("tri", "")
        return cls(
            city=_word(query, "ville"),
            theme=_word(query, "theme"),
            mood=_word(query, "humeur"),
            domain=_word(query, "domaine"),
            is_free=query.get("gratuit") == "1",
            text=_word(query, "q"),
            sort=sort if sort in SORTS else "recentes",
        )


def _word(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\x00", "").strip()[:120]


def filtered_selections(filters: Filters) -> QuerySet[Selection]:
    """Published selections that meet all the filters, in the order asked."""
    found = published_selections(city_slug=filters.city, text=filters.text)
    for slug in filter(None, (filters.theme, filters.mood)):
        found = found.filter(Exists(Selection.tags.through.objects.filter(selection=OuterRef("pk"), tag__slug=slug)))
    mine = SelectionItem.objects.filter(selection=OuterRef("pk"))
    if filters.domain:
        found = found.filter(Exists(mine.filter(_of_domain(filters.domain))))
    if filters.is_free:
        found = found.filter(Exists(mine.filter(offer__is_free=True)))
    return found.order_by(*SORTS[filters.sort])


def _of_domain(domain: str) -> Q:
    of_domain = [one for one in subcategories() if domain_of(one) == domain]
    things = Q(offer__subcategory__in=of_domain) | Q(work__subcategory__in=of_domain)
    return things | Q(venue__kind__in=kinds_of(domain))


@dataclass(frozen=True)
class Choices:
    """The filters of the list: those on, those one may add, by group; the sorts."""

    active: list[Chip] = field(default_factory=list)
    groups: list[tuple[str, list[Chip]]] = field(default_factory=list)
    sorts: list[Chip] = field(default_factory=list)
    city: City | None = None
    theme: Tag | None = None


def list_choices(filters: Filters, query: QueryDict) -> Choices:
    """What can be chosen, as links; only cities, themes and moods that have something. Two queries."""
    link = Link(query)
    online = Selection.objects.published()
    cities = list(City.objects.filter(Exists(online.filter(season_city__city=OuterRef("pk")))))
    tags = list(Tag.objects.filter(Exists(online.filter(tags=OuterRef("pk")))))
    values = [
        ("ville", _("Ville"), filters.city, [(city.slug, city.name) for city in cities]),
        ("theme", _("Thème"), filters.theme, _labels(tags, TagKind.THEME)),
        ("humeur", _("Humeur"), filters.mood, _labels(tags, TagKind.MOOD)),
        ("domaine", _("De quoi"), filters.domain, [(one.id, one.label) for one in domains()]),
        ("gratuit", _("Tarif"), "1" if filters.is_free else "", [("1", _("Avec du gratuit"))]),
    ]
    active = [
        Chip(dict(options).get(chosen, chosen), link.without(name), is_on=True)
        for name, _title, chosen, options in values
        if chosen
    ]
    if filters.text:
        active.insert(0, Chip(f"« {filters.text} »", link.without("q"), is_on=True))
    groups = [
        (title, [Chip(label, link.with_value(name, value)) for value, label in options if value != chosen])
        for name, title, chosen, options in values
    ]
    names = {"recentes": _("Les plus récentes"), "titre": _("Par titre"), "ville": _("Par ville")}
    return Choices(
        active=active,
        groups=[(title, chips) for title, chips in groups if chips],
        sorts=[Chip(names[one], link.with_value("tri", one), is_on=one == filters.sort) for one in SORTS],
        city=next((city for city in cities if city.slug == filters.city), None),
        theme=next((tag for tag in tags if tag.slug == filters.theme), None),
    )


def _labels(tags: list[Tag], kind: str) -> list[tuple[str, str]]:
    return [(tag.slug, tag.label) for tag in tags if tag.kind == kind]


def list_title(filters: Filters, choices: Choices) -> str:
    """« Sélections à Dijon », « Sélections : Lire », both, or « Sélections »."""
    title = _("Sélections %(where)s") % {"where": at_city(choices.city.name)} if choices.city else _("Sélections")
    return f"{title}\u202f: {choices.theme.label}" if choices.theme else title


def readable(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """Selections with all that their page shows: credit, items with what their health asks, tags. Three queries."""
    return with_items(with_poster(credited(selections))).prefetch_related("tags")


def more_like(selection: Selection, tags: Iterable[Tag]) -> tuple[list[Selection], list[Selection]]:
    """Three others of the same city, three of elsewhere that share a theme or a mood. Three queries."""
    here = selection.season_city.city_id
    shared = Exists(Selection.tags.through.objects.filter(selection=OuterRef("pk"), tag__in=list(tags)))
    near = Selection.objects.published().filter(Q(season_city__city=here) | Q(shared)).exclude(pk=selection.pk)
    newest = near.order_by("is_stale", "-published_at", "-pk").values_list("pk", "season_city__city")[:AMONG]
    of_city = [pk for pk, city in newest if city == here][:MORE]
    elsewhere = [pk for pk, city in newest if city != here][:MORE]
    # Chosen by their numbers alone, then read once: a window over whole rows costs twice as much.
    rows = with_poster(credited(Selection.objects.all())).in_bulk([*of_city, *elsewhere])
    return [rows[pk] for pk in of_city if pk in rows], [rows[pk] for pk in elsewhere if pk in rows]
