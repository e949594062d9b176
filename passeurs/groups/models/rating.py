"""How a group goes: what each side said after a meeting, what the referent did, who has not been seen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.choices import Rating
from passeurs.groups.models.meeting import Meeting
from passeurs.partners.models import Contact


class MeetingRating(models.Model):
    """One tap after a meeting, of a member or of the partner. Never shown to the other side, nor to the group."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="ratings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    rating = models.CharField(max_length=8, choices=Rating)
    words = models.CharField(_("une phrase, si tu veux"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("ressenti d’une rencontre")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="rating_once_a_person"),
            models.UniqueConstraint(fields=["meeting", "contact"], name="rating_once_a_contact"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(contact__isnull=True), name="rating_of_one_side"
            ),
        ]

    def __str__(self) -> str:
        return f"ressenti {self.pk}"
