"""What a group leaves to the next one: its dossier, its mentors."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.models import Group


class MentorQuerySet(models.QuerySet["Mentor"]):
    """Chainable filters of mentors."""

    def present(self) -> MentorQuerySet:
        """Those who can be written to."""
        return self.filter(ended_at__isnull=True, person__is_active=True)


class Mentor(models.Model):
    """Somebody who leaves and stays reachable by the next groups of that partner, inside the platform."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="mentors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MentorQuerySet.as_manager()

    class Meta:
        verbose_name = _("parrainage")
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], condition=Q(ended_at__isnull=True), name="mentor_once")
        ]

    def __str__(self) -> str:
        return f"parrainage {self.pk}"

    def get_conversation_url(self, group: Group) -> str:
        """The conversation with one of the next groups."""
        return reverse("projects:mentor-conversation", args=[self.pk, group.pk])


class MentorMessage(models.Model):
    """One message between a mentor and a group. The whole group and the referent read it: nothing is one to one."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="words")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("ton message"), max_length=1000)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("message de parrainage")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["mentor", "group", "made_at"], name="mentor_talk")]

    def __str__(self) -> str:
        return f"message {self.pk}"
