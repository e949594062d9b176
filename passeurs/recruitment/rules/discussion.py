"""Rules of the discussion: who writes in the thread of a file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import ReadingPhase
from passeurs.recruitment.models import Reading
from passeurs.recruitment.rules.reading import can_see_reading


def can_discuss(person: object, reading: Reading) -> Verdict:
    """A reader sees others' words and writes in the thread once their own reading is given, in the discussion."""
    verdict = can_see_reading(person, reading)
    if not verdict:
        return verdict
    if reading.application.call.reading_phase != ReadingPhase.DISCUSSION:
        return refusal(_("Les avis se comparent pendant la discussion."))
    if not reading.given_at:
        return refusal(_("Donnez d’abord votre avis : ceux des autres s’ouvrent ensuite."))
    return ALLOWED
