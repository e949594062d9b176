"""Pages that several apps compose: each registers its blocks, the page's view asks for them, its template shows them.

The view: `context["sections"] = shown_sections("partner-space", contact=contact, …)`; the template:
`{% show_sections sections %}`. What a block reads is read by the view, once, never while a template renders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from passeurs.core import registry


@dataclass(frozen=True)
class ShownSection:
    """A block that has something to show: its template, and what it adds to the page's context."""

    template: str
    context: Mapping[str, Any]


def register_sections(app: str, readers: ModuleType, blocks: Iterable[tuple[str, int, str]]) -> None:
    """Register the blocks of an app: (place, order, name). `readers`, its `sections.py`, reads each under its name, and
    `<app>/sections/<name>.html` shows it."""
    for page, order, name in blocks:
        section = registry.Section(page, order, f"{app}/sections/{name}.html", getattr(readers, name))
        registry.sections.register(f"{app}-{page}-{name}", section)


def shown_sections(page: str, **known: Any) -> list[ShownSection]:
    """The blocks registered for a place of a page, in order, without those that have nothing to show."""
    rows = sorted((one for one in registry.sections if one.page == page), key=lambda one: one.order)
    read = ((one.template, one.read(known)) for one in rows)
    return [ShownSection(template, context) for template, context in read if context is not None]
