"""Application configuration of selections: its part of the shared registries."""

from django.apps import AppConfig


class SelectionsConfig(AppConfig):
    """Sélections."""

    name = "passeurs.selections"
    label = "selections"
    verbose_name = "Sélections"

    def ready(self) -> None:
        """Register asks, news, figures, mentions, personal data, navigation."""
        from passeurs.core import registry
        from passeurs.selections import actions, queries

        registry.message_families.register(
            "selections", registry.MessageFamily("Mes sélections et les relectures", ("selection", "second_reading"))
        )
        registry.asks.register("selections", queries.selection_asks)
        registry.news.register("selections", queries.selection_news)
        registry.counters.register("selections", queries.selection_counters)
        registry.mentions.register("selections", queries.mentions_of)
        registry.personal_data.register(
            "selections",
            registry.PersonalData(
                "Sélections",
                queries.export_selections,
                actions.erase_selections,
                kept="Tes sélections publiées, sans ton nom : retire-les d’abord si tu veux qu’elles disparaissent.",
            ),
        )
        places = (
            ("selections-public", "Sélections", "selections:selection-list", {"visitor"}, 20),
            ("selections-mine", "Sélections", "selections:my-selections", {"ambassador"}, 30),
            ("selections-team", "Sélections", "selections:waiting", {"team", "referent"}, 25),
        )
        for name, title, url_name, audience, order in places:
            registry.navigation.register(
                name, registry.NavEntry(title, url_name, "layers", frozenset(audience), order=order)
            )
