"""Dates, numbers, plurals and spaces in templates, as the reader's language sets them: French, else English."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from django import template
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

THIN = "\u202f"


def is_french() -> bool:
    """Whether what is being written is read in French; outside of any language, it is."""
    return (get_language() or "fr").startswith("fr")


def local(value: dt.datetime) -> dt.datetime:
    """`value` in the programme's time zone; a naive one is taken as already there."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def as_day(value: dt.date) -> dt.date:
    """The calendar day of a date or of a moment."""
    return local(value).date() if isinstance(value, dt.datetime) else value


def first_of_month(text: str, value: dt.date) -> str:
    """« 1 mars » is said « 1er mars »."""
    return re.sub(r"\b1 ", "1er ", text, count=1) if value.day == 1 and is_french() else text


def clock_time(value: dt.time | dt.datetime) -> str:
    """« 18 h 30 », « 9 h »; “18:30”."""
    if not is_french():
        return f"{value:%H:%M}"
    return f"{value.hour}{THIN}h" + (f"{THIN}{value:%M}" if value.minute else "")


@register.filter
def moment(value: dt.datetime | None) -> str:
    """« mardi 12 mars à 18 h 30 », with the year when it is not this one."""
    if not value:
        return ""
    here = local(value)
    return _("%(day)s à %(hour)s") % {"day": day(here), "hour": clock_time(here)}


@register.filter
def day(value: dt.date | None) -> str:
    """« mardi 12 mars », « dimanche 1er mars », with the year when it is not this one."""
    if not value:
        return ""
    value = as_day(value)
    pattern = "l j F" if value.year == timezone.localdate().year else "l j F Y"
    return first_of_month(format_date(value, pattern), value)


def _written(value: dt.date | None, pattern: str) -> str:
    return first_of_month(format_date(as_day(value), pattern), as_day(value)) if value else ""


@register.filter
def full_date(value: dt.date | None) -> str:
    """« 1er mars 2026 »: for what is kept and read later."""
    return _written(value, "j F Y")


@register.filter
def day_of_month(value: dt.date | None) -> str:
    """« 1er mars », of a year that is plain to see."""
    return _written(value, "j F")


@register.filter
def short_date(value: dt.date | None) -> str:
    """« 1er déc. 2026 », in a table."""
    return _written(value, "j N Y")


@register.filter
def short_day(value: dt.date | None) -> str:
    """« 1er déc. », in a table of days."""
    return _written(value, "j N")


@register.filter
def due(value: dt.date | None) -> str:
    """A due date as one says it: « hier », « ce soir », « jeudi », « le 30 novembre ».

    A moment of today after 17 h is « ce soir »; a week away or more, and any day before yesterday, gets its date.
    """
    if not value:
        return ""
    that_day, today = as_day(value), timezone.localdate()
    days = (that_day - today).days
    if days == 0:
        return _("ce soir") if isinstance(value, dt.datetime) and local(value).hour >= 17 else _("aujourd’hui")
    if days in (-1, 1):
        return _("hier") if days < 0 else _("demain")
    if 1 < days < 7:
        return format_date(that_day, "l")
    told = day_of_month(that_day) if that_day.year == today.year else full_date(that_day)
    return _("le %(day)s") % {"day": told}


@register.filter
def since(value: dt.date | None) -> str:
    """How long ago, in days: « aujourd’hui », « 1 jour », « 9 jours »."""
    if not value:
        return ""
    days = (timezone.localdate() - as_day(value)).days
    return _("aujourd’hui") if days <= 0 else plural(days, _("jour"))


@register.filter
def iso(value: dt.datetime | None) -> str:
    """The moment as `<time datetime>` takes it, to the second: HTML refuses six digits of a fraction."""
    return local(value).isoformat(timespec="seconds") if value else ""


@register.filter
def number(value: object) -> str:
    """1234567.5 → « 1 234 567,5 » with narrow no-break spaces, “1,234,567.5”; what is no number is left as it is."""
    if value is None:
        return ""
    if isinstance(value, bool) or not hasattr(value, "__round__"):
        return str(value)
    text = f"{value:,}"
    return text.replace(",", THIN).replace(".", ",") if is_french() else text


@register.filter
def plural(count: int, words: str) -> str:
    """`3|plural:_("sélection")` → « 3 sélections »; `_("lieu,lieux")` gives both forms, translated as one message.

    In French 0 and 1 are singular; in English 1 alone is.
    """
    one, _comma, many = str(words).partition(",")
    is_one = abs(count) < 2 if is_french() else abs(count) == 1
    word = one if is_one else many or f"{one}s"
    return f"{number(count)}\u00a0{word}"


@register.filter
def distance(km: float | None) -> str:
    """« 350 m », « 1,2 km », « 12 km »."""
    if km is None:
        return ""
    if km < 0.995:
        return f"{max(round(km * 1000, -1), 10):.0f}{THIN}m"
    figure = number(round(km, 1) if km < 9.95 else round(km)).removesuffix(",0").removesuffix(".0")
    return f"{figure}{THIN}km"


def _with_article(name: str, plain: str, le: str, les: str) -> str:
    """A name of a place after a preposition that melts into its article: « à + Le Havre » is « au Havre »."""
    for article, melted in (("Le ", le), ("Les ", les)):
        if name.startswith(article):
            return f"{melted} {name.removeprefix(article)}"
    return f"{plain}{name}"


@register.filter
def at_city(name: object) -> str:
    """« à Dijon », « au Havre », « aux Sables-d’Olonne », « à La Rochelle »; “in Le Havre”."""
    if not is_french():
        return f"in {name}"
    return _with_article(str(name), "à ", "au", "aux")


@register.filter
def of_city(name: object) -> str:
    """« de Dijon », « d’Angers », « du Havre », « des Sables-d’Olonne », « de La Rochelle »; “of Le Havre”."""
    text = str(name)
    if not is_french():
        return f"of {text}"
    first = unicodedata.normalize("NFD", text)[:1].lower()
    return _with_article(text, "d’" if first and first in "aeiouyh" else "de ", "du", "des")


@register.filter
def typo(value: object) -> str:
    """French typography of a text typed by hand: « ’ », and narrow no-break spaces beside ; : ! ? « ».

    A page in English leaves what it quotes as it is.

    Addresses (`https://…`) and hours (`18:30`) keep their colon as it is.
    """
    if not is_french():
        return str(value)
    text = str(value).replace("'", "’")
    text = re.sub(r"[ \u00a0\u202f]+([;:!?»])", rf"{THIN}\1", text)
    text = re.sub(r"(?<=[^\s;:!?\u202f(])([;!?»])(?=\s|$|[;:!?».,)])", rf"{THIN}\1", text)
    return re.sub(r"«[ \u00a0\u202f]*", f"«{THIN}", text)
