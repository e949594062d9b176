"""What a town sets once for all its pages: its networks, who publishes, who hosts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from passeurs.editorial.blocks import NetworkBlock
from passeurs.editorial.choices import Conformity

# Shown as they are until the town fills them in: a legal notice with a gap says where the gap is.
TO_FILL = _("à compléter dans Réglages › Identité et réseaux")


@register_setting(icon="globe")
class SiteSettings(BaseSiteSetting):
    """Networks of « On reste connectés », and the facts of the legal pages."""

    networks = StreamField([("network", NetworkBlock())], blank=True, verbose_name=_("réseaux, dans l’ordre"))
    publisher = models.CharField(_("éditeur du site"), max_length=200, blank=True)
    publisher_address = models.CharField(_("adresse de l’éditeur"), max_length=300, blank=True)
    publisher_phone = models.CharField(_("téléphone de l’éditeur"), max_length=40, blank=True)
    director = models.CharField(_("direction de la publication"), max_length=200, blank=True)
    host = models.CharField(_("hébergeur : nom, adresse, téléphone"), max_length=300, blank=True)
    dpo = models.CharField(_("délégué à la protection des données"), max_length=200, blank=True)
    conformity = models.CharField(
        _("accessibilité"),
        max_length=8,
        choices=Conformity,
        default=Conformity.NONE,
        help_text=_("Sans audit de moins de trois ans, un site est « non conforme » : l’écrire est obligatoire."),
    )
    accessibility_contact = models.EmailField(_("contact accessibilité"), blank=True)

    panels = [
        FieldPanel("networks"),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("publisher_address"),
                FieldPanel("publisher_phone"),
                FieldPanel("director"),
                FieldPanel("host"),
                FieldPanel("dpo"),
            ],
            heading=_("Mentions légales"),
        ),
        MultiFieldPanel([FieldPanel("conformity"), FieldPanel("accessibility_contact")], heading=_("Accessibilité")),
    ]

    class Meta:
        verbose_name = _("identité et réseaux")

    @property
    def identity(self) -> list[tuple[str, str]]:
        """The facts of the legal notice, label and value; what is missing says so."""
        names = ("publisher", "publisher_address", "publisher_phone", "director", "host", "dpo")
        return [(str(self._meta.get_field(name).verbose_name), getattr(self, name) or str(TO_FILL)) for name in names]

    @property
    def accessibility_mail(self) -> str:
        """Whom to write to about accessibility."""
        return self.accessibility_contact or settings.SITE_CONTACT
