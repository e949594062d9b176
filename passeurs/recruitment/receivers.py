"""Facts of people and promises that recruitment acts on."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.dispatch import receiver

from passeurs.people.models import Guardianship
from passeurs.people.signals import guardian_answered
from passeurs.promises.models import Promise
from passeurs.promises.signals import promise_answered
from passeurs.recruitment import tasks
from passeurs.recruitment.actions.guardian import tell_answer
from passeurs.recruitment.queries.draw import QUESTION
from passeurs.recruitment.running.letter import note_returned


@receiver(guardian_answered)
def on_guardian_answered(sender: object, guardianship: Guardianship, **known: Any) -> None:
    """The candidate hears what their guardian answered."""
    tell_answer(guardianship=guardianship)


@receiver(tracking)
def on_mail_returned(event: AnymailTrackingEvent, **known: Any) -> None:
    """A mail service tells that an address does not take our mails."""
    if event.event_type in (EventType.BOUNCED, EventType.REJECTED) and event.recipient:
        note_returned(email=event.recipient)


@receiver(promise_answered)
def on_promise_answered(sender: object, promise: Promise, **known: Any) -> None:
    """A candidate has no account: the answer to their question goes by mail."""
    if promise.kind == QUESTION and promise.about_id:
        tasks.post_letter("question_answered", promise.about_id)
