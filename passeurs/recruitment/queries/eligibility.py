"""Reads of eligibility: what is found amiss in the files of a call, and what waits for a check."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from passeurs.core.geo.commune import communes
from passeurs.core.geo.nearby import distance_km
from passeurs.core.search.fold import fold
from passeurs.recruitment.choices import IN_READING, Eligibility
from passeurs.recruitment.models import Application, Call

# Farther than this from the city's centre, a person looks at the file.
FAR_KM = 60


@dataclass(frozen=True)
class Check:
    """One file to check, and what is amiss in words."""

    application: Application
    faults: list[str]


def unchecked(call: Call) -> QuerySet[Application]:
    """The files that nobody has judged yet."""
    rows = call.applications.real().filter(status__in=IN_READING, eligibility=Eligibility.UNCHECKED)
    return rows.select_related("season_city__city", "call", "track").order_by("pk")


def checks(call: Call) -> list[Check]:
    """Every unchecked file with what is amiss. Two queries."""
    twins = _twins(call)
    return [Check(one, _faults(call, one, twins)) for one in unchecked(call)]


def _twins(call: Call) -> Tally[tuple[str, str, object]]:
    rows = call.applications.real().filter(status__in=IN_READING).exclude(born_on=None)
    return Tally(
        (fold(first), fold(last), born) for first, last, born in rows.values_list("first_name", "last_name", "born_on")
    )


def _faults(call: Call, one: Application, twins: Tally[tuple[str, str, object]]) -> list[str]:
    found = []
    if one.age is None or not call.min_age <= one.age <= call.max_age:
        found.append(_("l’âge n’est pas entre %(low)d et %(high)d ans") % {"low": call.min_age, "high": call.max_age})
    if one.track is None:
        found.append(_("aucun parcours n’est choisi"))
    commune = communes().by_code.get(one.commune_code)
    city = one.season_city.city
    if commune is None:
        found.append(_("la commune n’est pas connue"))
    elif (away := distance_km(commune.lat, commune.lon, city.lat, city.lon)) > FAR_KM:
        found.append(_("habite %(name)s, à %(km)d km de la ville") % {"name": commune.name, "km": away})
    if one.born_on and twins[fold(one.first_name), fold(one.last_name), one.born_on] > 1:
        found.append(_("même nom et même date de naissance qu’une autre candidature"))
    return found
