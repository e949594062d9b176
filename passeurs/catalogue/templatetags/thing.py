"""How a venue, an offer or a work is named in a template, whichever it is."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Occurrence, Offer, Venue, Work
from passeurs.catalogue.queries import category as category_queries
from passeurs.catalogue.queries.card import days_text
from passeurs.core import clock
from passeurs.core.templatetags.words import day, moment

register = template.Library()

TAGGED = {"livre", "cinema", "musique", "scene", "musee", "rencontre"}


@register.filter
def thing_label(thing: Venue | Offer | Work) -> str:
    """Its category in French."""
    if isinstance(thing, Venue):
        return category_queries.activity_label(thing.kind)
    return category_queries.subcategory_label(thing.subcategory)


@register.filter
def thing_short(thing: Venue | Offer | Work) -> str:
    """Its category in a word or two, for a narrow place."""
    return category_queries.short_label(thing.kind if isinstance(thing, Venue) else thing.subcategory)


@register.filter
def thing_name(thing: Venue | Offer | Work) -> str:
    """Its name or title."""
    return str(thing)


@register.filter
def thing_tag(thing: Venue | Offer | Work) -> str:
    """The colour of its label, plain where its poster category has none."""
    category = category_queries.poster_category(thing)
    return category if category in TAGGED else ""


@register.filter
def thing_poster(thing: Venue | Offer | Work) -> str:
    """Its poster category."""
    return category_queries.poster_category(thing)


@register.filter
def thing_seed(thing: Venue | Offer | Work) -> str:
    """The seed of its poster: its kind and id."""
    return f"{type(thing).__name__.lower()}-{thing.pk}"


@register.filter
def thing_ref(thing: Venue | Offer | Work) -> str:
    """How a form names it: `venue:12`."""
    return f"{type(thing).__name__.lower()}:{thing.pk}"


@register.filter
def thing_meta(thing: Venue | Offer | Work) -> str:
    """One line that tells it apart: who made it and when, or where and until when."""
    if isinstance(thing, Work):
        return ", ".join(str(part) for part in (thing.creators, thing.year) if part)
    if isinstance(thing, Venue):
        return ", ".join(part for part in (thing.address, thing.city_name) if part)
    place = thing.venue.name if thing.venue else thing.place_name
    return ", ".join(part for part in (place, thing.city_name, thing_dates(thing)) if part)


def thing_dates(offer: Offer) -> str:
    """« jusqu’au 14 février », « le samedi 28 novembre », a year, a period, or nothing."""
    if offer.is_postponed:
        return _("reporté, date à venir")
    if offer.starts_on and offer.ends_on:
        if offer.starts_on == offer.ends_on:
            return _("le %(day)s") % {"day": day(offer.starts_on)}
        if offer.starts_on <= clock.today() <= offer.ends_on:
            return _("jusqu’au %(day)s") % {"day": day(offer.ends_on)}
        return _("du %(start)s au %(end)s") % {"start": day(offer.starts_on), "end": day(offer.ends_on)}
    if offer.starts_on:
        return _("le %(day)s") % {"day": day(offer.starts_on)}
    return str(offer.year or offer.period or "")


@register.filter
def date_words(date: Occurrence) -> str:
    """One date of an offer: « samedi 12 décembre à 20 h 30 », « jusqu’au 31 janvier », « du 4 au 6 décembre »."""
    if date.is_several_days or date.is_whole_days:
        return days_text(date.first_day, date.last_day, today=clock.today())
    return moment(date.starts_at)


@register.filter
def thing_is_over(thing: Venue | Offer | Work) -> bool:
    """Whether an offer is cancelled or past."""
    return isinstance(thing, Offer) and thing.is_over(clock.today())


@register.filter
def pass_culture_url(thing: Venue | Offer | Work) -> str:
    """Where it is on the pass Culture app, when its number is known."""
    if isinstance(thing, Work):
        return ""
    number = (thing.identifiers or {}).get("pass_culture")
    kind = "lieu" if isinstance(thing, Venue) else "offre"
    return f"https://passculture.app/{kind}/{number}" if number else ""
