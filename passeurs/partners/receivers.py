"""Facts of mails that partners act on."""

from typing import Any

from django.dispatch import receiver

from passeurs.core.models import Letter
from passeurs.core.signals import letter_sent, mail_returned
from passeurs.partners.actions.contact import note_returned
from passeurs.partners.actions.contact_log import note_letter


@receiver(letter_sent)
def on_letter_sent(sender: object, letter: Letter, **known: Any) -> None:
    """A letter to a contact has left."""
    note_letter(letter=letter)


@receiver(mail_returned)
def on_mail_returned(sender: object, email: str, **known: Any) -> None:
    """An address does not take our mails."""
    note_returned(email=email)
