"""What leaves: calendars (RFC 5545), the board of months as CSV."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from passeurs.associations.choices import MeetingState
from passeurs.associations.models import (
    Convention,
    ConventionAcceptance,
    Meeting,
    MeetingVoice,
    Partnership,
    Project,
)
from passeurs.associations.queries.coverage import Coverage
from passeurs.associations.queries.figures import PublishedFigures
from passeurs.associations.queries.groups import Board
from passeurs.associations.queries.handing_over import Certificate
from passeurs.associations.queries.standings import detail_of, standing_choices
from passeurs.core.exports import csv_response, plain_line, plain_text
from passeurs.core.templatetags.words import at_city, day, moment
from passeurs.people.choices import HalfDay

FONTS = Path(__file__).resolve().parents[1] / "core/poster/fonts"
PAPER = Path(__file__).parent / "templates" / "associations" / "convention.typ"
CERTIFICATE = Path(__file__).resolve().parent / "templates/associations/certificate.typ"


def _host() -> str:
    return settings.SITE_URL.split("//")[-1].split(":")[0]


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@{_host()}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("summary", plain_line(_("Rencontre : %(partner)s") % {"partner": meeting.group.partnership.name}))
    start = timezone.localtime(meeting.starts_at, meeting.group.partnership.season_city.city.time_zone)
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=meeting.minutes))
    if meeting.place:
        event.add("location", plain_line(meeting.place))
    if meeting.agenda:
        event.add("description", plain_text(meeting.agenda))
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    return event


def _calendar(method: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{plain_line(settings.SITE_NAME)}//{_host()}//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def invitation(meeting: Meeting, email: str) -> bytes:
    """One meeting for one guest: REQUEST, or CANCEL once it is called off (RFC 5546), under the same UID."""
    event = _event(meeting)
    organizer = vCalAddress(f"mailto:{settings.SITE_CONTACT}")
    event["organizer"] = organizer
    event.add("attendee", vCalAddress(f"mailto:{email}"))
    return _calendar("CANCEL" if meeting.state == MeetingState.CANCELLED else "REQUEST", [event])


def meetings_calendar(meetings: Iterable[Meeting]) -> HttpResponse:
    """The meetings of a group, to keep; called-off ones say so."""
    content = _calendar("PUBLISH", [_event(meeting) for meeting in meetings])
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rencontres.ics"'
    return response


def board_csv(board: Board) -> StreamingHttpResponse:
    """The board: one line a group, one column a month, the words of the page."""
    head = [_("Ville"), _("Partenaire"), _("Groupe"), _("Membres"), *(f"{month:%Y-%m}" for month in board.months)]
    rows = (
        [
            line.group.partnership.season_city.city.name,
            line.group.partnership.name,
            line.group.pk,
            len(line.members),
            *(str(one.beat.label) if one else "" for one in line.beats),
        ]
        for line in board.lines
    )
    return csv_response("rencontres-par-mois", head, rows)


def figures_csv(figures: list[PublishedFigures]) -> StreamingHttpResponse:
    """Published distributions: one line each."""
    names = ("placed", "top3", "worst_rank", "mean_km", "max_km", "bad_size", "no_shared_time")
    head = [
        *(_("Saison"), _("Publiée le"), _("Personnes"), _("Placées"), _("Groupes")),
        *(_("Placées, %"), _("Dans leurs trois premiers vœux, %"), _("Rang le moins bon")),
        *(_("Km en moyenne"), _("Km au plus"), _("Groupes de mauvaise taille"), _("Groupes sans demi-journée commune")),
        _("Prouvée"),
    ]
    rows = (
        [
            one.season,
            f"{timezone.localtime(one.published_at):%Y-%m-%d}",
            one.people,
            one.placed,
            one.groups,
            *(one.quality[name] for name in names),
            "oui" if one.is_proved else "non",
        ]
        for one in figures
    )
    return csv_response("groupes-associes", head, rows)


def _figure(value: float | None) -> str:
    """One decimal, with a comma; nothing when it is not known."""
    return "" if value is None else f"{value:.1f}".replace(".", ",")


def coverage_csv(lines: Iterable[Coverage]) -> StreamingHttpResponse:
    """One line a city, then all of them; km by road, hours."""
    head = [_("Ville"), _("En mandat"), _("En groupe"), _("Sans groupe"), _("Trajet moyen (km)")]
    head += [_("Trajet le plus long (km)"), _("Passés par un groupe"), _("Ont quitté leur groupe"), _("Mandats")]
    head += [_("Mandats finis"), _("Lieux acceptés"), _("Lieux sans groupe"), _("Le plus ancien depuis")]
    head += [_("Délai médian des lieux (h)"), _("Rencontres dites tenues"), _("Attendent le lieu")]
    rows = (
        [
            *(one.name, one.people, one.grouped, one.without, _figure(one.mean_km), _figure(one.max_km)),
            *(one.placed, one.left, one.mandates, one.ended, one.partners, len(one.waits)),
            f"{timezone.localtime(one.waiting_since):%Y-%m-%d}" if one.waiting_since else "",
            *(_figure(one.answer_hours), one.told, one.unanswered),
        ]
        for one in lines
    )
    return csv_response("couverture", head, rows)


def people_csv(people: QuerySet[Any], reasons: dict[int, str]) -> StreamingHttpResponse:
    """The people a filter shows, as the page says them."""
    labels = dict(standing_choices())
    head = [_("Ville"), _("Prénom"), _("État"), _("Précision"), _("Partenaire")]
    rows = (
        [
            one.season_city.city.name,
            one.person.public_name,
            labels[one.standing],
            detail_of(one, reasons),
            one.partner_name or "",
        ]
        for one in people
    )
    return csv_response("personnes", head, rows)


def partners_csv(rows: Iterable[Any]) -> StreamingHttpResponse:
    """The partners a filter shows (`queries.partnerships.seen_partnerships`)."""
    head = [_("Ville"), _("Lieu"), _("État"), _("Proposé le"), _("Répondu le"), _("Vœux"), _("Groupes"), _("Accueille")]
    lines = (
        [
            one.season_city.city.name,
            one.name,
            one.get_state_display(),
            f"{timezone.localtime(one.proposed_at):%Y-%m-%d}",
            f"{timezone.localtime(one.decided_at):%Y-%m-%d}" if one.decided_at else "",
            one.wish_count,
            one.running_count,
            one.group_count,
        ]
        for one in rows
    )
    return csv_response("lieux", head, lines)


def convention_pdf(partnership: Partnership, convention: Convention, acceptance: ConventionAcceptance | None) -> bytes:
    """The convention on paper (tagged PDF/UA-1): its text, the partner's facts, and who accepted it.

    The texts go to typst as data, never as markup.
    """
    city = partnership.season_city
    halves = [str(HalfDay(one).label) for one in partnership.half_days if one in HalfDay.values]
    facts = [
        (_("Ville"), city.city.name),
        (_("Saison"), str(city.season)),
        (_("Groupes accueillis"), str(partnership.group_count)),
        (_("Demi-journées"), ", ".join(halves)),
    ]
    signed = ""
    if acceptance:
        words = {"name": acceptance.signed_name, "role": acceptance.signed_role, "when": moment(acceptance.accepted_at)}
        signed = _("Acceptée en ligne par %(name)s, %(role)s, %(when)s.") % words
    data = {
        "title": plain_line(_("Convention avec %(partner)s") % {"partner": partnership.name}),
        "version": _("Version %(version)d") % {"version": convention.version},
        "body": [plain_text(part) for part in convention.body.split("\n\n") if part.strip()],
        "opens": plain_text(partnership.opens),
        "opens-title": _("Ce que le partenaire ouvre au groupe"),
        "facts": [[plain_line(name), plain_line(value)] for name, value in facts],
        "signed": plain_line(signed) or _("Pas encore acceptée."),
        "site": plain_line(settings.SITE_NAME),
    }
    pdf: bytes = typst.compile(  # type: ignore[misc]  # its stub knows paths only
        PAPER.read_bytes(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return pdf


def projects_csv(projects: Iterable[Project]) -> StreamingHttpResponse:
    """The team's list of projects: one line each."""
    head = [_("Ville"), _("Saison"), _("Partenaire"), _("Projet"), _("Thème"), _("État"), _("Étapes faites")]
    head += [_("Étapes"), _("Budget (€)"), _("Public touché")]
    rows = (
        [
            project.group.partnership.season_city.city.name,
            project.group.partnership.season_city.season.name,
            project.group.partnership.name,
            project.title,
            project.get_theme_display(),
            project.get_state_display(),
            project.done_count,  # type: ignore[attr-defined]  # annotated by `seen_projects`
            project.step_count,  # type: ignore[attr-defined]
            project.budget_euros,
            project.reached_count,
        ]
        for project in projects
    )
    return csv_response("projets", head, rows)


def certificate_pdf(facts: Certificate, today: dt.date) -> bytes:
    """The certificate of one person's meetings with a group: tagged PDF/UA-1. The texts go to typst as data."""
    words = {"name": facts.name, "partner": facts.partner, "season": facts.season, "since": day(facts.since)}
    hours = f"{facts.minutes / 60:.1f}".replace(".", ",").removesuffix(",0")
    data = {
        "title": plain_line(_("Attestation")),
        "site": plain_line(settings.SITE_NAME),
        "made": day(today),
        "kicker": plain_line(_("Groupe associé %(where)s") % {"where": at_city(facts.city)}),
        "sentence": plain_text(
            _("%(name)s a fait partie d’un groupe associé à « %(partner)s », %(season)s, depuis le %(since)s") % words
            + (_(" et jusqu’au %(until)s.") % {"until": day(facts.until)} if facts.until else ".")
        ),
        "meetings-title": _("Rencontres confirmées par le groupe et par le partenaire : %(n)s (%(hours)s h)")
        % {"n": len(facts.meetings), "hours": hours},
        "meetings": [day(one) for one in facts.meetings],
        "none": _("Aucune pour l’instant."),
        "projects-title": _("Projets menés jusqu’au bout"),
        "projects": [plain_line(title) for title in facts.projects],
        "foot": _(
            "Ce document dit des faits, sans appréciation : ce que les deux côtés ont confirmé sur la plateforme."
        ),
    }
    pdf: bytes = typst.compile(  # type: ignore[misc]  # its stub knows paths only
        CERTIFICATE.read_bytes(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return pdf


def voice_sound(voice: MeetingVoice, asked: str) -> HttpResponse:
    """The sound, kept by no cache; whole, or the one part `asked` for (RFC 9110): some phones play nothing else."""
    with voice.file.open("rb") as kept:
        content = kept.read()
    response = HttpResponse(content_type=voice.mime)
    part = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", asked)
    if part and any(part.groups()):
        size = len(content)
        first, last = (int(one) if one else None for one in part.groups())
        begin = max(size - (last or 0), 0) if first is None else first
        end = size if first is None or last is None else min(last + 1, size)
        if begin >= end:
            response.status_code = 416
            response["Content-Range"] = f"bytes */{size}"
        else:
            response.status_code, response.content = 206, content[begin:end]
            response["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    else:
        response.content = content
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
