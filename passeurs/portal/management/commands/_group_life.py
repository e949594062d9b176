"""The invented life of groups: convention, a poll that runs, notes, things to do, a voice, an ask."""

from __future__ import annotations

import datetime as dt
import io
import math
import random
import wave

from passeurs.core import clock
from passeurs.groups.actions import workspace
from passeurs.groups.actions.help_request import ask_help
from passeurs.groups.actions.minutes import record_minutes
from passeurs.groups.actions.poll import open_poll, vote
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Attendance, Group, Meeting
from passeurs.groups.queries.beat import shared_half_days, suggested_dates
from passeurs.groups.queries.group import readable
from passeurs.partners.actions.convention import publish_convention
from passeurs.partners.models import ConventionAcceptance, Partnership
from passeurs.people.models import Person
from passeurs.portal.queries import DEMO_ACCOUNTS
from passeurs.programme.models import Season

CONVENTION = """Le partenaire reçoit le groupe au moins une fois par mois, à une date choisie ensemble, et lui montre ce que le public ne voit pas : une répétition, une réserve, un accrochage, un bilan.

Le groupe vient, prévient la veille s’il ne peut pas, écrit deux lignes après chaque rencontre, et mène avec le partenaire un projet qui sert d’autres jeunes.

Les échanges avec des mineurs passent par le groupe entier et par l’équipe, jamais en tête-à-tête. Une photo ne se publie qu’avec l’accord de chaque personne, et de ses parents si elle est mineure.

L’équipe du programme répond aux questions dans la semaine. Chacun peut mettre fin au partenariat, en disant pourquoi."""  # noqa: E501
NOTES = "Entrée des artistes : sonner deux fois. Ne pas oublier : demander le plan de la salle pour le repérage."
RULES = "On prévient la veille. On parle chacun à son tour au partenaire. Personne ne rentre seul le soir."
# The demonstration ships no voice: notes of a flute stand for it, and its two lines say so.
NOTES_HZ = (392, 440, 494, 587, 494, 440, 392)
RATE = 8000
SAID = "(Sept notes à la place d’une voix.) On a écouté un filage depuis la salle, et choisi le jour de la rencontre."
TODO = ("Demander les droits de la photo d’affiche", "Appeler le CDI du lycée", "Préparer trois questions à la régie")


def seed_group_life(season: Season, team: Person, chance: random.Random) -> None:
    """What the demo's own group keeps, and what some partners accepted or asked."""
    text = publish_convention(programme=season.programme, by=team, body=CONVENTION)
    partners = Partnership.objects.accepted().filter(season_city__season=season).prefetch_related("contacts")
    ConventionAcceptance.objects.bulk_create(
        ConventionAcceptance(
            partnership=one,
            convention=text,
            contact=one.contacts.all()[0],
            signed_name="Direction",
            signed_role=chance.choice(["directrice", "directeur", "responsable des publics"]),
            accepted_at=one.decided_at or clock.now(),
        )
        for one in partners
        if one.contacts.all() and chance.random() < 0.8
    )
    _who_was_there(season, chance)
    rows = Group.objects.running().filter(memberships__mandate__person__email=DEMO_ACCOUNTS["ambassador"])
    group = readable(rows).first()
    if group is not None:
        _tell(group, chance)


def _who_was_there(season: Season, chance: random.Random) -> None:
    """Nine in ten of a held meeting's members."""
    held = Meeting.objects.filter(group__partnership__season_city__season=season, group_confirmed_at__isnull=False)
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            membership=one,
            is_there=chance.random() < 0.9,
            said_at=meeting.group_confirmed_at or meeting.starts_at,
            said_by_id=meeting.group_confirmed_by_id,
        )
        for meeting in held.prefetch_related("group__memberships")
        for one in meeting.group.memberships.all()
    )


def _tell(group: Group, chance: random.Random) -> None:
    now = clock.now()
    members = [one.mandate.person for one in group.memberships.all()]
    workspace.save_note(group=group, by=members[0], text=NOTES, version=1)
    workspace.write_charter(group=group, by=members[-1], body=RULES)
    for number, label in enumerate(TODO):
        owner = group.memberships.all()[number % len(members)]
        due_on = (now + dt.timedelta(days=4 + 7 * number)).date()
        workspace.add_action_item(group=group, by=members[0], label=label, owner=owner, due_on=due_on)
    past = group.meetings.filter(state=MeetingState.PLANNED, starts_at__lt=now).order_by("starts_at").last()
    if past:
        sound = {"content": _melody(), "mime": "audio/wav", "extension": "wav", "seconds": len(NOTES_HZ) // 2}
        said_at = past.starts_at + dt.timedelta(hours=4)
        record_minutes(meeting=past, by=members[-1], words=SAID, at=min(said_at, now), **sound)
    contact = group.partnership.contacts.first()
    if contact:
        text = (
            "Nous préparons la saison prochaine : viendriez-vous lire la plaquette et dire ce qui ne donne pas envie ?"
        )
        ask_help(contact=contact, group=group, kind="test", text=text, at=now - dt.timedelta(days=2))
    dates = suggested_dates(shared_half_days(group), now + dt.timedelta(days=6))
    if len(dates) >= 2:
        poll = open_poll(group=group, by=members[-1], dates=dates[:3], closes_at=now + dt.timedelta(days=3))
        for person in members[1:]:
            vote(
                poll=poll,
                by=person,
                answers={one.pk: chance.choice(["yes", "yes", "maybe", "no"]) for one in poll.dates.all()},
            )


def _melody() -> bytes:
    """A WAV of half a second a note."""
    frames = bytearray()
    for note in NOTES_HZ:
        for at in range(RATE // 2):
            swell = math.sin(math.pi * at / (RATE // 2))
            frames.append(128 + round(70 * swell * math.sin(2 * math.pi * note * at / RATE)))
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(bytes(frames))
    return kept.getvalue()
