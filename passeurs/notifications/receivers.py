"""Facts of mails that the team is told."""

import datetime as dt
from typing import Any

from django.dispatch import receiver

from passeurs.core.signals import mail_stopped
from passeurs.notifications.actions import tell_mails_stopped


@receiver(mail_stopped)
def on_mail_stopped(sender: object, fault: str, at: dt.datetime, **known: Any) -> None:
    """Nothing leaves for a while."""
    tell_mails_stopped(fault=fault, at=at)
