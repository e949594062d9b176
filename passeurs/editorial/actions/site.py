"""Make the site of a town: its pages with a text to start from, its editors' room. Asked again, it adds what lacks."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from wagtail.models import Collection, Locale, Page, Site

from passeurs.core.markdown import render_markdown
from passeurs.core.templatetags.words import of_city
from passeurs.editorial.actions.editor import CITY_PREFIX, open_group, open_room, set_permissions
from passeurs.editorial.models import (
    CityIndexPage,
    CityPage,
    HomePage,
    NewsIndexPage,
    ProgrammePage,
    SitePage,
    SiteSettings,
    TextPage,
)
from passeurs.editorial.queries.page import HOME_SLUG
from passeurs.programme.models import City

KINDS: dict[str, type[SitePage]] = {
    "programme": ProgrammePage,
    "villes": CityIndexPage,
    "actus": NewsIndexPage,
}
# In the order of the tree; any other slug is a plain page.
SLUGS = ("programme", "villes", "actus", "aide", "accessibilite", "donnees-personnelles", "mentions-legales")


@transaction.atomic
def make_site() -> HomePage:
    """The pages, the page of each city of a season, the room. What is there already is left as it is."""
    home = HomePage.objects.first() or _make_home()
    for slug in SLUGS:
        if not home.get_children().filter(slug=slug).exists():
            add_page(parent=home, model=KINDS.get(slug, TextPage), slug=slug, content=read_content(slug))
    for city in City.objects.filter(season_cities__isnull=False, page__isnull=True).distinct():
        add_city_page(city=city)
    home.refresh_from_db()
    open_room(home=home)
    return home


def _make_home() -> HomePage:
    """Home under the root, in the place of Wagtail's welcome page."""
    Locale.objects.get_or_create(language_code="fr")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(
        title="Root", slug="root", content_type=ContentType.objects.get_for_model(Page)
    )
    home: HomePage = add_page(parent=root, model=HomePage, slug=HOME_SLUG, content=read_content(HOME_SLUG))
    site, _made = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    SiteSettings.objects.get_or_create(site=site)
    # Wagtail's own migration puts a page there to greet the developer.
    for welcome in root.get_children().filter(content_type=ContentType.objects.get_for_model(Page), slug="home"):
        welcome.delete()
    home.refresh_from_db()
    return home


@transaction.atomic
def add_city_page(*, city: City) -> CityPage | None:
    """The page of a city, online; None while the site has no page for cities."""
    index = CityIndexPage.objects.first()
    known = CityPage.objects.filter(city=city).first()
    if known or index is None:
        return known
    content = {"title": city.name, **read_content("ville")}
    page: CityPage = add_page(
        parent=index, model=CityPage, slug=city.slug, content=_named(content, city.name), city=city
    )
    set_permissions(open_group(f"{CITY_PREFIX}{city.scope}"))
    return page


def new_page(*, model: type[SitePage], slug: str, content: dict[str, Any], **fields: Any) -> Any:
    """A page not yet in the tree. `content` is that of a file of `data/site/`."""
    blocks = [dict(block) for block in content.get("body", [])]
    raw = [{"type": block.pop("type"), "value": _value(block)} for block in blocks]
    plain = {name: value for name, value in content.items() if name != "body"}
    page = model(slug=slug, **plain, **fields)
    page.body = model._meta.get_field("body").to_python(raw)
    return page


def add_page(*, parent: Page, model: type[SitePage], slug: str, content: dict[str, Any], **fields: Any) -> Any:
    """A page online with its first revision."""
    page = new_page(model=model, slug=slug, content=content, **fields)
    # Read afresh: several pages are added under one parent.
    type(parent).objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def read_content(slug: str) -> dict[str, Any]:
    """The text that a town starts from."""
    path = resources.files("passeurs.editorial") / "data" / "site" / f"{slug}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _value(block: dict[str, Any]) -> Any:
    """A block as Wagtail keeps it: alone, a rich text is its HTML; inside, Markdown of rich fields becomes HTML."""
    if set(block) == {"markdown"}:
        return str(render_markdown(block["markdown"]))
    return _rich(block) or None


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return [_rich(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name.removesuffix("_markdown"): str(render_markdown(inner)) if name.endswith("_markdown") else _rich(inner)
        for name, inner in value.items()
    }


def _named(content: dict[str, Any], name: str) -> dict[str, Any]:
    """The same with the name of the city in its texts."""

    def put(value: Any) -> Any:
        if isinstance(value, str):
            # Stored text is in the language of the site, whoever asked for the page.
            with translation.override(settings.LANGUAGE_CODE):
                return value.replace("{city}", name).replace("{of_city}", of_city(name))
        if isinstance(value, list):
            return [put(item) for item in value]
        return {key: put(inner) for key, inner in value.items()} if isinstance(value, dict) else value

    named: dict[str, Any] = put(content)
    return named
