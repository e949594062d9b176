"""A thing of the catalogue as it is shared, for the head of its own page."""

from django import template

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.sharing import shareable as as_shareable
from passeurs.core.registry import Shareable

register = template.Library()


@register.filter
def shareable(thing: Venue | Offer | Work) -> Shareable:
    """What its image says, without asking the database again. Only for a thing whose page is public."""
    return as_shareable(thing)
