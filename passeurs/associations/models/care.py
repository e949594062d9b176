"""How a group goes: what each side said after a meeting, what the referent did, who has not been seen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import CareAct, ConcernKind, Feeling, NewsAnswer
from passeurs.associations.models.group import Group
from passeurs.associations.models.meeting import Meeting
from passeurs.associations.models.partnership import Contact
from passeurs.core import clock


class MeetingFeeling(models.Model):
    """One tap after a meeting, of a member or of the partner. Never shown to the other side, nor to the group."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feelings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    feeling = models.CharField(max_length=8, choices=Feeling)
    words = models.CharField(_("une phrase, si tu veux"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("ressenti d’une rencontre")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="feeling_once_a_person"),
            models.UniqueConstraint(fields=["meeting", "contact"], name="feeling_once_a_contact"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(contact__isnull=True), name="feeling_of_one_side"
            ),
        ]

    def __str__(self) -> str:
        return f"ressenti {self.pk}"


class CareNote(models.Model):
    """What the referent did about a group: signs older than it are dealt with."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="care_notes")
    act = models.CharField(_("ce que vous avez fait"), max_length=10, choices=CareAct)
    text = models.TextField(_("en deux lignes"), max_length=1000)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("suivi d’un groupe")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["group", "-made_at"], name="care_note_last")]

    def __str__(self) -> str:
        return f"suivi {self.pk}"


class Concern(models.Model):
    """A member raises an alarm about their group. Read by the city's referent and the team, or by the team alone."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="concerns")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("ce qui t’inquiète"), max_length=6, choices=ConcernKind)
    text = models.TextField(_("ce qui se passe"), max_length=3000)
    is_for_team = models.BooleanField(_("l’équipe nationale seulement"), default=False)
    made_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(_("réponse"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("alerte")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["answered_at", "group"], name="concern_open")]

    def __str__(self) -> str:
        return f"alerte n° {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is read and answered."""
        return reverse("associations:concern", args=[self.pk])


class Absence(models.Model):
    """Somebody not seen for a while. `rung` is how far the gentle ladder went (see `rules.caring.LADDER`).

    It ends by itself when they come back. Nothing else ever follows from it: no exclusion.
    """

    mandate = models.ForeignKey("programme.Mandate", on_delete=models.CASCADE, related_name="absences")
    seen_at = models.DateTimeField()
    rung = models.PositiveSmallIntegerField(default=0)
    rung_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=8, choices=NewsAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("absence")
        ordering = ["seen_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mandate"], condition=Q(ended_at__isnull=True), name="absence_one_open")
        ]

    def __str__(self) -> str:
        return f"absence {self.pk}"
