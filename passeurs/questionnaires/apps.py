"""Application configuration of questionnaires: its part of the shared registries."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Questionnaires."""

    name = "passeurs.questionnaires"
    label = "questionnaires"
    verbose_name = "Questionnaires"

    def ready(self) -> None:
        """Register a place in the team's navigation."""
        from passeurs.core import registry

        registry.navigation.register(
            "questionnaires",
            registry.NavEntry(
                "Questionnaires", "questionnaires:questionnaire-list", "list", frozenset({"team"}), order=36
            ),
        )
