"""Which page an address opens, and what the pages say to the frame of the whole site."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex, Site, TaskState

from passeurs.core.geo.nearby import distance_km
from passeurs.core.registry import Figure, Frame, Shareable
from passeurs.editorial.models import ArticlePage, CityPage, HomePage, SitePage, SiteSettings
from passeurs.editorial.queries.news import read_next
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.models import City

# Of one site: the first page keeps this slug, so that an address is found without walking down the tree.
HOME_SLUG = "accueil"
USUAL_KINDS = {("villes", 2): CityPage, ("villes", 3): ArticlePage, ("actus", 2): ArticlePage}
FRAME_KEY = "editorial:frame"
FRAME_SECONDS = 3600
ACCESSIBILITY = "/accessibilite/"
# Things like one that is gone.
ALIKE = 3


def home_page() -> HomePage | None:
    """The first page, when the site was made."""
    return HomePage.objects.live().first()


def published_page(path: str) -> SitePage | None:
    """The page online at `path` (`villes/dijon/`, nothing for home), with what its kind is read with."""
    if not path:
        return home_page()
    parts = path.rstrip("/").split("/")
    where = {"slug": parts[-1], "url_path": f"/{HOME_SLUG}/{path}"}
    # What an address looks like tells its kind most of the time: one question instead of two.
    model: Any = USUAL_KINDS.get((parts[0], len(parts)))
    page: SitePage | None = model and _read(model, where)
    if page is None:
        row = Page.objects.live().filter(**where).only("content_type_id").first()
        model = row and row.cached_content_type.model_class()
        page = _read(model, where) if model and issubclass(model, SitePage) else None
    return page


def _read(model: Any, where: dict[str, str]) -> SitePage | None:
    found: SitePage | None = model.objects.live().select_related(*model.read_with).filter(**where).first()
    return found


def frame() -> Frame:
    """The addresses that the team's pages hold and the site's networks; kept until a page or a setting changes."""
    kept: Frame | None = cache.get(FRAME_KEY)
    if kept is None:
        kept = _read_frame()
        cache.set(FRAME_KEY, kept, FRAME_SECONDS)
    return kept


def _read_frame() -> Frame:
    rows = Page.objects.live().filter(depth=3).values_list("url_path", flat=True)
    titles = {"/" + url_path.split("/", 2)[2]: "" for url_path in rows}
    settings = SiteSettings.objects.first()
    if settings is None:
        return Frame(titles)
    if ACCESSIBILITY in titles:
        titles[ACCESSIBILITY] = f"Accessibilité : {settings.get_conformity_display()}"
    networks = tuple((block.value["name"], block.value["url"]) for block in settings.networks)
    return Frame(titles, networks)


def forget_frame() -> None:
    """A page or a setting changed: the frame is read again."""
    cache.delete(FRAME_KEY)


def is_in_public_use(thing: Any) -> bool:
    """Whether a page online shows this picture or document: drafts give nothing away."""
    uses = ReferenceIndex.get_references_to(thing).filter(base_content_type=ContentType.objects.get_for_model(Page))
    pages = list(uses.values_list("object_id", flat=True))
    return Page.objects.live().filter(pk__in=pages).exists()


def site_settings() -> SiteSettings:
    """The town's own facts; empty ones when nothing was set."""
    return SiteSettings.objects.first() or SiteSettings(site=Site.objects.filter(is_default_site=True).first())


def shareable_of(page: SitePage) -> Shareable:
    """A page as it is shared."""
    city = getattr(page, "city", None)
    thing = Shareable(
        kind="page", ref=page.slug, title=page.title, url=page.path_on_site, text=page.summary, seed=f"page-{page.slug}"
    )
    if isinstance(page, ArticlePage):
        kicker = " · ".join(filter(None, [page.get_category_display(), city.name if city else ""]))
        thing = replace(thing, kind="article", ref=str(page.pk), kicker=kicker, category=page.poster, seed=page.seed)
    elif isinstance(page, CityPage):
        thing = replace(thing, kind="city", ref=page.city.slug, category=page.poster, seed=page.seed)
    return replace(thing, hashtags=_hashtags(city))


def share_article(ref: str) -> Shareable | None:
    """An article online, by its number."""
    page = ArticlePage.objects.live().select_related("city").filter(pk=ref).first() if ref.isdigit() else None
    return shareable_of(page) if page else None


def share_city(ref: str) -> Shareable | None:
    """A city's page online, by the slug of the city."""
    page = CityPage.objects.live().select_related("city").filter(city__slug=ref).first()
    return shareable_of(page) if page else None


def share_page(ref: str) -> Shareable | None:
    """A page just under home, or home itself (`accueil`), by its slug."""
    page = Page.objects.live().filter(Q(depth=3) | Q(depth=2, slug=HOME_SLUG), slug=ref).specific().first()
    return shareable_of(page) if isinstance(page, SitePage) else None


def articles_alike(ref: str) -> list[Shareable]:
    """What to read instead of an article, of the same city first; nothing when the number is not an article's."""
    known = ArticlePage.objects.filter(pk=ref).first() if ref.isdigit() else None
    return [shareable_of(one) for one in read_next(known, limit=ALIKE)] if known else []


def cities_alike(ref: str) -> list[Shareable]:
    """The nearest cities that have a page online; none when the slug is not a city's."""
    here = City.objects.filter(slug=ref).first()
    if here is None:
        return []
    pages = list(CityPage.objects.live().select_related("city").exclude(city=here))
    pages.sort(key=lambda one: distance_km(here.lat, here.lon, one.city.lat, one.city.lon))
    return [shareable_of(one) for one in pages[:ALIKE]]


def _hashtags(city: Any) -> tuple[str, ...]:
    return (city.name.replace(" ", "").replace("-", ""),) if city else ()


def article_counters(person: Person, at: dt.datetime) -> list[Figure]:
    """Pages that wait to be read again before they go online: one query. Nothing when none waits."""
    if not is_team(person):
        return []
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count()
    url = reverse("wagtailadmin_reports:workflow_tasks") + "?" + urlencode({"status": TaskState.STATUS_IN_PROGRESS})
    return [Figure(_("Pages à relire"), waiting, url, order=45)] if waiting else []


def export_writings(person: Person) -> list[dict[str, str]]:
    """The pages that this person started, for their own export."""
    rows = Page.objects.filter(owner=person).order_by("pk")
    return [
        {"titre": row.title, "adresse": "/" + row.url_path.split("/", 2)[-1], "en_ligne": "oui" if row.live else "non"}
        for row in rows
    ]
