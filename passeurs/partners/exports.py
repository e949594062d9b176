"""What leaves: calendars (RFC 5545), the board of months as CSV."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from passeurs.core.exports import plain_line, plain_text
from passeurs.core.paper import compile_paper
from passeurs.core.templatetags.words import moment
from passeurs.partners.models import Convention, ConventionAcceptance, Partnership
from passeurs.people.choices import HalfDay

PAPER = Path(__file__).parent / "templates" / "partners" / "convention.typ"


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
        "lang": get_language(),
        "title": plain_line(_("Convention avec %(partner)s") % {"partner": partnership.name}),
        "version": _("Version %(version)d") % {"version": convention.version},
        "body": [plain_text(part) for part in convention.body.split("\n\n") if part.strip()],
        "opens": plain_text(partnership.opens),
        "opens-title": _("Ce que le partenaire ouvre au groupe"),
        "facts": [[plain_line(name), plain_line(value)] for name, value in facts],
        "signed": plain_line(signed) or _("Pas encore acceptée."),
        "site": plain_line(settings.SITE_NAME),
    }
    return compile_paper(PAPER, data)
