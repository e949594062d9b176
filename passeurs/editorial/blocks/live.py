"""Blocks that draw from the data; when one has nothing to show, its heading is not shown either."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

LONGEST_LIST = 12


def city_choices() -> list[tuple[str, str]]:
    """The cities of the programme that a block may be about."""
    from passeurs.programme.models import City

    return list(City.objects.values_list("slug", "name"))


def category_choices() -> list[tuple[str, str]]:
    """The categories of the news."""
    from passeurs.editorial.choices import ArticleCategory

    return [(value, str(label)) for value, label in ArticleCategory.choices]


def activity_choices() -> list[tuple[str, str]]:
    """The kinds of venues."""
    from passeurs.catalogue.queries.category import activities

    return sorted(((one.id, one.label) for one in activities().values()), key=lambda pair: pair[1])


class LiveBlock(blocks.StructBlock):
    """What lives by itself: `rows` of the template are read from the page's facts."""

    heading = blocks.CharBlock(label=_("titre"), max_length=120)

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """What to show; nothing hides the block with its heading."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The heading and the rows."""
        from passeurs.editorial.queries.live import Facts

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        parent = parent_context or {}
        context["rows"] = self.rows(value, parent.get("facts") or Facts(), parent.get("page"))
        return context


class CityLiveBlock(LiveBlock):
    """A live block about a city: the one chosen, or that of the page."""

    city = blocks.ChoiceBlock(
        label=_("ville"), choices=city_choices, required=False, help_text=_("Vide : la ville de la page, ou toutes.")
    )
    count = blocks.IntegerBlock(label=_("nombre"), default=4, min_value=1, max_value=LONGEST_LIST)

    def city_of(self, value: Any, page: Any) -> Any:
        """The city, or None."""
        from passeurs.programme.models import City

        if value["city"]:
            return City.objects.filter(slug=value["city"]).first()
        return getattr(page, "city", None)


class SelectionsBlock(CityLiveBlock):
    """The latest selections."""

    class Meta:
        icon = "list-ul"
        label = _("dernières sélections")
        template = "editorial/blocks/selections.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """Selections with their poster."""
        slug = value["city"] or getattr(getattr(page, "city", None), "slug", "")
        return facts.selections(limit=value["count"], city_slug=slug)


class NewsBlock(LiveBlock):
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


class FiguresBlock(LiveBlock):
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


class CityMapBlock(LiveBlock):
    """The cities on a map, and in a list."""

    class Meta:
        icon = "site"
        label = _("carte des villes")
        template = "editorial/blocks/city_map.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """The cities."""
        return facts.dots


class EventsBlock(CityLiveBlock):
    """The next events near a city."""

    class Meta:
        icon = "date"
        label = _("prochaines sorties")
        template = "editorial/blocks/events.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """Cards of events."""
        city = self.city_of(value, page)
        return facts.events(city, limit=value["count"]) if city else []


class VenuesBlock(CityLiveBlock):
    """Places of a city."""

    kind = blocks.ChoiceBlock(label=_("type de lieu"), choices=activity_choices, required=False)

    class Meta:
        icon = "home"
        label = _("lieux")
        template = "editorial/blocks/venues.html"

    def rows(self, value: Any, facts: Any, page: Any) -> Any:
        """Cards of venues."""
        from passeurs.editorial.queries.live import nearby_venues

        city = self.city_of(value, page)
        return nearby_venues(city, kind=value["kind"], limit=value["count"]) if city else []


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
        from passeurs.editorial.queries.live import Facts

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context.setdefault("facts", Facts())
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
        from passeurs.editorial.queries.pages import site_settings

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["facts_of_law"] = site_settings()
        return context


class ConformityBlock(IdentityBlock):
    """The state of accessibility and whom to write to, from the site's settings."""

    class Meta:
        icon = "view"
        label = _("état d’accessibilité")
        template = "editorial/blocks/conformity.html"
