"""What a partner asks of its group: to test a programme, an interview, a stand. The group answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import HelpKind
from passeurs.associations.models.group import Group
from passeurs.associations.models.partnership import Contact
from passeurs.core import clock


class HelpAsk(models.Model):
    """One ask, seen by the whole group and its referent, answered once."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="help_asks")
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

    def __str__(self) -> str:
        return f"demande {self.pk}"
