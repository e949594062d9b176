"""Rules of care: who says how it went, who reads it, what the signs of a failing pair are, how the ladder climbs."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import moment
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Group, Meeting
from passeurs.groups.queries.rating import RATING_DAYS
from passeurs.groups.rules.group import is_member
from passeurs.partners.models import Contact
from passeurs.people.choices import Role
from passeurs.people.queries import holders_of, is_team, scopes_of


def _can_rate(meeting: Meeting, at: dt.datetime) -> Verdict:
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("Cette rencontre a été annulée."))
    if meeting.starts_at > at:
        return refusal(_("Elle commence le %(when)s : dis-le après.") % {"when": moment(meeting.starts_at)})
    if meeting.starts_at < at - dt.timedelta(days=RATING_DAYS):
        return refusal(_("C’était il y a longtemps : parles-en directement avec la personne référente."))
    return ALLOWED


def can_rate_as_member(person: object, meeting: Meeting, at: dt.datetime) -> Verdict:
    """A member, once the meeting has begun, within some weeks; what was said may be changed meanwhile."""
    if not is_member(person, meeting.group):
        return forbidden(_("Ce sont les membres du groupe qui disent comment c’était."))
    return _can_rate(meeting, at)


def can_rate_as_partner(contact: Contact, meeting: Meeting, at: dt.datetime) -> Verdict:
    """The partner's contact, of their own groups' meetings."""
    if meeting.group.partnership_id != contact.partnership_id:
        return forbidden(_("Cette rencontre n’est pas de votre groupe."))
    return _can_rate(meeting, at)


def can_read_ratings(person: object, group: Group) -> Verdict:
    """Who said what: the city's referent alone; the team where a city has none."""
    scope = group.partnership.season_city.city.scope
    if scope in scopes_of(person, Role.REFERENT):
        return ALLOWED
    if is_team(person) and not holders_of(Role.REFERENT, scope).exists():
        return ALLOWED
    return forbidden(_("Ce que chaque côté a dit n’est lu que par la personne référente de la ville."))
