"""What the background tasks of groups perform: invitations leave."""

from __future__ import annotations

from passeurs.agenda.exports import invitation
from passeurs.groups.messages import partner as messages
from passeurs.groups.models import Meeting
from passeurs.groups.queries.meeting import calendar_entry
from passeurs.partners.models import Contact
from passeurs.partners.running import note_letter


def send_invitation(meeting: Meeting, contact: Contact) -> None:
    """A meeting, as it is now, for a partner's calendar."""
    entry = calendar_entry(meeting)
    method = "CANCEL" if entry.is_cancelled else "REQUEST"
    mail = messages.invite(meeting, contact)
    mail.attach("rencontre.ics", invitation(entry, contact.email), f"text/calendar; method={method}")
    mail.send()
    note_letter("invite", contact, mail)
