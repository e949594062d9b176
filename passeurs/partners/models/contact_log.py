"""What was said with a partner: the letters that left, the calls and visits that the team notes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.partners.choices import ContactKind
from passeurs.partners.models.contact import Contact
from passeurs.partners.models.partnership import Partnership


class ContactLog(models.Model):
    """One line. `letter` is the name under which a letter is registered, `words` then its subject."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="contact_logs")
    contact = models.ForeignKey(
        Contact, verbose_name=_("avec qui"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    kind = models.CharField(_("comment"), max_length=10, choices=ContactKind)
    words = models.CharField(_("en un mot"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    letter = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("échange avec un partenaire")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["partnership", "-at"], name="contact_log_newest")]

    def __str__(self) -> str:
        return f"échange {self.pk}"
