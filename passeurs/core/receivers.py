"""What a mail service tells later: an address that does not take our mails."""

from __future__ import annotations

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.dispatch import receiver

from passeurs.core.mail_fault import is_refusal_of_us
from passeurs.core.signals import mail_returned


@receiver(tracking)
def on_mail_event(event: AnymailTrackingEvent, **known: Any) -> None:
    """Told at once or later, it is the same fact."""
    is_no = event.event_type in (EventType.BOUNCED, EventType.REJECTED)
    if is_no and event.recipient and not is_refusal_of_us(event.reject_reason, event.mta_response):
        mail_returned.send(sender=AnymailTrackingEvent, email=event.recipient)
