"""Application configuration of questionnaires: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    """Questionnaires."""

    name = "passeurs.questionnaires"
    label = "questionnaires"
    verbose_name = _("Questionnaires")

    def ready(self) -> None:
        """Register a place in the team's navigation."""
        from passeurs.core import registry

        registry.navigation.register(
            "questionnaires",
            registry.NavEntry(
                _("Questionnaires"), "questionnaires:questionnaire-list", "list", frozenset({"team"}), order=36
            ),
        )
