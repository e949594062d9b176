"""An error reported on a page of the catalogue: the team owes an answer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.catalogue import rules
from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.people.models import Person
from passeurs.promises.actions import owe
from passeurs.promises.choices import Owner
from passeurs.promises.models import Promise

KIND = "catalogue_error"


@transaction.atomic
def report_error(
    *, thing: Venue | Offer | Work, detail: str, by: Person | None = None, at: dt.datetime | None = None
) -> Promise:
    """Open a promise of the team about `thing`; the same words while it is open are the same report.

    Raises `Refused` when the thing is no longer shown.
    """
    rules.can_report_error(thing).or_refuse()
    known = Promise.objects.open().about_thing(thing).filter(kind=KIND, detail=detail, owed_to=by).first()
    if known:
        return known
    return owe(
        kind=KIND,
        about=thing,
        about_label=str(thing),
        about_url=thing.get_absolute_url(),
        owner=Owner.TEAM,
        owed_to=by,
        owed_to_label="" if by else _("une personne de passage"),
        detail=detail,
        at=at,
    )
