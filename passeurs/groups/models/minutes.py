"""Meetings of a group with its partner, and months that are excused."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.models.meeting import Meeting


def spoken_minutes_path(voice: SpokenMinutes, name: str) -> str:
    """Under no public address, under a name that says nothing."""
    return f"rencontres/{uuid.uuid4().hex}.{name.rpartition('.')[2][:5]}"


class SpokenMinutes(models.Model):
    """The minutes of a meeting said aloud, and in two lines what is said, for whoever cannot listen.

    Read where the written minutes are. What is said and the two lines may come from two members: each is known.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="voice")
    file = models.FileField(upload_to=spoken_minutes_path)
    mime = models.CharField(max_length=40)
    # None where the file does not tell.
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(_("ce qui est dit, en deux lignes"), max_length=600, blank=True)
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    words_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("compte rendu dit")
        verbose_name_plural = _("comptes rendus dits")

    def __str__(self) -> str:
        return f"compte rendu dit {self.pk}"

    @property
    def length(self) -> str:
        """« 48 s », « 1 min 12 s »; nothing when it is not known."""
        if not self.seconds:
            return ""
        minutes, seconds = divmod(self.seconds, 60)
        said = [f"{minutes}\u202fmin"] if minutes else []
        return " ".join([*said, f"{seconds}\u202fs"] if seconds or not said else said)
