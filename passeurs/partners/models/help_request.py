"""What a partner asks of those it works with: to test a programme, an interview, a stand. They answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.partners.choices import HelpKind
from passeurs.partners.models.contact import Contact
from passeurs.partners.models.partnership import Partnership


class HelpRequest(models.Model):
    """One request of a partner, answered once.

    `asked_of` is the reference of whoever answers (`journal.reference`: `groups.group:12`): apps above own it.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="help_requests")
    asked_of = models.CharField(max_length=80)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(_("pour quoi"), max_length=10, choices=HelpKind)
    text = models.TextField(_("ce que vous demandez"), max_length=1500)
    wanted_on = models.DateField(_("pour quand"), null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    is_accepted = models.BooleanField(null=True)
    reply = models.TextField(_("la réponse du groupe"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("demande d’un partenaire")
        ordering = ["answered_at", "-made_at", "-pk"]
        indexes = [models.Index(fields=["asked_of"], name="help_request_asked_of")]

    def __str__(self) -> str:
        return f"demande {self.pk}"
