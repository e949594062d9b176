"""Who wrote a selection, as the public reads it: by name for those who consented, the others counted."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.core.templatetags.words import at_city
from passeurs.selections.models import Selection

register = template.Library()


def named_and_others(selection: Selection) -> tuple[list[str], int]:
    """The names of who consented, the author first, and how many others wrote. The selection is `credited`."""
    names, others = [], 0
    writers = [(selection.author, selection.is_named)]  # type: ignore[attr-defined]
    writers += [(row.person, row.is_named) for row in selection.present_co_authors]  # type: ignore[attr-defined]
    for person, is_named in writers:
        if is_named:
            names.append(person.public_name)
        else:
            others += 1
    return names, others


def others_word(others: int) -> str:
    """« un membre du programme », « 3 membres du programme »."""
    return ngettext("un membre du programme", "%(n)s membres du programme", others) % {"n": others}


@register.simple_tag
def credit(selection: Selection) -> SafeString:
    """« par **Inès** et **Malik**, à Dijon »."""
    names, others = named_and_others(selection)
    parts = [format_html("<strong>{}</strong>", name) for name in names]
    if others:
        parts.append(format_html("{}", others_word(others)))
    listed = format_html_join(", ", "{}", ((part,) for part in parts[:-1]))
    who = format_html("{} {} {}", listed, _("et"), parts[-1]) if len(parts) > 1 else parts[0]
    return format_html("{} {}, {}", _("par"), who, at_city(selection.season_city.city.name))


@register.filter
def credit_line(selection: Selection) -> str:
    """« Dijon · Inès, Malik » for a card."""
    names, _others = named_and_others(selection)
    return " · ".join(part for part in (selection.season_city.city.name, ", ".join(names)) if part)
