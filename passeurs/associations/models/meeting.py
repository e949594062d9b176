"""Meetings of a group with its partner, and months that are excused."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import MeetingState
from passeurs.associations.models.group import Group, Membership
from passeurs.associations.models.partnership import Contact
from passeurs.core import clock

DEFAULT_MINUTES = 90


def voice_path(voice: MeetingVoice, name: str) -> str:
    """Under no public address, under a name that says nothing."""
    return f"rencontres/{uuid.uuid4().hex}.{name.rpartition('.')[2][:5]}"


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
    def kept_voice(self) -> MeetingVoice | None:
        """The minutes said aloud, where a member said them."""
        return getattr(self, "voice", None)

    @property
    def has_minutes(self) -> bool:
        """Whether a member told what came of it, in writing or aloud."""
        return bool(self.summary or self.kept_voice)


class MeetingVoice(models.Model):
    """The minutes of a meeting said aloud, and in two lines what is said, for whoever cannot listen.

    Read where the written minutes are. What is said and the two lines may come from two members: each is known.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="voice")
    file = models.FileField(upload_to=voice_path)
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


class Excuse(models.Model):
    """A month without a meeting, declared beforehand or by the referent: exams, holidays, works."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="excuses")
    month = models.DateField()
    reason = models.CharField(_("pourquoi"), max_length=200)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("mois excusé")
        constraints = [models.UniqueConstraint(fields=["group", "month"], name="excuse_once_a_month")]

    def __str__(self) -> str:
        return f"mois excusé {self.pk}"
