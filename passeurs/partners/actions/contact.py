"""What a partner does in its space: accept the convention, bring in colleagues, ask for help, come back next season."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.core.mail import drop_waiting_letters
from passeurs.partners.models import Contact, Partnership
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.partners.rules.contact import can_add_contact, can_revoke_contact
from passeurs.partners.rules.partnership import can_run_partnership
from passeurs.partners.running import write_letter
from passeurs.people.actions import end_links
from passeurs.people.models import Person

SEEN_EVERY = dt.timedelta(hours=12)


@transaction.atomic
def add_contact(*, by: Contact, name: str, email: str, at: dt.datetime | None = None) -> Contact:
    """A colleague gets a link of their own. Raises Refused for an address that is there already."""
    at = at or clock.now()
    partnership = Partnership.objects.select_for_update(of=("self",)).get(pk=by.partnership_id)
    known = partnership.contacts.filter(email__iexact=email.strip()).first()
    can_add_contact(partnership, known).or_refuse()
    if known:
        known.name, known.revoked_at, known.mail_returned_at = name, None, None
        known.save(update_fields=["name", "revoked_at", "mail_returned_at"])
    made = known or Contact.objects.create(partnership=partnership, name=name, email=email.strip(), made_at=at)
    journal.record(verb="add_contact", subject=made, data={"by": by.pk}, at=at)
    write_letter("link", made.pk)
    return made


@transaction.atomic
def revoke_contact(
    *, contact: Contact, by: Person | None = None, by_contact: Contact | None = None, at: dt.datetime | None = None
) -> None:
    """End somebody's link at once: by the team, or by a contact of the same partner. The last one stays."""
    at = at or clock.now()
    partnership = Partnership.objects.select_for_update(of=("self",)).get(pk=contact.partnership_id)
    if by is not None:
        can_run_partnership(by, partnership).or_refuse()
    can_revoke_contact(contact).or_refuse()
    end_links(subject=contact, purpose=PARTNER_LINK, at=at)
    drop_waiting_letters(contact)
    Contact.objects.filter(pk=contact.pk, revoked_at=None).update(revoked_at=at)
    data = {"by_contact": by_contact.pk if by_contact else None}
    journal.record(actor=by, verb="revoke_contact", subject=contact, data=data, at=at)


def note_visit(*, contact: Contact, at: dt.datetime | None = None) -> None:
    """A link was opened: kept for the team, at most twice a day."""
    at = at or clock.now()
    if contact.seen_at is None or contact.seen_at < at - SEEN_EVERY:
        Contact.objects.filter(pk=contact.pk).update(seen_at=at)
        journal.record(verb="open_partner_space", subject=contact, at=at)


def note_returned(*, email: str, at: dt.datetime | None = None) -> int:
    """A mail to this address came back: the team reads it beside the contact. Returns of how many it is the address."""
    return Contact.objects.filter(email__iexact=email.strip()).update(mail_returned_at=at or clock.now())


@transaction.atomic
def send_partner_link(*, contact: Contact, by: Person | None = None) -> None:
    """Send the link again, to the contact's own address and nowhere else."""
    journal.record(actor=by, verb="send_partner_link", subject=contact)
    write_letter("link", contact.pk)
