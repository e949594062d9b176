"""Application configuration of cockpit: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CockpitConfig(AppConfig):
    """Tableaux de l’équipe."""

    name = "passeurs.cockpit"
    label = "cockpit"
    verbose_name = _("Tableaux de l’équipe")

    def ready(self) -> None:
        """Register the boards, and what the team’s day says of the service and of errors."""
        from passeurs.cockpit.queries.failure import failure_figures
        from passeurs.cockpit.queries.service_state import service_figures
        from passeurs.core import registry
        from passeurs.core.registry import Tab

        registry.figures.register("cockpit.failures", failure_figures)
        registry.figures.register("service", service_figures)
        registry.tabs.register("coverage", Tab("coverage", _("Couverture"), "cockpit:coverage", order=20))
        registry.tabs.register("partners", Tab("partners", _("Lieux"), "cockpit:partnership-list", order=30))
