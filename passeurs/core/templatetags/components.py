"""Strict components: a mistyped argument is an error. All are shown on /composants/."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, DateInput, Form, Textarea
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from passeurs.core import registry
from passeurs.core.poster import known_category

register = template.Library()

SPRITE = Path(__file__).resolve().parents[1] / "static/core/icons/sprite.svg"
BUTTONS = {"primary", "ghost", "danger"}
NOTICES = {"info": "info", "success": "circle-check", "warning": "triangle-alert", "error": "circle-alert"}
TAGS = {
    "", "plain", "livre", "cinema", "musique", "scene", "musee", "patrimoine", "rencontre", "pratique", "late", "done",
}  # fmt: skip
# Behaviours of core/js that main.js fetches when an element of the page asks for them; those of one app are registered
# by it (`registry.behaviours`).
MODULES = (
    "autosave",
    "copy",
    "counter",
    "keep",
    "menu",
    "print",
    "reorder",
    "share",
    "summary",
    "wish",
)


def closed(component: str, name: str, value: str, known: Any) -> str:
    """`value`, when it is one of `known`; otherwise a ValueError that names what is."""
    if value not in known:
        raise ValueError(f"{component}: unknown {name} {value!r}, one of {', '.join(sorted(known))}")
    return value


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """The icons of the sprite."""
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, *, size: int = 20, label: str = "") -> SafeString:
    """An icon of the sprite, decorative unless `label` says what it means. An unknown name is a ValueError."""
    closed("icon", "name", name, icon_names())
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" {1}><use href="{2}#{3}"></use></svg>',
        size, meaning, static("core/icons/sprite.svg"), name,
    )  # fmt: skip


@register.simple_tag
def js_modules() -> str:
    """Where the behaviours live, as JSON for main.js: names are hashed, so the page has to tell."""
    paths = {name: f"core/js/{name}.js" for name in MODULES} | dict(registry.behaviours.items())
    return json.dumps({name: static(path) for name, path in sorted(paths.items())}, separators=(",", ":"))


@register.simple_tag
def button(
    label: str,
    *,
    url: str = "",
    variant: str = "primary",
    icon_name: str = "",
    name: str = "",
    value: str = "",
    reason: str = "",
    is_compact: bool = False,
) -> SafeString:
    """A link that looks like a button when `url` is given, else the submit button of its form.

    `variant` is primary, ghost or danger. A `reason` (of a refusing Verdict) turns the button off and says why.
    `is_compact` shows the icon alone, the label staying for who does not see it.
    """
    closed("button", "variant", variant, BUTTONS)
    if is_compact and not icon_name:
        raise ValueError("button: is_compact asks for an icon_name")
    css = f"{variant} button-compact" if is_compact else variant
    said: Any = format_html('<span class="visually-hidden">{}</span>', label) if is_compact else label
    mark = icon(icon_name) if icon_name else ""
    if reason:
        return format_html(
            '<span class="refused"><button class="button button-{}" type="button" disabled>{}{}</button>'
            '<span class="help">{}</span></span>',
            css, mark, said, reason,
        )  # fmt: skip
    if url:
        return format_html('<a class="button button-{}" href="{}">{}{}</a>', css, url, mark, said)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="button button-{}" type="submit"{}>{}{}</button>', css, named, mark, said)


@lru_cache(maxsize=256)
def poster_folder(category: str, width: int, height: int) -> str:
    """The address of the posters of one category and size, up to their seed: reversed once, not for each card."""
    return reverse("core:poster", args=[known_category(category), width, height, "x"]).removesuffix("x.svg")


@register.simple_tag
def poster(
    seed: str, category: str, *, width: int = 600, height: int = 400, css: str = "", eager: bool = False
) -> SafeString:
    """The poster of a thing without a picture: decorative, drawn from its own data.

    `width` and `height` are a size of `passeurs.core.poster.SIZES`; `eager` for the one at the top of a page.
    """
    return format_html(
        '<img class="poster{}" src="{}{}.svg" width="{}" height="{}" alt="" {}>',
        f" {css}" if css else "", poster_folder(category, width, height), seed, width, height,
        mark_safe('fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'),
    )  # fmt: skip


def widget_of(bound: BoundField) -> SafeString:
    """The control itself: dates in the browser's own picker, long texts with their counter."""
    widget = bound.field.widget
    if isinstance(widget, DateInput) and widget.input_type == "text":
        return bound.as_widget(DateInput(format="%Y-%m-%d", attrs={**widget.attrs, "type": "date"}))
    if isinstance(widget, Textarea) and getattr(bound.field, "max_length", None):
        described = " ".join(filter(None, [bound.aria_describedby, f"{bound.auto_id}_counter"]))
        return bound.as_widget(attrs={"aria-describedby": described})
    return bound.as_widget()


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field: label above, help under, error beside; hidden fields are only themselves."""
    if bound.is_hidden:
        return bound.as_widget()
    widget = bound.field.widget
    limit = getattr(bound.field, "max_length", None) if isinstance(widget, Textarea) else None
    context = {
        "field": bound,
        "widget": widget_of(bound),
        "limit": limit,
        "is_check": isinstance(widget, CheckboxInput),
    }
    return SafeString(render_to_string("components/field.html", context))


@register.simple_tag
def error_summary(form: Form) -> SafeString:
    """What is to be mended in a form, with links to the fields; nothing when all is well."""
    if not form.is_bound or form.is_valid():
        return SafeString("")
    return SafeString(render_to_string("components/error_summary.html", {"form": form}))


@register.simple_tag
def empty_state(title: str, *, text: str = "", url: str = "", action: str = "") -> SafeString:
    """An empty list says what to do."""
    context = {"title": title, "text": text, "url": url, "action": action}
    return SafeString(render_to_string("components/empty_state.html", context))


@register.simple_tag
def tag(label: str, *, kind: str = "", icon_name: str = "") -> SafeString:
    """A small label; `kind` is a category of posters, late or done (whose words say the state too)."""
    closed("tag", "kind", kind, TAGS)
    return format_html(
        '<span class="tag tag-{}">{}{}</span>', kind or "plain", icon(icon_name) if icon_name else "", label
    )


@register.simple_tag
def chip(label: str, *, url: str, is_on: bool = False) -> SafeString:
    """A filter that lives in the URL: off, a link that adds it; on, a link that removes it and says so."""
    context = {"label": label, "url": url, "is_on": is_on}
    return SafeString(render_to_string("components/chip.html", context))


@register.simple_tag
def select_filter(label: str, name: str, rows: Any, *, value: Any, empty: str = "", html_id: str = "") -> SafeString:
    """A list of choices in the form of filters: (value, words) each, or things with a slug and a name.

    `value` is the chosen one, as told in the address or as a thing. `empty` says what no choice means; without it there
    is always one. `html_id` where another field of the page bears the name.
    """
    told = [row if isinstance(row, (tuple, list)) else (row.slug, row.name) for row in rows]
    context = {"label": label, "name": name, "rows": told, "value": getattr(value, "slug", value), "empty": empty}
    return SafeString(render_to_string("components/select_filter.html", context | {"id": html_id or name}))


@register.simple_tag(takes_context=True)
def pagination(context: dict[str, Any], page: Any) -> SafeString:
    """Links to the other pages of a `Page`, keeping the filters of the URL."""
    if page.paginator.num_pages < 2:
        return SafeString("")
    steps = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    inner = {"page": page, "steps": list(steps), "request": context.get("request")}
    return SafeString(render_to_string("components/pagination.html", inner))


@register.simple_tag(takes_context=True)
def show_sections(context: template.Context, sections: list[Any]) -> SafeString:
    """The blocks of a composed page (`core.sections.shown_sections`), each with the page's context and its own."""
    assert context.template is not None  # a tag is rendered in a template
    shown = []
    for section in sections:
        with context.push(**section.context):
            shown.append(context.template.engine.get_template(section.template).render(context))
    return mark_safe("".join(shown))


@register.simple_tag(takes_context=True)
def board_tabs(context: dict[str, Any], here: str) -> SafeString:
    """The row of the team's boards that this person may open; `here` is marked. An unknown name is a ValueError."""
    tabs = sorted(registry.tabs, key=lambda tab: tab.order)
    closed("board_tabs", "here", here, {tab.name for tab in tabs})
    mine = [tab for tab in tabs if tab.audience & context["places"].audiences]
    rows = [(tab.title, reverse(tab.url_name), tab.name == here) for tab in mine]
    return SafeString(render_to_string("components/board_tabs.html", {"rows": rows}))


@register.simple_block_tag
def panel(content: str, title: str, *, level: int = 2) -> SafeString:
    """A framed section with a heading."""
    return format_html('<section class="panel"><h{0}>{1}</h{0}>{2}</section>', level, title, content)


@register.simple_tag
def card(
    title: str,
    *,
    url: str,
    kicker: str = "",
    text: str = "",
    seed: str = "",
    category: str = "",
    level: int = 3,
) -> SafeString:
    """A thing that one opens: its poster (`seed` and `category`), its kind, its name, a line. All of it is the link."""
    context = {"title": title, "url": url, "kicker": kicker, "text": text, "seed": seed, "level": level}
    return SafeString(render_to_string("components/card.html", {**context, "category": category}))


@register.simple_block_tag
def todo(
    content: str, title: str, *, when: str = "", text: str = "", is_urgent: bool = False, level: int = 3
) -> SafeString:
    """Something asked of a person; its buttons are the content. Yellow when it cannot wait."""
    context = {"content": content, "title": title, "when": when, "text": text, "is_urgent": is_urgent, "level": level}
    return SafeString(render_to_string("components/todo.html", context))


@register.simple_tag
def news_line(text: str, *, url: str = "", icon_name: str = "check", when: str = "") -> SafeString:
    """What became of something given: one `<li>` of a `<ul class="news">`."""
    context = {"text": text, "url": url, "icon_name": icon_name, "when": when}
    return SafeString(render_to_string("components/news_line.html", context))


@register.simple_tag
def stat(value: Any, *, label: str, of: Any = None, url: str = "", text: str = "") -> SafeString:
    """A big figure with its denominator, which opens its list."""
    context = {"value": value, "label": label, "of": of, "url": url, "text": text}
    return SafeString(render_to_string("components/stat.html", context))


@register.simple_block_tag
def table(content: str, caption: str) -> SafeString:
    """The frame of a wide table (thead and tbody are the content): it scrolls by itself, keyboard included."""
    return format_html(
        '<div class="table" role="region" tabindex="0" aria-label="{0}"><table><caption>{0}</caption>{1}</table></div>',
        caption, content,
    )  # fmt: skip


@register.simple_tag
def notice(text: Any, *, kind: str = "info", title: str = "") -> SafeString:
    """A word to the reader: info, success, warning or error. Django messages pass their level."""
    kind = closed("notice", "kind", {"debug": "info", "": "info"}.get(kind, kind), NOTICES)
    context = {"text": text, "kind": kind, "icon_name": NOTICES[kind], "title": title}
    return SafeString(render_to_string("components/notice.html", context))


@register.simple_tag
def steps(labels: list[str], *, current: int) -> SafeString:
    """Where a thing stands among its steps; `current` counts from 0, len(labels) when all are done."""
    if not 0 <= current <= len(labels):
        raise ValueError(f"steps: {current} is not a step of {len(labels)}")
    return SafeString(
        render_to_string("components/steps.html", {"labels": labels, "current": current, "done_word": _("Fait :")})
    )
