"""What was said with a partner is noted: by the team, and letters by themselves."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.core.models import Letter
from passeurs.partners.choices import ContactKind
from passeurs.partners.models import Contact, ContactLog, Partnership
from passeurs.partners.rules.contact_log import can_log_contact
from passeurs.partners.running import KIND
from passeurs.people.models import Person

TWICE = dt.timedelta(minutes=1)


@transaction.atomic
def log_contact(
    *,
    partnership: Partnership,
    by: Person,
    kind: str,
    words: str = "",
    contact: Contact | None = None,
    said_at: dt.datetime | None = None,
    at: dt.datetime | None = None,
) -> ContactLog:
    """Note a call, a visit, a message, of `said_at` (now unless told). Said twice within a minute, it is one line.

    Raises Refused to who does not run the partnership.
    """
    at = at or clock.now()
    can_log_contact(by, partnership).or_refuse()
    said = {"partnership": partnership, "contact": contact, "kind": kind, "words": words, "by": by}
    # Sent twice, it is one line: two who send at once take turns on the partner's row.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    same = ContactLog.objects.filter(**said, at__gte=(said_at or at) - TWICE, at__lte=said_at or at).first()
    if same:
        return same
    line = ContactLog.objects.create(**said, at=said_at or at)
    journal.record(actor=by, verb="log_contact", subject=line, data={"kind": kind}, at=at)
    return line


def note_letter(*, letter: Letter, at: dt.datetime | None = None) -> ContactLog | None:
    """A letter has left: a line, when it is to a contact."""
    owner, _, number = letter.recipient_ref.partition(":")
    contact = Contact.objects.filter(pk=number).first() if owner == Contact._meta.label_lower else None
    if contact is None:
        return None
    return ContactLog.objects.create(
        partnership_id=contact.partnership_id,
        contact=contact,
        at=at or clock.now(),
        kind=ContactKind.LETTER,
        words=letter.subject[:200],
        letter=letter.kind.removeprefix(KIND),
    )
