"""Application configuration of outreach: its part of the shared registries."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Porte-paroles."""

    name = "passeurs.outreach"
    label = "outreach"
    verbose_name = "Porte-paroles"
