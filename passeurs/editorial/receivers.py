"""What the letter does when people tell a fact, and when a mail server tells what came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.dispatch import receiver

from passeurs.editorial.actions import subscriptions as actions
from passeurs.editorial.models import Bounce, Dispatch
from passeurs.editorial.queries.subscriptions import find_subscription
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Person
from passeurs.people.signals import consent_given, consent_withdrawn

KINDS = {
    EventType.BOUNCED: Bounce.Kind.HARD,
    EventType.DEFERRED: Bounce.Kind.SOFT,
    EventType.COMPLAINED: Bounce.Kind.COMPLAINT,
    EventType.UNSUBSCRIBED: Bounce.Kind.COMPLAINT,
}
# Refused by the mail service because the address is known to be dead; other refusals say nothing of it.
DEAD = {RejectReason.BOUNCED, RejectReason.INVALID}


@receiver(consent_given)
def link_letter(person: Person, purpose: str, **kwargs: Any) -> None:
    """News by mail were agreed to in the account."""
    if purpose == ConsentPurpose.EMAIL_NEWS:
        actions.link_person(person=person)


@receiver(consent_withdrawn)
def stop_letter(person: Person, purpose: str, **kwargs: Any) -> None:
    """The consent was taken back."""
    if purpose == ConsentPurpose.EMAIL_NEWS:
        actions.leave_with_consent(person=person)


@receiver(tracking)
def note_return(event: AnymailTrackingEvent, **kwargs: Any) -> None:
    """A mail came back, or its reader complained. What is about no reader of the letter is passed over."""
    kind = KINDS.get(event.event_type)
    if kind == Bounce.Kind.HARD and is_soft(event):
        kind = Bounce.Kind.SOFT
    if event.event_type == EventType.REJECTED and event.reject_reason in DEAD:
        kind = Bounce.Kind.HARD
    if kind is None:
        return
    dispatch = None
    if event.message_id:
        dispatch = Dispatch.objects.filter(message_id=event.message_id).select_related("subscription", "issue").first()
    subscription = dispatch.subscription if dispatch else find_subscription(event.recipient or "")
    if subscription is not None:
        actions.record_bounce(
            subscription=subscription,
            kind=kind,
            reason=event.reject_reason or event.event_type or "",
            issue=dispatch.issue if dispatch else None,
            event_id=identity(event),
        )


def is_soft(event: AnymailTrackingEvent) -> bool:
    """Some services call a full box a bounce, in the same word as a dead address, and tell them apart by their own."""
    told = event.esp_event if isinstance(event.esp_event, Mapping) else {}
    return any("soft" in str(told.get(name, "")).lower() for name in ("event", "Type"))


def identity(event: AnymailTrackingEvent) -> str:
    """What makes this fact one, told twice: the name the service gives it, or its mail, kind and moment."""
    if event.event_id:
        return str(event.event_id)
    return f"{event.message_id}|{event.event_type}|{event.timestamp}" if event.message_id else ""
