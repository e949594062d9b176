"""Application configuration of portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Portail."""

    name = "passeurs.portal"
    label = "portal"
    verbose_name = "Portail"
