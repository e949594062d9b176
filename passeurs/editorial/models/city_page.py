"""The page of each city, and the page that lists them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.editorial.models.page import SitePage
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
