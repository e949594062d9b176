"""Holidays and exams: read from a file, added, removed by the team."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.associations import rules
from passeurs.associations.choices import TermKind
from passeurs.associations.models import Term
from passeurs.associations.queries.terms import KEY
from passeurs.core import journal
from passeurs.core.geo.department import TIME_ZONES
from passeurs.people.models import Person

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "terms.csv"
ZONES = {"", "A", "B", "C", "20", "2A", "2B", *TIME_ZONES}
COLUMNS = 5


@transaction.atomic
def import_terms(*, text: str, by: Person | None, at: dt.datetime | None = None) -> tuple[int, list[str]]:
    """Read lines `zone;quoi;nom;premier jour;dernier jour` (days as 2027-02-13). Returns how many are kept and each
    refused line with why. Read twice, it is read once. `by` is None for the file that is shipped."""
    if by is not None:
        rules.can_match(by).or_refuse()
    kept, refused = 0, []
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=";"), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].lower() == "zone":
            continue
        term, why = _read(cells)
        if term is None:
            refused.append(_("Ligne %(number)d : %(why)s") % {"number": number, "why": why})
            continue
        Term.objects.update_or_create(
            zone=term.zone,
            kind=term.kind,
            starts_on=term.starts_on,
            defaults={"label": term.label, "ends_on": term.ends_on},
        )
        kept += 1
    cache.delete(KEY)
    if by is not None:
        journal.record(actor=by, verb="import_terms", data={"kept": kept, "refused": len(refused)}, at=at)
    return kept, refused


def _read(cells: list[str]) -> tuple[Term | None, str]:
    if len(cells) != COLUMNS:
        return None, _("il faut cinq colonnes : zone, quoi, nom, premier jour, dernier jour.")
    zone, kind, label, *days = cells
    kinds = {str(text): value for value, text in TermKind.choices} | {value: value for value in TermKind.values}
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
    return Term(zone=zone.upper(), kind=kinds[kind.lower()], label=label[:80], starts_on=first, ends_on=last), ""


@transaction.atomic
def remove_term(*, term: Term, by: Person, at: dt.datetime | None = None) -> None:
    """Take a term out."""
    rules.can_match(by).or_refuse()
    journal.record(actor=by, verb="remove_term", subject=term, data={"label": term.label}, at=at)
    term.delete()
    cache.delete(KEY)
