"""Application configuration of the portal: blocks of « Aujourd’hui », its places of the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Portail."""

    name = "passeurs.portal"
    label = "portal"
    verbose_name = _("Portail")

    def ready(self) -> None:
        """Register the blocks of « Aujourd’hui » and the first place of everyone's navigation."""
        from passeurs.core import registry
        from passeurs.core.sections import register_sections
        from passeurs.portal import sections

        blocks = (
            ("today", 10, "todos"),
            ("today", 40, "near"),
            ("today", 60, "news"),
            ("team-today", 10, "owed"),
            ("team-today", 40, "figures"),
            ("team-today", 60, "times"),
        )
        register_sections("portal", sections, blocks)

        registry.navigation.register(
            "today", registry.NavEntry(_("Aujourd’hui"), "portal:today", "sun", frozenset({"member"}), order=10)
        )
        registry.navigation.register(
            "workload",
            registry.NavEntry(_("Charge"), "portal:team-workload", "scale", frozenset({"team", "referent"}), order=39),
        )
