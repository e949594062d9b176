"""Groups of two to five, each with a cultural actor and a half-day."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.choices import MemberRole
from passeurs.partners.models import Partnership
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
    # The last month whose date was missing was said to its members, and on which of the warning days.
    warned_month = models.DateField(null=True, blank=True)
    warned_day = models.PositiveSmallIntegerField(default=0)

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
        return reverse("groups:group", args=[self.pk])


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Chainable filters of memberships."""

    def present(self) -> MembershipQuerySet:
        """Of those who are in the group now."""
        return self.filter(left_at__isnull=True)


class Membership(models.Model):
    """One mandate in a group, from one day to another; in one group at a time."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    mandate = models.ForeignKey("programme.Mandate", on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)
    role = models.CharField(max_length=5, choices=MemberRole, blank=True)
    # When its person said that this group is fine.
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

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
