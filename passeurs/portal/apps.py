"""Application configuration of the portal: its places of the navigation."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Portail."""

    name = "passeurs.portal"
    label = "portal"
    verbose_name = "Portail"

    def ready(self) -> None:
        """Register the first place of everyone's navigation."""
        from passeurs.core import registry

        registry.navigation.register(
            "today", registry.NavEntry("Aujourd’hui", "portal:today", "sun", frozenset({"member"}), order=10)
        )
        registry.navigation.register(
            "workload",
            registry.NavEntry("Charge", "portal:team-workload", "scale", frozenset({"team", "referent"}), order=39),
        )
