"""What a mail service tells later: an address that does not take our mails."""

from __future__ import annotations

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.dispatch import receiver

from passeurs.core.signals import mail_returned


@receiver(tracking)
def on_mail_event(event: AnymailTrackingEvent, **known: Any) -> None:
    """Told at once or later, it is the same fact."""
    if event.event_type in (EventType.BOUNCED, EventType.REJECTED) and event.recipient:
        mail_returned.send(sender=AnymailTrackingEvent, email=event.recipient)
