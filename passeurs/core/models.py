"""The journal: one row for each write that matters, who did what to what, when. Letters: mails to one address."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.choices import Fault, LetterState


class JournalEntry(models.Model):
    """One write. References are plain text, so that the toolbox knows nobody's table."""

    at = models.DateTimeField(db_index=True)
    actor_ref = models.CharField(max_length=60, blank=True, db_index=True)
    verb = models.CharField(max_length=60, db_index=True)
    subject_ref = models.CharField(max_length=80, blank=True, db_index=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "écriture au journal"
        verbose_name_plural = "journal"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_ref}"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Chainable filters of letters."""

    def due(self, at: dt.datetime) -> LetterQuerySet:
        """To be tried now."""
        return self.filter(state=LetterState.WAITING, next_try_at__lte=at)

    def stuck(self, at: dt.datetime) -> LetterQuerySet:
        """What the team must know: given up, perhaps received, tried in vain, or waiting though nothing tries it."""
        overdue = models.Q(attempt_count__gt=0) | models.Q(created_at__lt=at - Letter.OVERDUE)
        is_over = models.Q(state__in=[LetterState.REFUSED, LetterState.UNSURE])
        return self.filter(is_over | models.Q(state=LetterState.WAITING) & overdue)

    def about(self, refs: list[str], email: str = "") -> LetterQuerySet:
        """To one of these, about one of these, or to this address."""
        found = models.Q(recipient_ref__in=refs) | models.Q(about_ref__in=refs)
        return self.filter(found | models.Q(to__iexact=email) if email else found)


class Letter(models.Model):
    """One mail to one address, written with the fact it tells, sent once. Sent, it keeps neither words nor address.

    References are plain text, as in the journal. `link` is what the private link is made of when it leaves: its token
    stands in no table. After `expires_at` the letter is of no use, and does not leave.
    """

    OVERDUE = dt.timedelta(minutes=10)

    kind = models.CharField(max_length=60)
    recipient_ref = models.CharField(max_length=80, blank=True, db_index=True)
    about_ref = models.CharField(max_length=80, blank=True, db_index=True)
    to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    # Other parts of the mail: HTML, papers.
    parts = models.JSONField(default=list, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    link = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(default=clock.now)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    # Who is sending it: of two workers, one does.
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=10, choices=Fault, blank=True)
    # The server's codes, never its sentence.
    code = models.CharField(max_length=60, blank=True)
    # How the mail server calls it, when it tells: what comes back names it.
    message_id = models.CharField(max_length=255, blank=True, db_index=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("lettre")
        indexes = [models.Index(fields=["state", "next_try_at"], name="letter_state_next")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state} {self.pk}"


class ServiceMark(models.Model):
    """What the service says of itself under one name: its clock, a worker, the last mail, mails held."""

    name = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "signe de vie"
        verbose_name_plural = "signes de vie"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
