"""Application configuration of editorial: its part of the shared registries."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """Éditorial."""

    name = "passeurs.editorial"
    label = "editorial"
    verbose_name = "Éditorial"

    def ready(self) -> None:
        """Register the frame, shareable pages, feeds, the clock's work, personal data, navigation; listen."""
        from passeurs.core import registry
        from passeurs.editorial import feeds, receivers  # noqa: F401
        from passeurs.editorial.actions import pages as page_actions
        from passeurs.editorial.queries import pages

        self._register_letter()
        registry.public_subjects.register("editorial", ("editorial.",))
        registry.frames.register("editorial", pages.frame)
        registry.figures.register("editorial", pages.article_counters)
        registry.shareables.register("article", pages.share_article)
        registry.shareables.register("city", pages.share_city)
        registry.shareables.register("page", pages.share_page)
        registry.alike.register("article", pages.articles_alike)
        registry.alike.register("city", pages.cities_alike)
        registry.ways_to_follow.register("editorial.news", feeds.ways_to_follow)
        registry.ticks.register("editorial.schedule", lambda at: page_actions.publish_scheduled(at=at))
        registry.personal_data.register(
            "editorial",
            registry.PersonalData(
                "Rédaction",
                pages.export_writings,
                page_actions.erase_writings,
                kept="Les articles que tu as écrits pour le programme restent en ligne, sans ton nom.",
            ),
        )
        editors = frozenset({"team", "referent", "editor", "city_editor", "publisher"})
        registry.navigation.register(
            "editorial", registry.NavEntry("Rédaction", "wagtailadmin_home", "square-pen", editors, order=60)
        )

    def _register_letter(self) -> None:
        """The letter's part of the registries."""
        from passeurs.core import registry
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
