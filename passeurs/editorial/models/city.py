"""The page of each city, and the page that lists them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from passeurs.editorial.models.pages import SitePage
from passeurs.programme.models import City

POSTERS = ("scene", "musique", "patrimoine", "cinema", "musee", "livre", "pratique", "rencontre")


class CityIndexPage(SitePage):
    """Every city of the season, on a map and in a list."""

    template = "editorial/city_index.html"
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["editorial.CityPage"]

    class Meta:
        verbose_name = _("les villes")


class CityPage(SitePage):
    """One city: who its ambassadors are, what they made, where they go. Its news are its children."""

    city = models.OneToOneField(City, on_delete=models.PROTECT, related_name="page", editable=False)

    template = "editorial/city.html"
    read_with = ("city",)
    is_creatable = False
    parent_page_types = ["editorial.CityIndexPage"]
    subpage_types = ["editorial.ArticlePage"]

    class Meta:
        verbose_name = _("page de ville")

    @property
    def poster(self) -> str:
        """The category of the city's poster: neighbours on the list do not look alike."""
        return POSTERS[self.pk % len(POSTERS)]

    @property
    def seed(self) -> str:
        """The seed of that poster."""
        return f"ville-{self.city.insee}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page and its city as it is today."""
        from passeurs.editorial.queries import live

        context = super().get_context(request, *args, **kwargs)
        facts = context["facts"]
        return context | {
            "mandates": live.public_mandates(self.city),
            "selections": facts.selections(limit=6, city_slug=self.city.slug),
            "venues": live.recommended_venues(self.city),
            "events": facts.events(self.city),
            "articles": facts.articles(limit=4, city_id=self.city_id),
        }
