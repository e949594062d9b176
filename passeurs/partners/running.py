"""What the background tasks of partners perform: their letters leave."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives

from passeurs.partners import messages
from passeurs.partners.choices import ContactKind
from passeurs.partners.exports import convention_pdf
from passeurs.partners.models import Contact, ContactLog
from passeurs.partners.queries.convention import acceptance_of, convention_of
from passeurs.people.messages import speaking_to_anyone


def convention_letter(contact: Contact) -> EmailMultiAlternatives:
    """The letter of an accepted convention, with its paper."""
    mail = messages.convention(contact)
    text = convention_of(contact.partnership)
    if text:
        paper = convention_pdf(contact.partnership, text, acceptance_of(contact.partnership, text))
        mail.attach("convention.pdf", paper, "application/pdf")
    return mail


def send_letter(name: str, contact: Contact) -> None:
    """Make a registered letter and send it. An unknown name is a KeyError: a programming error."""
    letter = messages.letters.get(name)
    if letter is None:
        raise KeyError(name)
    with speaking_to_anyone():
        mail = letter(contact)
        mail.send()
    note_letter(name, contact, mail)


def note_letter(name: str, contact: Contact, mail: EmailMultiAlternatives) -> None:
    """Leave a line in the log of contacts once a letter has left."""
    ContactLog.objects.create(
        partnership_id=contact.partnership_id,
        contact=contact,
        kind=ContactKind.LETTER,
        words=str(mail.subject)[:200],
        letter=name,
    )
