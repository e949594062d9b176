"""The invented news: twelve articles of several cities, one to come, one that waits for a reader; the networks."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Workflow

from passeurs.core import clock
from passeurs.editorial.actions.editor import FLOW
from passeurs.editorial.actions.site import make_site, new_page
from passeurs.editorial.models import ArticlePage, CityPage, NewsIndexPage, SiteSettings
from passeurs.people.choices import Role
from passeurs.people.models import Person, RoleGrant

NETWORKS = (
    ("Instagram", "https://www.instagram.com/"),
    ("TikTok", "https://www.tiktok.com/"),
    ("Mastodon", "https://joinmastodon.org/fr"),
)


def seed_editorial(texts: Path, team_email: str) -> None:
    """The site and its news, unless it has some; each article with its revision, as its author left it."""
    make_site()
    if ArticlePage.objects.exists():
        return
    team = Person.objects.get(email=team_email)
    for row in tomllib.loads((texts / "articles.toml").read_text(encoding="utf-8"))["article"]:
        _add_article(dict(row), team)
    settings = SiteSettings.objects.get()
    settings.networks = [("network", {"name": name, "url": url}) for name, url in NETWORKS]
    settings.save()


def _add_article(row: dict[str, Any], team: Person) -> None:
    days, state, insee = row.pop("days"), row.pop("state", "online"), row.pop("city", "")
    at = clock.now() - dt.timedelta(days=days, hours=2)
    parent = CityPage.objects.filter(city__insee=insee).first() or NewsIndexPage.objects.get()
    article = new_page(model=ArticlePage, slug=row.pop("slug"), content=row, dated_at=at)
    article.city = getattr(parent, "city", None)
    article.owner = _author(insee) or team
    article.live = False
    parent.add_child(instance=article)
    if state == "review":
        article.save_revision(user=article.owner)
        Workflow.objects.get(name=FLOW).start(article, article.owner)
        return
    if state == "scheduled":
        article.go_live_at = at
    article.save_revision(user=team).publish(user=team)
    if state == "online":
        # What is shown as published is the day the article bears, not that of the seeding.
        ArticlePage.objects.filter(pk=article.pk).update(first_published_at=at, last_published_at=at)


def _author(insee: str) -> Person | None:
    grant = RoleGrant.objects.filter(role=Role.REFERENT, scope=f"city:{insee}").select_related("person").first()
    return grant.person if grant else None
