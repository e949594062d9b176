"""Rules of the handover: who writes the dossier and when, who is a mentor, who talks with one."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Group
from passeurs.groups.rules.group import is_member, was_member
from passeurs.people.models import Person
from passeurs.programme.choices import Phase
from passeurs.programme.rules import can_follow_city
from passeurs.projects.models import Mentor, MentorMessage
from passeurs.projects.queries.handover import is_heir
from passeurs.projects.rules.handover import is_ending

# Messages of one person in one conversation, a day.
MOST_WORDS = 10


def can_be_mentor(person: object, group: Group, today: dt.date) -> Verdict:
    """Whoever is or was in the group, when it ends."""
    if not was_member(person, group):
        return forbidden(_("Ce sont les membres du groupe qui peuvent le parrainer."))
    season = group.partnership.season_city.season
    if season.phase != Phase.ARCHIVED and not is_ending(group, today):
        return refusal(_("On devient marraine ou parrain à la fin de la saison."))
    return ALLOWED


def can_read_conversation(person: object, mentor: Mentor, group: Group) -> Verdict:
    """The mentor, the whole group that follows theirs, the city's referent and the team."""
    if not is_heir(mentor.group, group):
        return forbidden(_("Ce groupe ne suit pas celui de cette personne."))
    is_mentor = isinstance(person, Person) and person.pk == mentor.person_id
    if is_mentor or is_member(person, group) or can_follow_city(person, group.partnership.season_city.city):
        return ALLOWED
    return forbidden(_("Cette conversation est celle d’un autre groupe."))


def can_write_to_mentor(person: Person, mentor: Mentor, group: Group, at: dt.datetime) -> Verdict:
    """The mentor and the group's members; the referent reads. While both are there, some messages a day."""
    verdict = can_read_conversation(person, mentor, group)
    if not verdict:
        return verdict
    if person.pk != mentor.person_id and not is_member(person, group):
        return forbidden(_("Vous lisez cette conversation ; ce sont le groupe et son parrain qui écrivent."))
    if mentor.ended_at or group.dissolved_at:
        return refusal(_("Ce parrainage est terminé : la conversation reste, plus rien ne s’y écrit."))
    said = MentorMessage.objects.filter(
        mentor=mentor, group=group, author=person, made_at__gt=at - dt.timedelta(days=1)
    )
    if said.count() >= MOST_WORDS:
        return refusal(_("Dix messages par jour, c’est assez : la suite demain."))
    return ALLOWED
