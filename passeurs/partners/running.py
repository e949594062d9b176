"""Letters to partners, written with the fact they tell; each that has left is a line in the log of contacts."""

from __future__ import annotations

from passeurs.core.extras import has_extra
from passeurs.core.mail import LinkedMail, post_letter
from passeurs.partners import messages
from passeurs.partners.exports import convention_pdf
from passeurs.partners.models import Contact
from passeurs.partners.queries.convention import acceptance_of, convention_of
from passeurs.people.messages import speaking_to_anyone

# Beginning of the kinds of letters to partners.
KIND = "partners."


def convention_letter(contact: Contact) -> LinkedMail:
    """The letter of an accepted convention, with its paper where the server can make one."""
    mail = messages.convention(contact)
    text = convention_of(contact.partnership)
    if text and has_extra("paper"):
        paper = convention_pdf(contact.partnership, text, acceptance_of(contact.partnership, text))
        mail.attach("convention.pdf", paper, "application/pdf")
    return mail


def write_letter(name: str, contact_id: int) -> None:
    """Make a registered letter and post it; nothing to a contact that is gone.

    An unknown name is a KeyError: a programming error.
    """
    contact = Contact.objects.select_related("partnership__season_city__city").filter(pk=contact_id).first()
    letter = messages.letters.get(name)
    if letter is None:
        raise KeyError(name)
    if contact:
        with speaking_to_anyone():
            mail = letter(contact)
        post_letter(mail, kind=f"{KIND}{name}", recipient=contact, about=contact.partnership)
