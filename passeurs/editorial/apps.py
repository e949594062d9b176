"""Application configuration of editorial: its part of the shared registries."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """Éditorial."""

    name = "passeurs.editorial"
    label = "editorial"
    verbose_name = "Éditorial"

    def ready(self) -> None:
        """The letter's part of the registries; its receivers."""
        from passeurs.core import registry
        from passeurs.editorial import receivers  # noqa: F401
        from passeurs.editorial.actions import sending, subscriptions
        from passeurs.editorial.queries import subscriptions as queries

        registry.personal_data.register(
            "letter",
            registry.PersonalData(
                title="Ton abonnement à la lettre",
                export=queries.export_subscription,
                erase=subscriptions.erase_person,
            ),
        )
        registry.navigation.register(
            "letter", registry.NavEntry("Lettre", "editorial:issue-list", "mail", frozenset({"team"}), order=60)
        )
        registry.ways_to_follow.register("letter", queries.ways_to_follow)
        registry.ticks.register("letter.send", lambda at: sending.push_sendings(at=at))
        registry.ticks.register("letter.tidy", lambda at: subscriptions.tidy_subscriptions(at=at))
