"""What a group keeps together: notes, actions with an owner and a date, files, its charter; who does what."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.models.group import Group, Membership


def kept_path(kept: GroupFile, name: str) -> str:
    """Under no public address, under a name that says nothing."""
    return f"groupes/{uuid.uuid4().hex}.{name.rpartition('.')[2][:5]}"


class GroupNote(models.Model):
    """A shared note. Its text is one for all; who wrote last is kept."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(_("nos notes"), max_length=10_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("notes d’un groupe")

    def __str__(self) -> str:
        return f"notes {self.pk}"


class ActionItem(models.Model):
    """Something to do, by somebody, by a day."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="action_items")
    label = models.CharField(_("à faire"), max_length=200)
    owner = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="action_items")
    due_on = models.DateField(_("pour quand"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("action d’un groupe")
        ordering = ["done_at", "due_on", "pk"]

    def __str__(self) -> str:
        return self.label


class GroupFile(models.Model):
    """A picture, drawn anew without what the camera adds, or a PDF. Seen by the group and its referent."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    mime = models.CharField(max_length=40)
    file = models.FileField(upload_to=kept_path)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("fichier d’un groupe")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class GroupCharter(models.Model):
    """What the group agreed on, by version; each version is agreed anew."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="charters")
    version = models.PositiveSmallIntegerField()
    body = models.TextField(_("nos règles"), max_length=3000)
    made_at = models.DateTimeField(default=clock.now)
    agreed_by = models.ManyToManyField(Membership, related_name="+")

    class Meta:
        verbose_name = _("charte d’un groupe")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["group", "version"], name="groupcharter_version")]

    def __str__(self) -> str:
        return f"charte {self.pk}"
