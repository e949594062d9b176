"""Cultural actors that welcome a group for a season, and who speaks for them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.partners.models.partnership import Partnership


class ContactQuerySet(models.QuerySet["Contact"]):
    """Chainable filters of contacts."""

    def present(self) -> ContactQuerySet:
        """Whose link was not taken away."""
        return self.filter(revoked_at__isnull=True)


class Contact(models.Model):
    """Who speaks for a partner: reached by private links sent to `email`, without an account."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("votre nom"), max_length=120)
    email = models.EmailField(_("adresse e-mail"), max_length=254)
    made_at = models.DateTimeField(default=clock.now)
    # When the link was last opened, to the half-day; when it was ended.
    seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # When a mail to this address came back.
    mail_returned_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("partnership", Lower("email"), name="contact_once")]

    def __str__(self) -> str:
        return f"contact {self.pk}"
