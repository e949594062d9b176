"""Reads of pages: which one an address opens, what waits to be read again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply, Page, ReferenceIndex, TaskState

from passeurs.core.registry import Figure
from passeurs.editorial.models import ArticlePage, CityPage, HomePage, SitePage
from passeurs.people.models import Person
from passeurs.people.queries import is_team

# Of one site: the first page keeps this slug, so that an address is found without walking down the tree.
HOME_SLUG = "accueil"
USUAL_KINDS = {("villes", 2): CityPage, ("villes", 3): ArticlePage, ("actus", 2): ArticlePage}


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


def is_in_public_use(thing: Any) -> bool:
    """Whether a page online shows this picture or document: drafts give nothing away."""
    uses = ReferenceIndex.get_references_to(thing).filter(base_content_type=ContentType.objects.get_for_model(Page))
    pages = list(uses.values_list("object_id", flat=True))
    return Page.objects.live().filter(pk__in=pages).exists()


def article_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Pages that wait to be read again before they go online: one query. Nothing when none waits."""
    if not is_team(person):
        return []
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count()
    url = reverse("wagtailadmin_reports:workflow_tasks") + "?" + urlencode({"status": TaskState.STATUS_IN_PROGRESS})
    return [Figure(_("Pages à relire"), waiting, url, order=45)] if waiting else []


def export_writings(person: Person) -> list[dict[str, str]]:
    """The pages that this person started, and their comments, for their own export."""
    rows = Page.objects.filter(owner=person).order_by("pk")
    said = [
        *Comment.objects.filter(user=person).order_by("pk"),
        *CommentReply.objects.filter(user=person).order_by("pk"),
    ]
    return [
        {"titre": row.title, "adresse": "/" + row.url_path.split("/", 2)[-1], "en_ligne": "oui" if row.live else "non"}
        for row in rows
    ] + [{"commentaire": row.text, "le": row.created_at.isoformat()} for row in said]
