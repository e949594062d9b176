"""Writes of the exports for the pass Culture app: make one, note that it is live."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.notifications.actions import notify
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.selection import locked
from passeurs.selections.models import PassExport, Selection
from passeurs.selections.queries.co_author import authors_of
from passeurs.selections.queries.pass_export import export_content, export_items, export_tag, validity


@transaction.atomic
def export_selection(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> PassExport:
    """Make an export of what can be resolved now; a second click on the same day and content gives the same one."""
    at = at or clock.now()
    selection = locked(selection)
    rules.can_export_selection(by, selection).or_refuse()
    items = export_items(selection)
    content, (first, last) = export_content(items, at), validity(selection, items, at)
    latest = selection.pass_exports.first()
    if latest and latest.content == content and (latest.valid_from, latest.valid_until) == (first, last):
        return latest
    export = PassExport.objects.create(
        selection=selection,
        tag=export_tag(selection),
        valid_from=first,
        valid_until=last,
        content=content,
        made_at=at,
        made_by=by,
    )
    journal.record(actor=by, verb="export_selection", subject=selection, data={"export": export.pk}, at=at)
    return export


@transaction.atomic
def mark_live(*, export: PassExport, by: Person, at: dt.datetime | None = None) -> PassExport:
    """Note that the selection is in the app, and tell its authors; an export of it noted before gives way."""
    at = at or clock.now()
    selection = locked(export.selection)
    export = PassExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    rules.can_mark_live(by, export).or_refuse()
    is_first = not selection.pass_exports.filter(live_at__isnull=False).update(live_at=None, live_by=None)
    export.live_at, export.live_by = at, by
    export.save(update_fields=["live_at", "live_by"])
    journal.record(actor=by, verb="mark_live", subject=selection, data={"export": export.pk}, at=at)
    if is_first:
        for author in authors_of(selection):
            with speaking_to(author):
                notify(
                    person=author,
                    kind="selection_live",
                    title=_("«\u202f%(title)s\u202f» est dans l’application pass Culture") % {"title": selection.title},
                    body=_(
                        "L’équipe vient de la mettre en ligne. Bravo, elle va être lue bien plus loin que ta ville."
                    ),
                    url=selection.get_absolute_url(),
                    at=at,
                )
    return export
