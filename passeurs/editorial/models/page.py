"""Pages that the team keeps: what they share, home, the programme, plain texts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from passeurs.editorial.blocks import BODY_BLOCKS
from passeurs.editorial.blocks.data import gathered_context


class SitePage(Page):
    """What every page has: a line under its title, blocks, an address that costs no query."""

    lead = models.TextField(
        _("chapeau"), max_length=320, blank=True, help_text=_("Une ou deux phrases, sous le titre et dans les listes.")
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("contenu"))

    # Of one site and its pages: nothing is kept behind a password, drafts are what is not public.
    private_page_options: list[str] = []
    # What a page of this kind is read with, in one query.
    read_with: tuple[str, ...] = ()

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        abstract = True

    @property
    def path_on_site(self) -> str:
        """The address on this site: `/villes/dijon/`."""
        return "/" + self.url_path.split("/", 2)[2]

    def get_absolute_url(self) -> str:
        """The public page."""
        return self.path_on_site

    @property
    def summary(self) -> str:
        """What search engines and cards say of the page."""
        return self.search_description or self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, and what those who read for pages say of it (see `context_hooks`)."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        person = getattr(request, "user", None)
        may_edit = bool(person and person.is_authenticated and self.permissions_for_user(person).can_edit())
        return gathered_context(self, request, context | {"may_edit": may_edit, "feed_query": ""})


class HomePage(SitePage):
    """The first page: what it is in one sentence, then blocks that live by themselves."""

    kicker = models.CharField(_("surtitre"), max_length=80, blank=True)

    template = "editorial/home.html"
    content_panels = [FieldPanel("title"), FieldPanel("kicker"), FieldPanel("lead"), FieldPanel("body")]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "editorial.ProgrammePage",
        "editorial.CityIndexPage",
        "editorial.NewsIndexPage",
        "editorial.TextPage",
    ]

    # The slug stays: addresses are found under it (queries.page.HOME_SLUG).
    promote_panels = [FieldPanel("seo_title"), FieldPanel("search_description")]

    class Meta:
        verbose_name = _("accueil")


class ProgrammePage(SitePage):
    """Le programme: roles, missions, associated ambassadors, going further."""

    template = "editorial/programme.html"
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["editorial.TextPage"]

    class Meta:
        verbose_name = _("le programme")


class TextPage(SitePage):
    """A plain page: help, legal notice, accessibility, personal data."""

    template = "editorial/text.html"
    parent_page_types = ["editorial.HomePage", "editorial.ProgrammePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page de texte")
