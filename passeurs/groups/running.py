"""Invitations to meetings, written with the fact they tell."""

from __future__ import annotations

from passeurs.agenda.exports import invitation
from passeurs.core.mail import post_letter
from passeurs.groups.messages import partner as messages
from passeurs.groups.models import Meeting
from passeurs.groups.queries.meeting import calendar_entry
from passeurs.partners.models import Contact
from passeurs.partners.running import KIND
from passeurs.people.messages import speaking_to_anyone


def write_invitation(meeting_id: int, contact_id: int) -> None:
    """A meeting, as it is now, for a partner's calendar."""
    meeting = Meeting.objects.select_related("group__partnership__season_city__city").get(pk=meeting_id)
    contact = Contact.objects.get(pk=contact_id)
    entry = calendar_entry(meeting)
    method = "CANCEL" if entry.is_cancelled else "REQUEST"
    with speaking_to_anyone():
        mail = messages.invite(meeting, contact)
    mail.attach("rencontre.ics", invitation(entry, contact.email), f"text/calendar; method={method}")
    post_letter(mail, kind=f"{KIND}invite", recipient=contact, about=meeting)
