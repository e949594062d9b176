"""What a group leaves to the next one: its dossier, its godparents."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.associations.models.group import Group
from passeurs.core import clock


class Handover(models.Model):
    """The dossier of a group at the end of its season; the next group of the same partner opens on it."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="handover")
    did = models.TextField(_("ce qu’on a fait"), max_length=3000)
    contacts = models.TextField(_("à qui parler"), max_length=1500, blank=True)
    promises = models.TextField(_("ce qui reste promis"), max_length=1500, blank=True)
    advice = models.TextField(_("nos conseils"), max_length=2000, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dossier de passation")
        verbose_name_plural = _("dossiers de passation")

    def __str__(self) -> str:
        return f"dossier {self.pk}"


class Godparent(models.Model):
    """Somebody who leaves and stays reachable by the next groups of that partner, inside the platform."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="godparents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("parrainage")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(ended_at__isnull=True), name="godparent_once"
            )
        ]

    def __str__(self) -> str:
        return f"parrainage {self.pk}"

    def get_conversation_url(self, group: Group) -> str:
        """The conversation with one of the next groups."""
        return reverse("associations:godparent-words", args=[self.pk, group.pk])


class GodparentWord(models.Model):
    """One message between a godparent and a group. The whole group and the referent read it: nothing is one to one."""

    godparent = models.ForeignKey(Godparent, on_delete=models.CASCADE, related_name="words")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("ton message"), max_length=1000)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("message de parrainage")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["godparent", "group", "made_at"], name="godparent_talk")]

    def __str__(self) -> str:
        return f"message {self.pk}"
