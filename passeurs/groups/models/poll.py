"""Polls on the date of a meeting: several moments, a word of each on each, one that is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.choices import Availability, PollState
from passeurs.groups.models.group import Group
from passeurs.groups.models.meeting import Meeting
from passeurs.partners.models import Contact


class Poll(models.Model):
    """Which moment suits? Opened by a member, the referent or the partner; one at a time for a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="polls")
    state = models.CharField(max_length=6, choices=PollState, default=PollState.OPEN)
    closes_at = models.DateTimeField(_("jusqu’à quand on répond"))
    place = models.CharField(_("où"), max_length=200, blank=True)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_by_contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    meeting = models.OneToOneField(Meeting, null=True, on_delete=models.SET_NULL, related_name="poll")

    class Meta:
        verbose_name = _("sondage de date")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(state=PollState.OPEN), name="poll_one_open_a_group"
            )
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="poll_due")]

    def __str__(self) -> str:
        return f"sondage {self.pk}"


class PollDate(models.Model):
    """One moment of a poll; a counter-proposal is one more."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField()
    is_counter = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("date d’un sondage")
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "starts_at"], name="polldate_once")]

    def __str__(self) -> str:
        return f"date {self.pk}"


class PollVote(models.Model):
    """What one member, or the partner through one of its contacts, says of one moment."""

    date = models.ForeignKey(PollDate, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    is_partner = models.BooleanField(default=False)
    answer = models.CharField(max_length=5, choices=Availability)

    class Meta:
        verbose_name = _("réponse à un sondage")
        constraints = [
            models.UniqueConstraint(
                fields=["date", "person"], condition=models.Q(person__isnull=False), name="pollvote_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["date"], condition=models.Q(is_partner=True), name="pollvote_once_a_partner"
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ models.Q(is_partner=True), name="pollvote_has_one_side"
            ),
        ]

    def __str__(self) -> str:
        return f"réponse {self.pk}"
