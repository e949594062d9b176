"""A thing of the catalogue as it is shared, for the head of its own page."""

from django import template
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.shareable import shareable as as_shareable
from passeurs.catalogue.templatetags.thing import thing_label, thing_meta
from passeurs.core.registry import Shareable

register = template.Library()
SHORTEST, LONGEST = 50, 155


@register.filter
def shareable(thing: Venue | Offer | Work) -> Shareable:
    """What its image says, without asking the database again. Only for a thing whose page is public."""
    return as_shareable(thing)


@register.filter
def thing_description(thing: Venue | Offer | Work) -> str:
    """What a search engine shows under the title: 50 to 155 characters."""
    description = "" if isinstance(thing, Work) else " ".join(thing.description.split())
    facts = ", ".join(part for part in (thing_label(thing), thing_meta(thing)) if part)
    text = " ".join(part for part in (f"{thing} ({facts}).", description) if part)
    if len(text) < SHORTEST:
        text += " " + _("Où c’est, qui le recommande, ce qu’il y a autour.")
    return Truncator(text).chars(LONGEST)
