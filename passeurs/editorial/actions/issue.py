"""Writes of the team on an issue: start, write, pin or drop, try on oneself, discard."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.text import slugify

from passeurs.core import clock, journal
from passeurs.core.mail import post_letter
from passeurs.editorial.messages import Press
from passeurs.editorial.models import Issue, Pick
from passeurs.editorial.queries.issue import Reader
from passeurs.editorial.rules import can_change_issue, can_run_letter, can_save_issue
from passeurs.people.models import Person


@transaction.atomic
def start_issue(*, actor: Person, title: str, at: dt.datetime | None = None) -> Issue:
    """A new issue, with the figures of the last one."""
    can_run_letter(actor).or_refuse()
    at = at or clock.now()
    last = Issue.objects.first()
    kept = ("news_count", "selection_count", "event_count", "event_days")
    figures = {name: getattr(last, name) for name in kept} if last else {}
    issue = Issue.objects.create(
        slug=_free_slug(title), title=title, created_by=actor, created_at=at, updated_at=at, **figures
    )
    journal.record(actor=actor, verb="start_issue", subject=issue, at=at)
    return issue


def _free_slug(title: str) -> str:
    stem = slugify(title)[:100] or "numero"
    taken = set(Issue.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


@transaction.atomic
def save_issue(
    *,
    actor: Person,
    issue: Issue,
    version: int,
    title: str,
    intro: str,
    at: dt.datetime | None = None,
    **figures: int,
) -> Issue:
    """Keep the title, the word of the team and how much of each. `version` is the one that was read.

    Raises Refused when somebody saved it meanwhile, or when it has left.
    """
    locked = Issue.objects.select_for_update().get(pk=issue.pk)
    can_save_issue(actor, locked, version=version).or_refuse()
    locked.title, locked.intro = title, intro
    for name, value in figures.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.updated_at = at or clock.now()
    locked.save()
    journal.record(actor=actor, verb="save_issue", subject=locked, at=at)
    return locked


@transaction.atomic
def pick(*, actor: Person, issue: Issue, kind: str, ref: int, choice: str, at: dt.datetime | None = None) -> None:
    """Pin a thing for every reader, drop it for every reader, or leave it to each one's city and tastes.

    `choice` is `pin`, `drop` or `free`.
    """
    locked = Issue.objects.select_for_update().get(pk=issue.pk)
    can_change_issue(actor, locked).or_refuse()
    if choice == "free":
        locked.picks.filter(kind=kind, ref=ref).delete()
    else:
        Pick.objects.update_or_create(issue=locked, kind=kind, ref=ref, defaults={"is_pinned": choice == "pin"})
    data = {"kind": kind, "ref": ref, "choice": choice}
    journal.record(actor=actor, verb="pick_for_issue", subject=locked, data=data, at=at)


@transaction.atomic
def try_issue(*, actor: Person, issue: Issue, reader: Reader, at: dt.datetime | None = None) -> None:
    """Send the issue as one kind of reader reads it to oneself."""
    can_run_letter(actor).or_refuse()
    at = at or clock.now()
    mail = Press(issue, issue.started_at or at).trial(reader, actor.email)
    post_letter(mail, kind="editorial.trial", recipient=actor, about=issue, at=at)
    journal.record(actor=actor, verb="try_issue", subject=issue, at=at)


@transaction.atomic
def discard_issue(*, actor: Person, issue: Issue, at: dt.datetime | None = None) -> None:
    """Throw a draft away; what has left stays."""
    locked = Issue.objects.select_for_update().get(pk=issue.pk)
    can_change_issue(actor, locked).or_refuse()
    journal.record(actor=actor, verb="discard_issue", subject=locked, at=at)
    locked.delete()
