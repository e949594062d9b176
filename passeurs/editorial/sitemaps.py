"""The map of the site: what is published, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from wagtail.models import Page

from passeurs.catalogue.models import Venue
from passeurs.editorial.models import ArticlePage, CityPage
from passeurs.projects.models import Project
from passeurs.selections.models import Selection


class SiteMap(Sitemap):
    """One section. Addresses are those of SITE_URL, whatever host asks."""

    limit = 5000
    changed = "last_published_at"

    def get_protocol(self, protocol: str | None = None) -> str:
        """http or https."""
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        """The site's own host."""
        return urlsplit(settings.SITE_URL).netloc

    def get_latest_lastmod(self) -> dt.datetime | None:
        """The newest change, asked of the database instead of every row."""
        return cast("QuerySet[Any]", self.items()).order_by().aggregate(newest=Max(self.changed))["newest"]


class PageMap(SiteMap):
    """Home and the pages under it, but for cities and articles."""

    def items(self) -> QuerySet[Page]:
        """Pages online."""
        return Page.objects.live().filter(depth__gt=1).not_type(ArticlePage, CityPage).order_by("path")

    def location(self, page: Page) -> str:
        """The address."""
        return "/" + page.url_path.split("/", 2)[2]

    def lastmod(self, page: Page) -> dt.datetime | None:
        """When it was last published."""
        return page.last_published_at


class CityMap(SiteMap):
    """The pages of cities."""

    def items(self) -> QuerySet[CityPage]:
        """Cities online."""
        return CityPage.objects.live().order_by("path")

    def lastmod(self, page: CityPage) -> dt.datetime | None:
        """When it was last published."""
        return page.last_published_at


class ArticleMap(SiteMap):
    """The news."""

    def items(self) -> QuerySet[ArticlePage]:
        """Articles online."""
        return ArticlePage.objects.live().order_by("-dated_at", "-pk")

    def lastmod(self, article: ArticlePage) -> dt.datetime | None:
        """When it was last published."""
        return article.last_published_at


class SelectionMap(SiteMap):
    """Selections."""

    changed = "updated_at"

    def items(self) -> QuerySet[Selection]:
        """Selections online."""
        return Selection.objects.published().order_by("-published_at", "-pk")

    def lastmod(self, selection: Selection) -> dt.datetime:
        """When it last changed."""
        return selection.updated_at


class VenueMap(SiteMap):
    """Places of the catalogue."""

    changed = "updated_at"

    def items(self) -> QuerySet[Venue]:
        """Visible places."""
        return Venue.objects.visible().order_by("pk")

    def lastmod(self, venue: Venue) -> dt.datetime:
        """When its notice last changed."""
        return venue.updated_at


class ProjectMap(SiteMap):
    """Projects of groups."""

    changed = "changed_at"

    def items(self) -> QuerySet[Project]:
        """Projects online."""
        return Project.objects.published().order_by("-started_at", "-pk")

    def lastmod(self, project: Project) -> dt.datetime:
        """When it last changed."""
        return project.changed_at


SITEMAPS = {
    "pages": PageMap,
    "villes": CityMap,
    "actus": ArticleMap,
    "selections": SelectionMap,
    "projets": ProjectMap,
    "lieux": VenueMap,
}
