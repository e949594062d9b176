"""What leaves: calendars (RFC 5545), the board of months as CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from passeurs.core.exports import csv_response, plain_line, plain_text
from passeurs.core.paper import compile_paper
from passeurs.core.templatetags.words import at_city, day, number
from passeurs.projects.models import Project
from passeurs.projects.queries.certificate import Certificate

CERTIFICATE = Path(__file__).resolve().parent / "templates/projects/certificate.typ"


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
    hours = number(round(facts.minutes / 60, 1)).removesuffix(",0").removesuffix(".0")
    data = {
        "lang": get_language(),
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
    return compile_paper(CERTIFICATE, data)
