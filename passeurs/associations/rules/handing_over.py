"""Rules of the handover: who writes the dossier and when, who is a godparent, who talks with one."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.associations.models import Godparent, GodparentWord, Group
from passeurs.associations.queries.handing_over import is_heir
from passeurs.associations.rules.groups import is_member
from passeurs.associations.rules.projects import was_member
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.programme.choices import Phase
from passeurs.programme.rules import can_follow_city

# The dossier opens so many days before the season ends.
LAST_DAYS = 75
# Messages of one person in one conversation, a day.
MOST_WORDS = 10


def is_ending(group: Group, today: dt.date) -> bool:
    """Whether it is time to hand over: the last weeks of the season, its handover, or the end of the group."""
    season = group.partnership.season_city.season
    if group.dissolved_at or season.phase == Phase.HANDOVER:
        return True
    return season.phase == Phase.RUNNING and today >= season.ends_on - dt.timedelta(days=LAST_DAYS)


def can_write_handover(person: object, group: Group, today: dt.date) -> Verdict:
    """Its members (former ones once dissolved) and the referent, from the last weeks until the season is archived."""
    city = group.partnership.season_city.city
    belongs = was_member(person, group) if group.dissolved_at else is_member(person, group)
    if not belongs and not can_follow_city(person, city):
        return forbidden(_("Le dossier est écrit par les membres du groupe."))
    if group.partnership.season_city.season.phase == Phase.ARCHIVED:
        return refusal(_("La saison est archivée : le dossier reste tel qu’il est."))
    if not is_ending(group, today):
        return refusal(_("Le dossier s’ouvre dans les dernières semaines de la saison."))
    return ALLOWED


def can_be_godparent(person: object, group: Group, today: dt.date) -> Verdict:
    """Whoever is or was in the group, when it ends."""
    if not was_member(person, group):
        return forbidden(_("Ce sont les membres du groupe qui peuvent le parrainer."))
    season = group.partnership.season_city.season
    if season.phase != Phase.ARCHIVED and not is_ending(group, today):
        return refusal(_("On devient marraine ou parrain à la fin de la saison."))
    return ALLOWED


def can_read_words(person: object, godparent: Godparent, group: Group) -> Verdict:
    """The godparent, the whole group that follows theirs, the city's referent and the team."""
    if not is_heir(godparent.group, group):
        return forbidden(_("Ce groupe ne suit pas celui de cette personne."))
    is_godparent = isinstance(person, Person) and person.pk == godparent.person_id
    if is_godparent or is_member(person, group) or can_follow_city(person, group.partnership.season_city.city):
        return ALLOWED
    return forbidden(_("Cette conversation est celle d’un autre groupe."))


def can_write_words(person: Person, godparent: Godparent, group: Group, at: dt.datetime) -> Verdict:
    """The godparent and the group's members; the referent reads. While both are there, some messages a day."""
    verdict = can_read_words(person, godparent, group)
    if not verdict:
        return verdict
    if person.pk != godparent.person_id and not is_member(person, group):
        return forbidden(_("Vous lisez cette conversation ; ce sont le groupe et son parrain qui écrivent."))
    if godparent.ended_at or group.dissolved_at:
        return refusal(_("Ce parrainage est terminé : la conversation reste, plus rien ne s’y écrit."))
    said = GodparentWord.objects.filter(
        godparent=godparent, group=group, author=person, made_at__gt=at - dt.timedelta(days=1)
    )
    if said.count() >= MOST_WORDS:
        return refusal(_("Dix messages par jour, c’est assez : la suite demain."))
    return ALLOWED
