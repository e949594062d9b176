"""Facts of people and of the programme that associations act on."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from passeurs.core import clock
from passeurs.groups.actions.erasure import leave_groups
from passeurs.groups.actions.minutes import withdraw_spoken_minutes
from passeurs.people.models import Guardianship
from passeurs.people.rules import can_record_voice
from passeurs.people.signals import guardian_answered
from passeurs.programme.models import Mandate
from passeurs.programme.signals import mandate_closed


@receiver(mandate_closed)
def on_mandate_closed(sender: object, mandate: Mandate, **known: Any) -> None:
    """Whoever stops leaves their group; its page stays."""
    leave_groups(mandate=mandate)


@receiver(guardian_answered)
def on_guardian_answered(sender: object, guardianship: Guardianship, **known: Any) -> None:
    """A guardian no longer agrees to a minor's voice: what the minor said goes."""
    person = guardianship.person
    if person and not can_record_voice(person, clock.today()):
        withdraw_spoken_minutes(person=person)
