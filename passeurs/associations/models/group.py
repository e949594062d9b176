"""Groups of two to five, each with a cultural actor and a half-day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import MemberRole, RequestAnswer, RequestKind
from passeurs.associations.models.partnership import Partnership
from passeurs.core import clock
from passeurs.people.choices import HalfDay


class GroupQuerySet(models.QuerySet["Group"]):
    """Chainable filters of groups."""

    def running(self) -> GroupQuerySet:
        """Not dissolved."""
        return self.filter(dissolved_at__isnull=True)


class Group(models.Model):
    """Two to five ambassadors with one partner, on one half-day."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="groups")
    half_day = models.CharField(_("demi-journée"), max_length=6, choices=HalfDay)
    made_at = models.DateTimeField(default=clock.now)
    dissolved_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("groupe associé")
        verbose_name_plural = _("groupes associés")
        ordering = ["partnership__name", "pk"]
        indexes = [models.Index(fields=["dissolved_at", "partnership"], name="group_running")]

    def __str__(self) -> str:
        return f"groupe n° {self.pk}"

    def get_absolute_url(self) -> str:
        """The group's page."""
        return reverse("associations:group", args=[self.pk])


class Membership(models.Model):
    """One mandate in a group, from one day to another; in one group at a time."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    mandate = models.ForeignKey("programme.Mandate", on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)
    role = models.CharField(max_length=5, choices=MemberRole, blank=True)
    # When its person said that this group is fine.
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("membre d’un groupe")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate"], condition=models.Q(left_at__isnull=True), name="membership_one_group"
            )
        ]

    def __str__(self) -> str:
        return f"membre {self.pk}"


class GroupRequest(models.Model):
    """A member asks for another group, with a reason; the referent and the team read it, and an answer is owed."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(_("ce qui ne va pas"), max_length=6, choices=RequestKind)
    reason = models.TextField(_("pourquoi"), max_length=1000)
    made_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=9, choices=RequestAnswer, blank=True)
    reply = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("demande d’un autre groupe")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(answered_at__isnull=True), name="group_request_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"demande n° {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is answered."""
        return reverse("associations:group-request", args=[self.pk])
