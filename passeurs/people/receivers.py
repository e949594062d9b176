"""What people do when allauth tells a fact."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.dispatch import receiver

from passeurs.core import journal
from passeurs.people import messages
from passeurs.people.models import Person


@receiver(authenticator_added)
def tell_passkey_added(user: Person, **kwargs: Any) -> None:
    """A way in was added: the person is told by mail."""
    journal.record(actor=user, verb="add_passkey", subject=user)
    messages.passkey_added(person=user)


@receiver(authenticator_removed)
def note_passkey_removed(user: Person, **kwargs: Any) -> None:
    """A way in was taken away."""
    journal.record(actor=user, verb="remove_passkey", subject=user)
