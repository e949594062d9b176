"""French dates, numbers and plurals in templates."""

from __future__ import annotations

import datetime as dt

from django import template
from django.template.defaultfilters import date as format_date
from django.utils import timezone

register = template.Library()


@register.filter
def moment(value: dt.datetime | None) -> str:
    """« mardi 12 mars à 18 h 30 », with the year when it is not this one."""
    if not value:
        return ""
    local = timezone.localtime(value)
    pattern = "l j F" if local.year == timezone.localdate().year else "l j F Y"
    clock = format_date(local, "G") + "\u202fh" + (f"\u202f{local:%M}" if local.minute else "")
    return f"{format_date(local, pattern)} à {clock}"


@register.filter
def day(value: dt.date | None) -> str:
    """« mardi 12 mars », with the year when it is not this one."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()
    return format_date(value, "l j F" if value.year == timezone.localdate().year else "l j F Y")


@register.filter
def number(value: float | int | None) -> str:
    """1234567.5 → « 1 234 567,5 » with narrow no-break spaces."""
    if value is None:
        return ""
    return f"{value:,}".replace(",", "\u202f").replace(".", ",")


@register.filter
def distance(km: float | None) -> str:
    """« 350 m », « 1,2 km », « 12 km »."""
    if km is None:
        return ""
    if km < 1:
        return f"{max(round(km * 1000, -1), 10):.0f}\u202fm"
    return (f"{km:.1f}".replace(".", ",") if km < 10 else f"{km:.0f}") + "\u202fkm"


@register.filter
def due(value: dt.datetime | None) -> str:
    """A due date as one says it: « hier », « ce soir », « jeudi », « le 30 novembre »."""
    if not value:
        return ""
    local = timezone.localtime(value)
    days = (local.date() - timezone.localdate()).days
    if days in (-1, 0, 1):
        return {-1: "hier", 0: "aujourd’hui", 1: "demain"}[days]
    if 1 < days < 7:
        return format_date(local, "l")
    return "le " + format_date(local, "j F" if local.year == timezone.localdate().year else "j F Y")
