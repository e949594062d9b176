"""Rules of the programme: legal phases of a season, who runs it, who may change a mandate."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core import clock
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import is_team, scopes_of
from passeurs.people.rules import can_take_part
from passeurs.programme.choices import MandateState, Phase
from passeurs.programme.models import Charter, City, Mandate, Season, SeasonCity

# A season goes forward, or one step back while nothing is lost by it.
NEXT_PHASES: dict[str, tuple[str, ...]] = {
    Phase.PREPARATION: (Phase.RECRUITMENT, Phase.RUNNING),
    Phase.RECRUITMENT: (Phase.RUNNING, Phase.PREPARATION),
    Phase.RUNNING: (Phase.HANDOVER,),
    Phase.HANDOVER: (Phase.ARCHIVED, Phase.RUNNING),
    Phase.ARCHIVED: (),
}

# What can become of a mandate.
NEXT_STATES: dict[str, tuple[str, ...]] = {
    MandateState.ACTIVE: (MandateState.PAUSED, MandateState.ENDED, MandateState.RESIGNED),
    MandateState.PAUSED: (MandateState.ACTIVE, MandateState.ENDED, MandateState.RESIGNED),
    MandateState.ENDED: (),
    MandateState.RESIGNED: (),
}


# In days: longer than that is a pause of the mandate.
LONGEST_EXAMS = 56


def can_run_seasons(person: object) -> Verdict:
    """The national team opens, runs, closes and clones seasons."""
    return ALLOWED if is_team(person) else forbidden(_("Les saisons sont conduites par l’équipe nationale."))


def can_move_season(person: Person, season: Season, phase: str) -> Verdict:
    """Only a legal next phase, and only with cities once people are to act."""
    verdict = can_run_seasons(person)
    if not verdict:
        return verdict
    if phase not in NEXT_PHASES[season.phase]:
        return refusal(
            _("Une saison « %(now)s » ne peut pas passer à « %(then)s ».")
            % {"now": season.get_phase_display(), "then": dict(Phase.choices).get(phase, phase)}
        )
    if phase in (Phase.RECRUITMENT, Phase.RUNNING) and not season.season_cities.exists():
        return refusal(_("Cette saison n’a encore aucune ville : ajoutez-en une d’abord."))
    return ALLOWED


def can_follow_city(person: object, city: City) -> Verdict:
    """The team follows every city, a referent their own."""
    if is_team(person) or city.scope in scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette ville est suivie par une autre personne référente."))


def can_give_mandate(person: object, season_city: SeasonCity) -> Verdict:
    """The team, in a season that is not over, while the city has a place left."""
    return can_run_seasons(person) and has_free_place(season_city)


def has_free_place(season_city: SeasonCity) -> Verdict:
    """A place left in the city, in a season that is not over."""
    if season_city.season.phase == Phase.ARCHIVED:
        return refusal(_("Cette saison est archivée."))
    holders = season_city.mandates.held().count()
    if holders >= season_city.place_count:
        return refusal(_("Toutes les places de la ville sont prises : ajoutez-en une d’abord."))
    return ALLOWED


def can_change_mandate(person: Person, mandate: Mandate, state: str) -> Verdict:
    """The city's referent or the team; the ambassador may pause, take up again and resign their own.

    Nobody takes up the mandate of a minor without a guardian's agreement.
    """
    own = mandate.person_id == person.pk and state != MandateState.ENDED
    if not own:
        verdict = can_follow_city(person, mandate.season_city.city)
        if not verdict:
            return verdict
    if state not in NEXT_STATES[mandate.state]:
        return refusal(
            _("Un mandat « %(now)s » ne peut pas devenir « %(then)s ».")
            % {"now": mandate.get_state_display(), "then": dict(MandateState.choices).get(state, state)}
        )
    return can_take_part(mandate.person, clock.today()) if state == MandateState.ACTIVE else ALLOWED


def can_change_exams(person: Person, mandate: Mandate) -> Verdict:
    """Exams are declared, and taken back, by whoever holds the mandate."""
    return ALLOWED if mandate.person_id == person.pk else forbidden(_("Chaque personne déclare ses propres examens."))


def can_declare_exams(person: Person, mandate: Mandate, starts_on: dt.date, ends_on: dt.date) -> Verdict:
    """Within a running mandate, for some weeks at most: longer is a pause of the mandate."""
    verdict = can_change_exams(person, mandate)
    if not verdict:
        return verdict
    if mandate.state not in (MandateState.ACTIVE, MandateState.PAUSED):
        return refusal(_("Ce mandat est terminé."))
    if ends_on < starts_on:
        return refusal(_("La fin doit venir après le début."))
    if (ends_on - starts_on).days > LONGEST_EXAMS:
        return refusal(_("Au-delà de huit semaines, mets plutôt ton mandat en pause."))
    return ALLOWED


def can_accept_charter(person: Person, mandate: Mandate, charter: Charter) -> Verdict:
    """The holder of the mandate accepts the current version of their programme's charter."""
    if mandate.person_id != person.pk:
        return forbidden(_("Chacun·e accepte la charte pour soi."))
    if charter.programme_id != mandate.season_city.season.programme_id:
        return refusal(_("Cette charte est celle d’un autre programme."))
    return ALLOWED


def can_change_school_breaks(person: object) -> Verdict:
    """The national team keeps the school calendar."""
    return ALLOWED if is_team(person) else forbidden(_("Le calendrier scolaire est tenu par l’équipe nationale."))


def can_number_season(season: Season) -> Verdict:
    """A number names one season of a programme."""
    others = Season.objects.filter(programme=season.programme_id, number=season.number).exclude(pk=season.pk)
    return refusal(_("Une saison de ce programme porte déjà ce numéro.")) if others.exists() else ALLOWED


def can_remove_season_city(person: object, season_city: SeasonCity) -> Verdict:
    """A city leaves a season that has nobody there."""
    verdict = can_run_seasons(person)
    if verdict and season_city.mandates.exists():
        return refusal(_("Cette ville a déjà des mandats dans la saison : elle y reste."))
    return verdict


def can_hold_mandate(person: Person, season_city: SeasonCity) -> Verdict:
    """One mandate a person in a city, and a season."""
    if season_city.mandates.held().filter(person=person).exists():
        return refusal(_("Cette personne a déjà un mandat dans cette ville."))
    return ALLOWED
