"""Writes of pages that no person does by hand: what time brings online, what a page's life leaves in the journal."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from wagtail.models import Page, Revision

from passeurs.core import journal
from passeurs.core.page_cache import pages_changed
from passeurs.editorial.queries.site import forget_frame
from passeurs.people.models import Person


def publish_scheduled(*, at: dt.datetime) -> None:
    """Put online what is due and take off what has had its time; asked every minute, safe to run twice."""
    due = (
        Page.objects.filter(live=True, expire_at__lt=at).exists() or Page.objects.filter(pk__in=_due_pages(at)).exists()
    )
    if due:
        call_command("publish_scheduled", verbosity=0)


def _due_pages(at: dt.datetime) -> list[int]:
    due = Revision.page_revisions.filter(approved_go_live_at__lt=at).values_list("object_id", flat=True)
    return [int(object_id) for object_id in due]


def note_page(*, verb: str, page: Page, actor: Person | None = None) -> None:
    """A line of the journal; kept pages and the frame are forgotten."""
    journal.record(
        actor=actor, verb=verb, subject=f"editorial.page:{page.pk}", data={"kind": page.specific_class.__name__}
    )
    forget_frame()
    pages_changed()
