"""Rules of the handover: who writes the dossier and when, who is a mentor, who talks with one."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Group
from passeurs.groups.rules.group import is_member, was_member
from passeurs.programme.choices import Phase
from passeurs.programme.rules import can_follow_city

# The dossier opens so many days before the season ends.
LAST_DAYS = 75


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
