"""Who decides on mails that did not leave."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.choices import LetterState
from passeurs.core.models import Letter
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.notifications.models import Delivery
from passeurs.people.queries import is_team


def can_see_stuck_mails(person: object) -> Verdict:
    """The national team: addresses of people of every city stand there."""
    return ALLOWED if is_team(person) else forbidden(_("Cette page est réservée à l’équipe nationale."))


def can_decide_letter(person: object, letter: Letter) -> Verdict:
    """While it has not left, and no server has it in hand."""
    open_states = (LetterState.WAITING, LetterState.UNSURE, LetterState.REFUSED)
    return can_see_stuck_mails(person) and (ALLOWED if letter.state in open_states else _over())


def can_decide_delivery(person: object, delivery: Delivery) -> Verdict:
    """The same for the mail of a notification."""
    open_states = (Delivery.State.UNSURE, Delivery.State.FAILED)
    return can_see_stuck_mails(person) and (ALLOWED if delivery.state in open_states else _over())


def _over() -> Verdict:
    return refusal(_("Cet e-mail n’attend plus de décision : il est parti entre-temps, ou quelqu’un a déjà décidé."))
