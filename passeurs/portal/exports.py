"""What leaves the portal: the table of workload as CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from passeurs.core.exports import csv_response
from passeurs.portal.queries import Workload


def workload_csv(found: Iterable[Workload], mondays: list[dt.date]) -> StreamingHttpResponse:
    """One line a person, one column a week: how many things it asks, « examens » beside when some are declared."""
    head = [_("Prénom"), _("Ville"), *(f"{monday:%Y-%m-%d}" for monday in mondays)]
    rows = (
        [
            one.mandate.person.public_name,
            one.mandate.season_city.city.name,
            *(f"{len(week.loads)} ({_('examens')})" if week.has_exams else len(week.loads) for week in one.weeks),
        ]
        for one in found
    )
    return csv_response("charge-par-semaine", head, rows)
