"""Pages, pictures and documents for tests."""

from __future__ import annotations

import io
import itertools
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Page

from passeurs.editorial.models import ArticlePage, NewsIndexPage, Picture

_numbers = itertools.count(1)


def image_bytes(form: str = "JPEG", size: tuple[int, int] = (1600, 1000), **options: Any) -> bytes:
    """A picture in bytes."""
    out = io.BytesIO()
    Image.new("RGB", size, "#5B2A86").save(out, form, **options)
    return out.getvalue()


def picture(title: str = "image", **fields: Any) -> Picture:
    """A picture of the library, credited, with its alternative text."""
    fields = {"description": "Un aplat violet", "credit": "Dessin : Inès"} | fields
    made = Picture(title=title, **fields)
    made.file.save(f"{title}.jpg", ContentFile(image_bytes()), save=True)
    return made


def document_file(name: str) -> Document:
    """A document of the library."""
    made = Document(title=name)
    made.file.save(name, ContentFile(b"un texte"), save=True)
    return made


def make_article(*, parent: Page | None = None, live: bool = True, **fields: Any) -> ArticlePage:
    """An article under « Les actus », or under a city's page; with its revision, online unless told."""
    number = next(_numbers)
    parent = parent or NewsIndexPage.objects.get()
    parent = type(parent).objects.get(pk=parent.pk)
    fields = {"title": f"Article n° {number}", "slug": f"article-{number}", "lead": "Un chapeau."} | fields
    if hasattr(parent, "city"):
        fields["city"] = parent.city
    article = ArticlePage(live=live, **fields)
    parent.add_child(instance=article)
    revision = article.save_revision()
    if live:
        revision.publish()
    return ArticlePage.objects.get(pk=article.pk)
