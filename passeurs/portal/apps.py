"""Application configuration of the portal: its places of the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Portail."""

    name = "passeurs.portal"
    label = "portal"
    verbose_name = _("Portail")

    def ready(self) -> None:
        """Register the first place of everyone's navigation."""
        from passeurs.core import registry

        registry.navigation.register(
            "today", registry.NavEntry(_("Aujourd’hui"), "portal:today", "sun", frozenset({"member"}), order=10)
        )
        registry.navigation.register(
            "workload",
            registry.NavEntry(_("Charge"), "portal:team-workload", "scale", frozenset({"team", "referent"}), order=39),
        )
