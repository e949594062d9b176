"""Who wrote a selection, as the public reads it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import at_city
from passeurs.selections.models import Selection
from passeurs.selections.queries.credit import credit_name, credit_parts

register = template.Library()


@register.simple_tag
def credit(selection: Selection) -> SafeString:
    """« par **Inès** et **Malik**, à Dijon »."""
    names, others = credit_parts(selection)
    parts = [format_html("<strong>{}</strong>", name) for name in names]
    if others:
        parts.append(format_html("{}", others))
    listed = format_html_join(", ", "{}", ((part,) for part in parts[:-1]))
    who = format_html("{} {} {}", listed, _("et"), parts[-1]) if len(parts) > 1 else parts[0]
    return format_html("{} {}, {}", _("par"), who, at_city(selection.season_city.city.name))


@register.filter
def byline(selection: Selection) -> str:
    """« par Inès, Malik et un membre du programme », for a card."""
    return f"{_('par')} {credit_name(selection)}"
