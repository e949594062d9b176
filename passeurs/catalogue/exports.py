"""What leaves the catalogue in files: the venues a person pinned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Pin
from passeurs.catalogue.queries.category import activity_label
from passeurs.catalogue.queries.pin import pins_of, venue_flag
from passeurs.core.exports import plain_line
from passeurs.core.templatetags.words import local
from passeurs.people.models import Person


def pin_header() -> list[str]:
    """The columns of the file of pins."""
    return [
        _("Lieu"),
        _("Type"),
        _("Adresse"),
        _("Code postal"),
        _("Commune"),
        _("Latitude"),
        _("Longitude"),
        _("Ma note"),
        _("Épinglé le"),
        _("À savoir"),
        _("Page"),
    ]


def pin_rows(person: Person) -> Iterator[list[Any]]:
    """The pins of a person for a spreadsheet. One query."""
    for pin in pins_of(person):
        venue = pin.venue
        yield [
            plain_line(venue.name),
            activity_label(venue.kind),
            plain_line(venue.address),
            venue.postal_code,
            venue.city_name,
            venue.lat,
            venue.lon,
            plain_line(pin.note),
            local(pin.pinned_at).date().isoformat(),
            venue_flag(venue),
            settings.SITE_URL + venue.get_absolute_url() if venue.is_visible else "",
        ]


def export_person(person: Person) -> list[dict[str, Any]]:
    """Their pins with their notes; those just taken off are still here for a few days, and say so."""
    return [
        {"lieu": pin.venue.name, "note": pin.note, "épinglé": pin.pinned_at, "retiré": pin.unpinned_at}
        for pin in Pin.objects.filter(person=person).select_related("venue")
    ]
