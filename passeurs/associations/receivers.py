"""Facts of the programme that associations act on."""

from typing import Any

from django.dispatch import receiver

from passeurs.associations.actions.erasing import leave_groups
from passeurs.programme.models import Mandate
from passeurs.programme.signals import mandate_closed


@receiver(mandate_closed)
def on_mandate_closed(sender: object, mandate: Mandate, **known: Any) -> None:
    """Whoever stops leaves their group; its page stays."""
    leave_groups(mandate=mandate)
