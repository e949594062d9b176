"""Meetings of a group with its partner, and months that are excused."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.choices import MeetingState
from passeurs.groups.models.group import Group
from passeurs.partners.models import Contact

if TYPE_CHECKING:
    from passeurs.groups.models.minutes import SpokenMinutes

DEFAULT_MINUTES = 90


class Meeting(models.Model):
    """One meeting. Held once somebody says so; confirmed when both sides did.

    `uid` and `sequence` are what calendars know it by (RFC 5545): the same `uid` for ever, one more at each change.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("début"))
    minutes = models.PositiveSmallIntegerField(_("durée, en minutes"), default=DEFAULT_MINUTES)
    place = models.CharField(_("où"), max_length=200, blank=True)
    agenda = models.TextField(_("ordre du jour"), max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # A date that everybody has in their calendar is moved once; after that, one cancels and chooses anew.
    moved_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(_("en deux lignes"), max_length=600, blank=True)
    group_confirmed_at = models.DateTimeField(null=True, blank=True)
    group_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    partner_confirmed_at = models.DateTimeField(null=True, blank=True)
    partner_confirmed_by = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("rencontre")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["group", "starts_at"], name="meeting_group_starts")]

    def __str__(self) -> str:
        return f"rencontre {self.pk}"

    @property
    def is_confirmed(self) -> bool:
        """Whether both sides said it was held."""
        return bool(self.group_confirmed_at and self.partner_confirmed_at)

    @property
    def is_held(self) -> bool:
        """Whether one side at least said it was held."""
        return bool(self.group_confirmed_at or self.partner_confirmed_at)

    @property
    def spoken_minutes(self) -> SpokenMinutes | None:
        """The minutes said aloud, where a member said them."""
        return getattr(self, "voice", None)

    @property
    def has_minutes(self) -> bool:
        """Whether a member told what came of it, in writing or aloud."""
        return bool(self.summary or self.spoken_minutes)
