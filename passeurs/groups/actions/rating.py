"""How a group goes: ratings after meetings, the referent's notes, the gentle ladder for whoever is not seen."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.groups.choices import Rating
from passeurs.groups.models import Meeting, MeetingRating
from passeurs.groups.queries.care import watchers_of
from passeurs.groups.rules.rating import can_rate_as_member, can_rate_as_partner
from passeurs.notifications.actions import notify
from passeurs.partners.models import Contact
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person


def _with_city(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("group__partnership__season_city__city").get(pk=meeting.pk)


@transaction.atomic
def rate_as_member(
    *, meeting: Meeting, by: Person, rating: str, words: str = "", at: dt.datetime | None = None
) -> MeetingRating:
    """One tap of a member after a meeting; said again, the last one stays."""
    at = at or clock.now()
    meeting = _with_city(meeting)
    can_rate_as_member(by, meeting, at).or_refuse()
    said, _made = MeetingRating.objects.update_or_create(
        meeting=meeting, person=by, defaults={"rating": rating, "words": words, "made_at": at}
    )
    # That something was said, never what.
    journal.record(actor=by, verb="rate_as_member", subject=meeting, at=at)
    _alert(meeting, said, at)
    return said


@transaction.atomic
def rate_as_partner(
    *, meeting: Meeting, contact: Contact, rating: str, words: str = "", at: dt.datetime | None = None
) -> MeetingRating:
    """One tap of the partner, by their link; said again, the last one stays."""
    at = at or clock.now()
    meeting = _with_city(meeting)
    can_rate_as_partner(contact, meeting, at).or_refuse()
    said, _made = MeetingRating.objects.update_or_create(
        meeting=meeting, contact=contact, defaults={"rating": rating, "words": words, "made_at": at}
    )
    journal.record(verb="rate_as_partner", subject=meeting.group, at=at)
    _alert(meeting, said, at)
    return said


def _alert(meeting: Meeting, said: MeetingRating, at: dt.datetime) -> None:
    """Whoever asks to talk is not left waiting for somebody to open a page. The words stay on that page."""
    if said.rating != Rating.TALK:
        return
    for person in watchers_of(meeting.group.partnership.season_city.city.scope):
        with speaking_to(person):
            notify(
                person=person,
                kind="care",
                title=_("On vous demande de parler : %(partner)s") % {"partner": meeting.group.partnership},
                url=reverse("groups:group-care", args=[meeting.group_id]),
                key=f"care:{said.pk}:{person.pk}",
                is_urgent=True,
                at=at,
            )
