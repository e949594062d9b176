"""A person adds what the catalogue lacks: a work, a place, with where it was seen. The team looks at it."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Venue, Work, WorkIdentifier
from passeurs.catalogue.rules import can_propose_work
from passeurs.core import clock, journal
from passeurs.core.geo.commune import Commune
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.people.messages import later
from passeurs.people.models import Person
from passeurs.promises.actions import owe
from passeurs.promises.choices import Owner

KIND = "catalogue_proposal"
# What a person added and nobody of the team has looked at yet.
FLAG = "proposed"


@transaction.atomic
def propose_work(
    *,
    by: Person,
    title: str,
    creators: str,
    subcategory: str,
    kind: str = "",
    value: str = "",
    year: int | None = None,
    source: str = "",
    at: dt.datetime | None = None,
) -> Work:
    """Add a work, known by one typed identifier or told by its source; one that is already there serves.

    `kind` is an `IdentifierKind`, or empty. Raises `Refused` when an EAN's check digit is wrong.
    """
    can_propose_work(kind, value).or_refuse()
    at = at or clock.now()
    name = fold(title)[:320]
    if kind:
        known = Work.objects.filter(identifiers__kind=kind, identifiers__value=value).first()
    else:
        same = Work.objects.visible().filter(search_name=name, subcategory=subcategory)
        known = next((work for work in same if fold(work.creators) == fold(creators)), None)
    if known:
        return known
    try:
        with transaction.atomic():
            work = Work.objects.create(
                title=title,
                creators=creators,
                subcategory=subcategory,
                year=year,
                search_name=name,
                search_text=index_words(title, creators),
                flags=[FLAG],
                created_at=at,
                updated_at=at,
            )
            if kind:
                WorkIdentifier.objects.create(work=work, kind=kind, value=value)
    except IntegrityError:
        # Somebody proposed the same identifier at the same moment: theirs serves.
        return Work.objects.get(identifiers__kind=kind, identifiers__value=value)
    journal.record(actor=by, verb="propose_work", subject=work, data={"kind": kind}, at=at)
    _show_the_team(work, by=by, source=source, at=at)
    return work


@transaction.atomic
def propose_venue(
    *,
    by: Person,
    name: str,
    kind: str,
    address: str,
    commune: Commune,
    website: str = "",
    source: str = "",
    at: dt.datetime | None = None,
) -> Venue:
    """Add a place of a commune; one of the same name there serves. Its point is the commune's until it is looked at."""
    at = at or clock.now()
    folded = fold(name)[:320]
    known = Venue.objects.visible().filter(search_name=folded, insee=commune.code).first()
    if known:
        return known
    venue = Venue.objects.create(
        kind=kind,
        name=name,
        address=address,
        postal_code=commune.postal_codes[0] if commune.postal_codes else "",
        city_name=commune.name,
        insee=commune.code,
        lat=commune.lat,
        lon=commune.lon,
        website=website,
        search_name=folded,
        search_text=index_words(name, commune.name),
        flags=[FLAG, "point-of-commune"],
        created_at=at,
        updated_at=at,
    )
    journal.record(actor=by, verb="propose_venue", subject=venue, at=at)
    _show_the_team(venue, by=by, source=source, at=at)
    return venue


def _show_the_team(thing: Venue | Work, *, by: Person, source: str, at: dt.datetime) -> None:
    owe(
        kind=KIND,
        about=thing,
        about_label=later(lambda: _("À vérifier : %(thing)s") % {"thing": thing}),
        about_url=thing.get_absolute_url(),
        owner=Owner.TEAM,
        owed_to=by,
        detail=source or _("Proposé depuis une sélection, sans autre source que son numéro."),
        at=at,
    )
