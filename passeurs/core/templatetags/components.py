"""Strict components: a mistyped argument is an error. All are shown on /composants/."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, Form
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, *, size: int = 20) -> SafeString:
    """A decorative icon (lucide name)."""
    return format_html('<svg class="icon" width="{0}" height="{0}" aria-hidden="true"></svg>', size)


@register.simple_tag
def button(
    label: str,
    *,
    url: str = "",
    variant: str = "primary",
    icon_name: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """A link that looks like a button when `url` is given, else the submit button of its form.

    `variant` is primary, ghost or danger.
    """
    if variant not in {"primary", "ghost", "danger"}:
        raise ValueError(f"button: unknown variant {variant!r}")
    mark = icon(icon_name) if icon_name else ""
    if url:
        return format_html('<a class="button button-{}" href="{}">{}{}</a>', variant, url, mark, label)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="button button-{}" type="submit"{}>{}{}</button>', variant, named, mark, label)


@register.simple_tag
def poster(seed: str, category: str, *, width: int = 600, height: int = 400) -> SafeString:
    """The poster of a thing without a picture: decorative, drawn from its own data."""
    return format_html(
        '<img class="poster" src="/affiche/{}/{}x{}/{}.svg" width="{}" height="{}" alt="" loading="lazy">',
        category, width, height, seed, width, height,
    )  # fmt: skip


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field: label above, help under, error beside."""
    return SafeString(render_to_string("components/field.html", {"field": bound}))


@register.simple_tag
def error_summary(form: Form) -> SafeString:
    """What is to be mended in a form, with links to the fields; nothing when all is well."""
    return SafeString(render_to_string("components/error_summary.html", {"form": form}))


@register.simple_tag
def empty_state(title: str, *, text: str = "", url: str = "", action: str = "") -> SafeString:
    """An empty list says what to do."""
    return SafeString(
        render_to_string("components/empty_state.html", {"title": title, "text": text, "url": url, "action": action})
    )


@register.simple_tag
def tag(label: str, *, kind: str = "") -> SafeString:
    """A small label; `kind` is one of livre, cinema, musique, scene, musee, patrimoine, rencontre, late, done."""
    return format_html('<span class="tag tag-{}">{}</span>', kind or "plain", label)


@register.simple_tag(takes_context=True)
def pagination(context: dict[str, Any], page: Any) -> SafeString:
    """Links to the other pages of a `Page`, keeping the filters of the URL."""
    # `querystring` reads the request of a RequestContext, not a variable.
    return SafeString(render_to_string("components/pagination.html", {"page": page}, request=context.get("request")))


@register.simple_block_tag
def panel(content: str, title: str, *, level: int = 2) -> SafeString:
    """A framed section with a heading."""
    return format_html('<section class="panel"><h{0}>{1}</h{0}>{2}</section>', level, title, content)
