"""Application configuration of editorial: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """Éditorial."""

    name = "passeurs.editorial"
    label = "editorial"
    verbose_name = _("Éditorial")

    def ready(self) -> None:
        """Register the frame, shareable pages, feeds, the clock's work, personal data, navigation; listen."""
        from passeurs.core import registry
        from passeurs.editorial import feeds, receivers  # noqa: F401
        from passeurs.editorial.actions import erasure
        from passeurs.editorial.actions import page as page_actions
        from passeurs.editorial.blocks.data import context_hooks
        from passeurs.editorial.forms.article import ArticleForm
        from passeurs.editorial.models import ArticlePage
        from passeurs.editorial.queries import page as page_queries
        from passeurs.editorial.queries import shareable as shareable_queries
        from passeurs.editorial.queries import site as site_queries
        from passeurs.editorial.queries.context import HOOKS

        context_hooks.extend(HOOKS)
        ArticlePage.base_form_class = ArticleForm
        self._register_letter()
        self._show()
        registry.public_subjects.register("editorial", ("editorial.",))
        registry.frames.register("editorial", site_queries.frame)
        registry.figures.register("editorial", page_queries.article_figures)
        registry.shareables.register("article", shareable_queries.share_article)
        registry.shareables.register("city", shareable_queries.share_city)
        registry.shareables.register("page", shareable_queries.share_page)
        registry.alike.register("article", shareable_queries.articles_alike)
        registry.alike.register("city", shareable_queries.cities_alike)
        registry.ways_to_follow.register("editorial.news", feeds.ways_to_follow)
        registry.ticks.register("editorial.schedule", lambda at: page_actions.publish_scheduled(at=at))
        registry.personal_data.register(
            "editorial",
            registry.PersonalData(
                _("Rédaction"),
                page_queries.export_writings,
                erasure.erase_writings,
                kept=_("Les articles que tu as écrits pour le programme restent en ligne, sans ton nom."),
            ),
        )
        editors = frozenset({"team", "referent", "editor", "city_editor", "publisher"})
        registry.navigation.register(
            "editorial", registry.NavEntry(_("Rédaction"), "wagtailadmin_home", "square-pen", editors, order=60)
        )

    @staticmethod
    def _show() -> None:
        """The blocks of a city's page."""
        from passeurs.core.sections import register_sections
        from passeurs.editorial import sections

        blocks = (
            ("city-top", 10, "mandates"),
            ("city", 10, "selections"),
            ("city", 60, "articles"),
            ("city-around", 10, "events"),
            ("city-around", 20, "venues"),
        )
        register_sections("editorial", sections, blocks)

    def _register_letter(self) -> None:
        """The letter's part of the registries."""
        from passeurs.core import registry
        from passeurs.editorial.actions import dispatch as dispatch_actions
        from passeurs.editorial.actions import subscription as subscription_actions
        from passeurs.editorial.queries import dispatch as dispatch_queries
        from passeurs.editorial.queries import subscription as queries

        registry.personal_data.register(
            "letter",
            registry.PersonalData(
                title=_("Ton abonnement à la lettre"),
                export=queries.export_subscription,
                erase=subscription_actions.erase_person,
            ),
        )
        registry.navigation.register(
            "letter", registry.NavEntry(_("Lettre"), "editorial:issue-list", "mail", frozenset({"team"}), order=60)
        )
        registry.ways_to_follow.register("letter", queries.ways_to_follow)
        registry.erasures.register("erase_letter", subscription_actions.erase_subscription_again)
        # A mail that was in hand when the worker died is told as unsure, never sent again: running it twice is safe.
        batch = "passeurs.editorial.tasks.send_letter_batch"
        registry.repeatable_tasks.register(batch, batch)
        registry.waiting_mails.register("letter", (_("lettre aux abonnés"), dispatch_queries.waiting_count))
        registry.ticks.register("letter.send", lambda at: dispatch_actions.push_sendings(at=at))
        registry.ticks.register("letter.tidy", lambda at: subscription_actions.tidy_subscriptions(at=at))
