"""Les actus: articles, and the page that lists them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

from passeurs.catalogue.queries.category import domain_choices, domain_label, poster_category
from passeurs.core import clock
from passeurs.editorial.choices import ArticleCategory
from passeurs.editorial.models.page import SitePage
from passeurs.editorial.models.picture import Picture
from passeurs.programme.models import City


class NewsIndexPage(SitePage):
    """Les actus, newest first, by category, city and discipline."""

    template = "editorial/news_index.html"
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["editorial.ArticlePage"]

    class Meta:
        verbose_name = _("les actus")


class ArticlePage(SitePage):
    """One piece of news. Under a city's page it is that city's; under « Les actus » it may name one."""

    category = models.CharField(
        _("catégorie"), max_length=12, choices=ArticleCategory, default=ArticleCategory.PROGRAMME
    )
    city = models.ForeignKey(
        City, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("ville")
    )
    discipline = models.CharField(_("discipline"), max_length=40, blank=True, choices=domain_choices)
    picture = models.ForeignKey(
        Picture,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("Facultative : sans elle, l’article reçoit son affiche."),
    )
    dated_at = models.DateTimeField(_("date de l’article"), default=clock.now)

    template = "editorial/article.html"
    read_with = ("city", "picture")
    parent_page_types = ["editorial.NewsIndexPage", "editorial.CityPage"]
    subpage_types: list[str] = []
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("category"), FieldPanel("city"), FieldPanel("discipline"), FieldPanel("dated_at")],
            heading=_("Rangement"),
        ),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("article")
        indexes = [
            models.Index(fields=["-dated_at"], name="article_dated"),
            models.Index(fields=["category", "-dated_at"], name="article_category"),
            models.Index(fields=["city", "-dated_at"], name="article_city"),
        ]

    @property
    def poster(self) -> str:
        """The category of the poster that stands in for a picture."""
        return poster_category(self.discipline) if self.discipline else "rencontre"

    @property
    def seed(self) -> str:
        """The seed of that poster."""
        return f"article-{self.pk}"

    @property
    def discipline_label(self) -> str:
        """The discipline in words."""
        return domain_label(self.discipline) if self.discipline else ""
