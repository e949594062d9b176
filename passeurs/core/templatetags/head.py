"""The head of a page: what networks and search engines read of it.

A page about a public thing says so in one block: `{% block og_image %}{% share_image "venue" 12 %}{% endblock %}`.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from passeurs.core import registry
from passeurs.core.templatetags.json_ld import json_ld

register = template.Library()
IMAGE = "_share_image"
SPACES = re.compile(r"[ \t\r\n]+")


@register.simple_tag(takes_context=True)
def again(context: Any, name: str) -> SafeString:
    """The block of that name of this page, written once more on one line; empty when the page has none."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    # Spaces and line breaks of the template only: the no-break spaces of French stay.
    return SafeString(SPACES.sub(" ", block.render(context)).strip()) if block else SafeString("")


@register.simple_tag(takes_context=True)
def page_title(context: Any) -> SafeString:
    """The title of the page without the name of the site at its end."""
    whole = again(context, "title")
    short = whole.removesuffix(str(format_html(" · {}", settings.SITE_NAME)))
    return SafeString(short)


@register.simple_tag(takes_context=True)
def share_image(context: Any, kind: str = "", ref: Any = "", *, thing: registry.Shareable | None = None) -> str:
    """The whole address of the picture of a public thing, or of the site; `share_image_facts` tells the rest of it.

    A thing is named by kind and ref, or given whole when the page has it already.
    """
    lookup = registry.shareables.get(kind)
    if thing is None and lookup:
        thing = lookup(str(ref))
    image = next((make(thing) for make in registry.share_images), None)
    if image is None:
        return settings.SITE_URL + reverse("core:poster", args=["defaut", 1200, 630, "accueil"])
    context.render_context[IMAGE] = image
    return settings.SITE_URL + image.path


@register.simple_tag(takes_context=True)
def share_image_facts(context: Any) -> SafeString:
    """Type, size and words of the picture that `share_image` gave; nothing for a picture that the page chose itself."""
    image = context.render_context.get(IMAGE)
    if image is None:
        return SafeString("")
    return format_html(
        '<meta property="og:image:type" content="image/png">\n<meta property="og:image:width" content="{}">\n'
        '<meta property="og:image:height" content="{}">\n<meta property="og:image:alt" content="{}">',
        image.width, image.height, image.alt,
    )  # fmt: skip


@register.simple_tag
def share_url(kind: str, ref: Any) -> str:
    """The page where a public thing is shared; empty when nothing shares it."""
    return next((page(kind, str(ref)) for page in registry.share_pages), "")


@register.simple_tag
def ways_to_follow(city: str, theme: str) -> list[registry.WayToFollow]:
    """Ways to be told what is new of a city and a theme (slugs, either may be empty)."""
    return [way for contribute in registry.ways_to_follow for way in contribute(city, theme)]


@register.simple_tag(takes_context=True)
def site_data(context: Any) -> SafeString:
    """Who publishes, the site, and the way from its home to this page, for search engines."""
    home = f"{settings.SITE_URL}/"
    organisation = {"@type": "Organization", "@id": f"{home}#organisation", "name": settings.SITE_NAME, "url": home}
    site = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "name": settings.SITE_NAME,
        "url": home,
        "inLanguage": get_language() or "fr",
        "publisher": {"@id": organisation["@id"]},
    }
    return json_ld({"@context": "https://schema.org", "@graph": [organisation, site, *_way(context, home)]})


def _way(context: Any, home: str) -> list[dict[str, Any]]:
    """The breadcrumb: home, the place of the navigation that holds the page, the page."""
    request = context.get("request")
    if request is None or request.path == "/":
        return []
    places = [place for place in context["places"].entries if request.path.startswith(place.url) and place.url != "/"]
    steps = [(str(_("Accueil")), home)]
    steps += [(str(place.title), settings.SITE_URL + place.url) for place in places[:1] if place.url != request.path]
    steps.append((_plain(page_title(context)), settings.SITE_URL + request.path))
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def _plain(text: str) -> str:
    """Escaped text as it reads."""
    return unescape(" ".join(text.split()))
