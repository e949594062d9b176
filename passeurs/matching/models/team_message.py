"""What the team wrote to exactly the people a filter showed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


class TeamMessage(models.Model):
    """One message, sent once. `key` comes with the form: sent again, it is the same message.

    `filters` is a `queries.standings.PeopleFilter` without what filters nothing. Who got it is kept by the
    notifications of each person, under the key `team_word:<pk>`, and nowhere else.
    """

    season = models.ForeignKey("programme.Season", on_delete=models.CASCADE, related_name="team_messages")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    filters: Any = models.JSONField(default=dict, blank=True)
    filter_words = models.CharField(max_length=400)
    subject = models.CharField(max_length=120)
    body = models.TextField(max_length=3000)
    recipient_count = models.PositiveIntegerField()
    key = models.UUIDField(unique=True)
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("message à des ambassadeurs")
        verbose_name_plural = _("messages à des ambassadeurs")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["season", "-sent_at"], name="team_message_recent")]

    def __str__(self) -> str:
        return f"message {self.pk}"
