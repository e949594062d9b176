"""Facts of people that recruitment acts on."""

from typing import Any

from django.dispatch import receiver

from passeurs.people.models import Guardianship
from passeurs.people.signals import guardian_answered
from passeurs.recruitment.actions.guardians import tell_answer


@receiver(guardian_answered)
def on_guardian_answered(sender: object, guardianship: Guardianship, **known: Any) -> None:
    """The candidate hears what their guardian answered."""
    tell_answer(guardianship=guardianship)
