"""Blocks that draw from the data; when one has nothing to show, its heading is not shown either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from passeurs.catalogue.queries.category import activities
from passeurs.editorial.choices import ArticleCategory
from passeurs.programme.models import City

LONGEST_LIST = 12
# Filled in `ready()`: pages and blocks know nothing of what is read for them. A hook gets the page (None when a block
# is previewed alone), the request and what is known so far, and returns what it adds.
context_hooks: list[Callable[[Any, Any, dict[str, Any]], dict[str, Any]]] = []


def gathered_context(page: Any, request: Any, context: dict[str, Any]) -> dict[str, Any]:
    """The context with what every hook adds, in their order."""
    for hook in context_hooks:
        context |= hook(page, request, context)
    return context


def facts_of(context: dict[str, Any] | None) -> Any:
    """The data behind the page; a preview of a block alone reads for itself."""
    return (context or {}).get("facts") or gathered_context(None, None, {})["facts"]


def city_choices() -> list[tuple[str, str]]:
    """The cities of the programme that a block may be about."""
    return list(City.objects.values_list("slug", "name"))


def category_choices() -> list[tuple[str, str]]:
    """The categories of the news."""
    return [(value, str(label)) for value, label in ArticleCategory.choices]


def activity_choices() -> list[tuple[str, str]]:
    """The kinds of venues."""
    return sorted(((one.id, one.label) for one in activities().values()), key=lambda pair: pair[1])


class DataBlock(blocks.StructBlock):
    """What is drawn from the data: `rows` of the template are read from the page's facts."""

    heading = blocks.CharBlock(label=_("titre"), max_length=120)

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """What to show; nothing hides the block with its heading."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The heading and the rows."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["rows"] = self.rows(value, facts_of(parent_context), (parent_context or {}).get("page"))
        return context


class CityDataBlock(DataBlock):
    """A block of data about a city: the one chosen, or that of the page."""

    city = blocks.ChoiceBlock(
        label=_("ville"), choices=city_choices, required=False, help_text=_("Vide : la ville de la page, ou toutes.")
    )
    count = blocks.IntegerBlock(label=_("nombre"), default=4, min_value=1, max_value=LONGEST_LIST)

    def city_of(self, value: Any, page: Any) -> Any:
        """The city, or None."""
        if value["city"]:
            return City.objects.filter(slug=value["city"]).first()
        return getattr(page, "city", None)


class SelectionsBlock(CityDataBlock):
    """The latest selections."""

    class Meta:
        icon = "list-ul"
        label = _("dernières sélections")
        template = "editorial/blocks/selections.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """Selections with their poster."""
        slug = value["city"] or getattr(getattr(page, "city", None), "slug", "")
        return facts.selections(limit=value["count"], city_slug=slug)


class NewsBlock(DataBlock):
    """The latest news."""

    category = blocks.ChoiceBlock(label=_("catégorie"), choices=category_choices, required=False)
    count = blocks.IntegerBlock(label=_("nombre"), default=4, min_value=1, max_value=LONGEST_LIST)

    class Meta:
        icon = "doc-full"
        label = _("dernières actus")
        template = "editorial/blocks/news.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """Articles."""
        return facts.articles(limit=value["count"], category=value["category"])


class FiguresBlock(DataBlock):
    """The programme in figures, from the data."""

    class Meta:
        icon = "order"
        label = _("chiffres")
        template = "editorial/blocks/figures.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """Figure and label; a zero is not shown."""
        season = facts.season
        if season is None:
            return []
        figures = [
            (season.ambassador_count, _("jeunes en mandat")),
            (season.city_count, _("villes")),
            (season.selection_count, _("sélections publiées")),
            (season.venue_count, _("lieux à découvrir")),
        ]
        return [(count, label) for count, label in figures if count]


class CityMapBlock(DataBlock):
    """The cities on a map, and in a list."""

    class Meta:
        icon = "site"
        label = _("carte des villes")
        template = "editorial/blocks/city_map.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """The cities."""
        return facts.dots


class EventsBlock(CityDataBlock):
    """The next events near a city."""

    class Meta:
        icon = "date"
        label = _("prochaines sorties")
        template = "editorial/blocks/events.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """Cards of events."""
        city = self.city_of(value, page)
        return facts.events(city, limit=value["count"]) if city else []


class VenuesBlock(CityDataBlock):
    """Places of a city."""

    kind = blocks.ChoiceBlock(label=_("type de lieu"), choices=activity_choices, required=False)

    class Meta:
        icon = "home"
        label = _("lieux")
        template = "editorial/blocks/venues.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """Cards of venues."""
        city = self.city_of(value, page)
        return facts.venues(city, kind=value["kind"], limit=value["count"]) if city else []


class ApplyBlock(blocks.StructBlock):
    """The call to apply: where one applies now, and until when; without an open call, where one is told of the next."""

    heading = blocks.CharBlock(label=_("titre"), max_length=120)
    text = blocks.TextBlock(label=_("texte"), max_length=400, required=False)

    class Meta:
        icon = "edit"
        label = _("appel à candidater")
        template = "editorial/blocks/apply.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the page knows; a preview of the block alone reads for itself."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["facts"] = facts_of(context)
        return context


class ConnectedBlock(blocks.StructBlock):
    """« On reste connectés »: the networks of the site's settings, and its feeds."""

    heading = blocks.CharBlock(label=_("titre"), max_length=120, default=_("On reste connectés"))

    class Meta:
        icon = "link-external"
        label = _("on reste connectés")
        template = "editorial/blocks/connected.html"


class IdentityBlock(blocks.StaticBlock):
    """The facts of the legal notice, from the site's settings."""

    class Meta:
        icon = "info-circle"
        label = _("identité légale")
        admin_text = _("Éditeur, direction, hébergeur : remplis dans Réglages › Identité et réseaux.")
        template = "editorial/blocks/identity.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The settings."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["facts_of_law"] = facts_of(context).settings
        return context


class ConformityBlock(IdentityBlock):
    """The state of accessibility and whom to write to, from the site's settings."""

    class Meta:
        icon = "view"
        label = _("état d’accessibilité")
        template = "editorial/blocks/conformity.html"
