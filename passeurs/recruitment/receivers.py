"""Facts of people and promises that recruitment acts on."""

from typing import Any

from django.dispatch import receiver

from passeurs.core.signals import mail_returned
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


@receiver(mail_returned)
def on_mail_returned(sender: object, email: str, **known: Any) -> None:
    """An address does not take our mails."""
    note_returned(email=email)


@receiver(promise_answered)
def on_promise_answered(sender: object, promise: Promise, **known: Any) -> None:
    """A candidate has no account: the answer to their question goes by mail."""
    if promise.kind == QUESTION and promise.about_id:
        tasks.post_letter("question_answered", promise.about_id)
