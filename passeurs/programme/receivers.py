"""Facts of people that the programme acts on."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from passeurs.people.models import Guardianship
from passeurs.people.signals import guardian_answered
from passeurs.programme.actions import follow_agreement


@receiver(guardian_answered)
def on_guardian_answered(sender: object, guardianship: Guardianship, **known: Any) -> None:
    """A minor's mandate follows what their guardian agrees to."""
    follow_agreement(guardianship=guardianship)
