"""A person adds what the catalogue lacks: a book by its ISBN, an offer by its pass Culture link."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.models import Work, WorkIdentifier
from passeurs.catalogue.queries.identifiers import is_ean13
from passeurs.core import clock, journal
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.core.verdict import Refused, refusal
from passeurs.people.models import Person


def propose_work(
    *,
    by: Person,
    title: str,
    creators: str,
    subcategory: str,
    kind: str,
    value: str,
    at: dt.datetime | None = None,
) -> Work:
    """Add a work known by one typed identifier; the same identifier gives the work that has it.

    `kind` is an `IdentifierKind`. Raises `Refused` when an EAN's check digit is wrong.
    """
    if kind == IdentifierKind.EAN13 and not is_ean13(value):
        raise Refused(refusal(_("Cet ISBN a un chiffre faux : vérifie-le au dos du livre.")))
    at = at or clock.now()
    known = Work.objects.filter(identifiers__kind=kind, identifiers__value=value).first()
    if known:
        return known
    try:
        with transaction.atomic():
            work = Work.objects.create(
                title=title,
                creators=creators,
                subcategory=subcategory,
                search_name=fold(title)[:320],
                search_text=index_words(title, creators),
                flags=["proposed"],
                created_at=at,
                updated_at=at,
            )
            WorkIdentifier.objects.create(work=work, kind=kind, value=value)
            journal.record(actor=by, verb="propose_work", subject=work, data={"kind": kind}, at=at)
    except IntegrityError:
        # Somebody proposed the same identifier at the same moment: theirs serves.
        return Work.objects.get(identifiers__kind=kind, identifiers__value=value)
    return work
