"""Rules of the tracks of a call: how they are named, until when they go."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import CallState
from passeurs.recruitment.models import Track
from passeurs.recruitment.rules.call import can_change_call


def can_name_track(track: Track) -> Verdict:
    """A name that no other track of the call has."""
    if track.call.tracks.filter(name=track.name).exclude(pk=track.pk).exists():
        return refusal(_("Un autre parcours de cet appel a déjà ce nom."))
    return ALLOWED


def can_delete_track(person: object, track: Track) -> Verdict:
    """Who changes the call, while it is in preparation."""
    verdict = can_change_call(person, track.call)
    if verdict and track.call.state != CallState.DRAFT:
        return refusal(_("L’appel a été ouvert : ses parcours restent."))
    return verdict
