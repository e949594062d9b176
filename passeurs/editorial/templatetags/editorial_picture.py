"""Pictures in pages: AVIF and WebP in a few widths, with their size told, loaded late unless first on the page."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from passeurs.core.templatetags.words import typo
from passeurs.editorial.models import Picture
from passeurs.editorial.queries.picture import FALLBACK, FORMATS, renditions_of

register = template.Library()


@register.simple_tag
def picture_of(picture: Picture, *, sizes: str, eager: bool = False) -> SafeString:
    """A `<picture>` with the alternative text of the picture itself; `sizes` as in HTML."""
    by_spec = renditions_of(picture)
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        (
            (form, ", ".join(f"{by_spec[spec].url} {by_spec[spec].width}w" for spec in specs), sizes)
            for form, specs in FORMATS
        ),
    )
    plain = by_spec[FALLBACK]
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}" {}></picture>',
        sources, plain.url, plain.width, plain.height, picture.default_alt_text,
        SafeString('fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'),
    )  # fmt: skip


@register.filter
def typo_html(html: str) -> SafeString:
    """French typography in the texts of an HTML that is already safe, its tags untouched."""
    parts = re.split(r"(<[^>]+>|&#?\w+;)", str(html))
    return SafeString("".join(part if part[:1] in ("<", "&") else typo(part) for part in parts))
