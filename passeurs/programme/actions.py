"""Writes of the programme: seasons opened, moved, cloned; mandates given and changed; charters accepted."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.geo.department import TIME_ZONES
from passeurs.core.templatetags.words import at_city
from passeurs.notifications.actions import notify
from passeurs.people.actions import add_person, note_birth_date
from passeurs.people.choices import GuardianState
from passeurs.people.messages import speaking_to
from passeurs.people.models import Guardianship, Person
from passeurs.people.rules import can_take_part
from passeurs.programme import rules, signals
from passeurs.programme.choices import MandateState, Phase, SchoolBreakKind
from passeurs.programme.models import (
    Charter,
    CharterAcceptance,
    City,
    ExamPause,
    Mandate,
    SchoolBreak,
    Season,
    SeasonCity,
)
from passeurs.programme.queries import SCHOOL_BREAKS_KEY, unprotected_minors


@transaction.atomic
def save_season(*, season: Season, by: Person, **fields: Any) -> Season:
    """Change the name, number and dates of a season, or make it (`season` unsaved)."""
    rules.can_run_seasons(by).or_refuse()
    is_new = season.pk is None
    for name, value in fields.items():
        setattr(season, name, value)
    try:
        with transaction.atomic():
            season.save()
    except IntegrityError:
        rules.can_number_season(season).or_refuse()
        raise
    journal.record(actor=by, verb="open_season" if is_new else "change_season", subject=season)
    return season


@transaction.atomic
def move_season(*, season: Season, by: Person, phase: str, at: dt.datetime | None = None) -> Season:
    """Move a season to its next phase. Raises `Refused` when the move is not legal."""
    season = Season.objects.select_for_update().get(pk=season.pk)
    rules.can_move_season(by, season, phase).or_refuse()
    before, season.phase = season.phase, phase
    season.save(update_fields=["phase"])
    journal.record(actor=by, verb="move_season", subject=season, data={"from": before, "to": phase}, at=at)
    if phase == Phase.ARCHIVED:
        for mandate in Mandate.objects.held().filter(season_city__season=season):
            _close_mandate(mandate, MandateState.ENDED, by=by, at=at)
    signals.season_moved.send(sender=Season, season=season, phase=phase)
    return season


@transaction.atomic
def clone_season(*, season: Season, by: Person) -> Season:
    """A new season with the same cities, places and goals, a year later, in preparation; nobody is carried over."""
    rules.can_run_seasons(by).or_refuse()
    season = Season.objects.select_for_update().get(pk=season.pk)
    number = 1 + (season.programme.seasons.aggregate(last=Max("number"))["last"] or 0)
    clone = Season.objects.create(
        programme=season.programme,
        number=number,
        name=_("Saison %(number)s") % {"number": number},
        starts_on=clock.a_year_later(season.starts_on),
        ends_on=clock.a_year_later(season.ends_on),
        cloned_from=season,
    )
    SeasonCity.objects.bulk_create(
        SeasonCity(season=clone, city_id=row.city_id, place_count=row.place_count, goals=row.goals)
        for row in season.season_cities.all()
    )
    journal.record(actor=by, verb="clone_season", subject=clone, data={"from": season.pk})
    return clone


@transaction.atomic
def set_season_city(*, season: Season, city: City, by: Person, place_count: int, goals: dict[str, int]) -> SeasonCity:
    """Add a city to a season, or change its places and goals."""
    rules.can_run_seasons(by).or_refuse()
    row, _made = SeasonCity.objects.update_or_create(
        season=season, city=city, defaults={"place_count": place_count, "goals": goals}
    )
    journal.record(actor=by, verb="set_season_city", subject=row, data={"places": place_count})
    return row


@transaction.atomic
def remove_season_city(*, season_city: SeasonCity, by: Person) -> None:
    """Take a city out of a season that has nobody there. Raises `Refused` otherwise."""
    rules.can_remove_season_city(by, season_city).or_refuse()
    journal.record(actor=by, verb="remove_season_city", subject=season_city)
    season_city.delete()


@transaction.atomic
def give_mandate(
    *, person: Person, season_city: SeasonCity, by: Person | None, track: str = "", at: dt.datetime | None = None
) -> Mandate:
    """Open a year's mandate and tell the person. Raises `Refused` when they hold one there already, and for a minor
    without a guardian's agreement, by whatever door.

    `by` is None when the right was checked before: a place that the team offered is confirmed by its holder.
    """
    # The last seat goes once: whoever takes one waits for whoever is taking another.
    season_city = (
        SeasonCity.objects.select_for_update(of=("self",)).select_related("season", "city").get(pk=season_city.pk)
    )
    verdict = rules.has_free_place(season_city) if by is None else rules.can_give_mandate(by, season_city)
    (verdict and can_take_part(person, clock.today())).or_refuse()
    try:
        with transaction.atomic():
            mandate = Mandate.objects.create(person=person, season_city=season_city, track=track)
    except IntegrityError:
        rules.can_hold_mandate(person, season_city).or_refuse()
        raise
    journal.record(actor=by or person, verb="give_mandate", subject=mandate, at=at)
    with speaking_to(person):
        notify(
            person=person,
            kind="mandate_given",
            title=_("Ton mandat %(at_city)s est ouvert") % {"at_city": at_city(season_city.city.name)},
            url="/aujourdhui/",
            at=at,
        )
    return mandate


@transaction.atomic
def open_mandate(
    *,
    season_city: SeasonCity,
    by: Person,
    email: str,
    first_name: str,
    born_on: dt.date | None = None,
    track: str = "",
    at: dt.datetime | None = None,
) -> tuple[Person, Mandate | None]:
    """The team makes somebody an ambassador by their address; an account is opened if it has none.

    Without the mandate when a guardian has to agree first: the account is there, to ask them from.
    """
    rules.can_give_mandate(by, season_city).or_refuse()
    person = add_person(actor=by, email=email, first_name=first_name, at=at)
    if born_on:
        note_birth_date(person=person, born_on=born_on, by=by, at=at)
    if not can_take_part(person, clock.today()):
        return person, None
    return person, give_mandate(person=person, season_city=season_city, by=by, track=track, at=at)


@transaction.atomic
def change_mandate(
    *,
    mandate: Mandate,
    by: Person,
    state: str,
    paused_until: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Mandate:
    """Pause, take up again, end or resign a mandate; the person is told when somebody else did it."""
    mandate = Mandate.objects.select_for_update().select_related("season_city__city", "person").get(pk=mandate.pk)
    rules.can_change_mandate(by, mandate, state).or_refuse()
    if state in (MandateState.ENDED, MandateState.RESIGNED):
        return _close_mandate(mandate, state, by=by, at=at)
    mandate.state = state
    mandate.paused_until = paused_until if state == MandateState.PAUSED else None
    mandate.save(update_fields=["state", "paused_until"])
    journal.record(actor=by, verb="change_mandate", subject=mandate, data={"to": state}, at=at)
    if by.pk != mandate.person_id:
        _tell_mandate(mandate, at=at)
    return mandate


@transaction.atomic
def suspend_mandates(*, person: Person, why: str, at: dt.datetime | None = None) -> int:
    """Pause the running mandates of somebody whose guardian no longer agrees. Returns how many; again, none.

    Nobody decides this: without an agreement a minor is asked nothing. The team takes the mandate up again.
    """
    rows = Mandate.objects.select_for_update(of=("self",)).filter(person=person, state=MandateState.ACTIVE)
    mandates = list(rows.select_related("season_city__city", "person"))
    for mandate in mandates:
        mandate.state, mandate.paused_until = MandateState.PAUSED, None
        mandate.save(update_fields=["state", "paused_until"])
        journal.record(verb="suspend_mandate", subject=mandate, data={"why": why}, at=at)
        _tell_mandate(mandate, at=at)
    return len(mandates)


AT_ONCE = 200


def suspend_unprotected_mandates(at: dt.datetime) -> int:
    """Pause the running mandates of minors for whom no guardian agrees: whatever door they came by. Returns how many
    persons there were."""
    minors = list(unprotected_minors(clock.today())[:AT_ONCE])
    for person in minors:
        suspend_mandates(person=person, why="no_agreement", at=at)
    return len(minors)


@transaction.atomic
def follow_agreement(*, guardianship: Guardianship, at: dt.datetime | None = None) -> None:
    """A guardian answered: without their agreement mandates wait; with it, whoever holds one may take it up again."""
    person = guardianship.person
    if person is None:
        return
    if guardianship.state != GuardianState.GIVEN:
        if not can_take_part(person, clock.today()):
            suspend_mandates(person=person, why="guardian_withdrew", at=at)
    elif Mandate.objects.filter(person=person, state=MandateState.PAUSED).exists():
        with speaking_to(person):
            notify(
                person=person,
                kind="mandate_changed",
                title=_("Ton accord parental est arrivé"),
                body=_("Tu peux reprendre ton mandat."),
                url="/moi/mandat/",
                at=at,
            )


def _close_mandate(mandate: Mandate, state: str, *, by: Person, at: dt.datetime | None) -> Mandate:
    mandate.state = state
    mandate.ended_on = clock.today()
    mandate.paused_until = None
    mandate.save(update_fields=["state", "ended_on", "paused_until"])
    journal.record(actor=by, verb="close_mandate", subject=mandate, data={"to": state}, at=at)
    signals.mandate_closed.send(sender=Mandate, mandate=mandate)
    if by.pk != mandate.person_id:
        _tell_mandate(mandate, at=at)
    return mandate


def _tell_mandate(mandate: Mandate, *, at: dt.datetime | None) -> None:
    with speaking_to(mandate.person):
        notify(
            person=mandate.person,
            kind="mandate_changed",
            title=_("Ton mandat est maintenant : %(state)s") % {"state": mandate.get_state_display()},
            url="/moi/mandat/",
            at=at,
        )


@transaction.atomic
def declare_exams(*, mandate: Mandate, by: Person, starts_on: dt.date, ends_on: dt.date) -> ExamPause:
    """Days of exams: nothing is asked meanwhile. Declared again from the same day, the last end stays."""
    rules.can_declare_exams(by, mandate, starts_on, ends_on).or_refuse()
    pause, _made = ExamPause.objects.update_or_create(
        mandate=mandate, starts_on=starts_on, defaults={"ends_on": ends_on}
    )
    journal.record(actor=by, verb="declare_exams", subject=mandate)
    return pause


@transaction.atomic
def forget_exams(*, pause: ExamPause, by: Person) -> None:
    """Take declared exams back."""
    rules.can_change_exams(by, pause.mandate).or_refuse()
    journal.record(actor=by, verb="forget_exams", subject=pause.mandate)
    pause.delete()


@transaction.atomic
def publish_charter(*, charter: Charter, by: Person, body: str) -> Charter:
    """Publish a new version of the charter; the former stays with those who accepted it."""
    rules.can_run_seasons(by).or_refuse()
    new = Charter.objects.create(programme=charter.programme, version=charter.version + 1, body=body)
    journal.record(actor=by, verb="publish_charter", subject=new)
    return new


@transaction.atomic
def accept_charter(*, mandate: Mandate, charter: Charter, by: Person, at: dt.datetime | None = None) -> None:
    """Accept the charter; accepting twice changes nothing."""
    rules.can_accept_charter(by, mandate, charter).or_refuse()
    _acceptance, made = CharterAcceptance.objects.get_or_create(
        mandate=mandate, charter=charter, defaults={"accepted_at": at or clock.now()}
    )
    if made:
        journal.record(actor=by, verb="accept_charter", subject=mandate, data={"version": charter.version}, at=at)


@transaction.atomic
def erase_mandates(person: Person) -> list[str]:
    """Running mandates are resigned; the facts of the years stay, without a name."""
    ExamPause.objects.filter(mandate__person=person).delete()
    running = Mandate.objects.held().filter(person=person)
    for mandate in running:
        _close_mandate(mandate, MandateState.RESIGNED, by=person, at=None)
    if person.mandates.exists():
        return [
            _("Le nombre de mandats par ville et par saison est conservé, sans ton nom, pour le bilan du programme.")
        ]
    return []


SHIPPED = Path(__file__).resolve().parent / "data" / "school_breaks.csv"
ZONES = {"", "A", "B", "C", "20", "2A", "2B", *TIME_ZONES}
COLUMNS = 5


@transaction.atomic
def import_school_breaks(*, text: str, by: Person | None, at: dt.datetime | None = None) -> tuple[int, list[str]]:
    """Read lines `zone;quoi;nom;premier jour;dernier jour` (days as 2027-02-13). Returns how many are kept and each
    refused line with why. Read twice, it is read once. `by` is None for the file that is shipped."""
    if by is not None:
        rules.can_change_school_breaks(by).or_refuse()
    kept, refused = 0, []
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=";"), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].lower() == "zone":
            continue
        period, why = _read(cells)
        if period is None:
            refused.append(_("Ligne %(number)d : %(why)s") % {"number": number, "why": why})
            continue
        SchoolBreak.objects.update_or_create(
            zone=period.zone,
            kind=period.kind,
            starts_on=period.starts_on,
            defaults={"label": period.label, "ends_on": period.ends_on},
        )
        kept += 1
    cache.delete(SCHOOL_BREAKS_KEY)
    if by is not None:
        journal.record(actor=by, verb="import_school_breaks", data={"kept": kept, "refused": len(refused)}, at=at)
    return kept, refused


def _read(cells: list[str]) -> tuple[SchoolBreak | None, str]:
    if len(cells) != COLUMNS:
        return None, _("il faut cinq colonnes : zone, quoi, nom, premier jour, dernier jour.")
    zone, kind, label, *days = cells
    kinds = {str(text): value for value, text in SchoolBreakKind.choices} | {
        value: value for value in SchoolBreakKind.values
    }
    if zone.upper() not in ZONES:
        return None, _("la zone « %(zone)s » n’existe pas (A, B, C, un département d’outre-mer, ou rien).") % {
            "zone": zone
        }
    if kind.lower() not in kinds:
        return None, _("« %(kind)s » : il faut « vacances » ou « examens ».") % {"kind": kind}
    try:
        first, last = (dt.date.fromisoformat(day) for day in days)
    except ValueError:
        return None, _("un jour s’écrit 2027-02-13.")
    if last < first:
        return None, _("le dernier jour est avant le premier.")
    return SchoolBreak(zone=zone.upper(), kind=kinds[kind.lower()], label=label[:80], starts_on=first, ends_on=last), ""


@transaction.atomic
def remove_school_break(*, school_break: SchoolBreak, by: Person, at: dt.datetime | None = None) -> None:
    """Take a period out."""
    rules.can_change_school_breaks(by).or_refuse()
    journal.record(
        actor=by, verb="remove_school_break", subject=school_break, data={"label": school_break.label}, at=at
    )
    school_break.delete()
    cache.delete(SCHOOL_BREAKS_KEY)
