"""The list of promises as CSV."""

from __future__ import annotations

from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.promises.models import PromiseQuerySet


def promises_csv(promises: PromiseQuerySet) -> StreamingHttpResponse:
    """One row a promise: subject, kind, dates, outcome; no name of a person."""
    header = ["sujet", "type", "portée", "promis le", "pour le", "répondu le", "décision"]
    rows = (
        [
            promise.about_label,
            promise.kind,
            promise.scope,
            promise.made_at.date().isoformat(),
            promise.due_at.date().isoformat(),
            promise.answered_at.date().isoformat() if promise.answered_at else "",
            promise.get_outcome_display(),
        ]
        for promise in promises.iterator(chunk_size=500)
    )
    return csv_response("reponses-promises", header, rows)
