"""Meetings of a group with its partner, and months that are excused."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.models.group import Membership
from passeurs.groups.models.meeting import Meeting


class Attendance(models.Model):
    """Whether a member was at a meeting; before it begins, whether they say they are coming. No row: nobody said.

    Read by the group and whoever follows it; partners read a number.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="attendances")
    is_there = models.BooleanField()
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("présence")
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once")]

    def __str__(self) -> str:
        return f"présence {self.pk}"
