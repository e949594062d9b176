"""Application configuration of selections: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from passeurs.core import registry

# Beginnings of the kinds of messages about selections.
MESSAGE_KINDS = tuple("selection second_reading items_over invitation group item_suggested suggestion appeal".split())


class SelectionsConfig(AppConfig):
    """Sélections."""

    name = "passeurs.selections"
    label = "selections"
    verbose_name = _("Sélections")

    def ready(self) -> None:
        """Register asks, news, figures, personal data, navigation."""
        from passeurs.selections import actions, feeds, queries
        from passeurs.selections.queries import freshness
        from passeurs.selections.queries import pass_export as pass_export_queries
        from passeurs.selections.queries import personal_data as personal_data_queries
        from passeurs.selections.queries import shareable as shareable_queries
        from passeurs.selections.queries import submission as submission_queries

        family = registry.MessageFamily(_("Mes sélections et les relectures"), MESSAGE_KINDS)
        registry.public_subjects.register("selections", ("selections.",))
        registry.message_families.register("selections", family)
        registry.shareables.register("selection", shareable_queries.share_selection)
        registry.alike.register("selection", shareable_queries.selections_alike)
        for kind, page in (
            ("selection_appeal", _("la page du recours")),
            ("second_reading", _("la page de relecture")),
        ):
            registry.answer_pages.register(kind, page)
        registry.todos.register("selections", queries.selection_todos)
        registry.news.register("selections", queries.selection_news)
        registry.figures.register("selections", queries.selection_figures)
        registry.todos.register("selections-together", queries.co_author_todos)
        registry.loads.register("selections", submission_queries.selection_loads)
        registry.news.register("selections-together", queries.co_author_news)
        registry.personal_data.register(
            "selections",
            registry.PersonalData(
                _("Sélections"),
                queries.export_selections,
                actions.erase_selections,
                kept=_("Tes sélections publiées, sans ton nom : retire-les d’abord si tu veux qu’elles disparaissent."),
            ),
        )
        registry.todos.register("selections-freshness", freshness.freshness_todos)
        registry.figures.register("selections-freshness", freshness.freshness_figures)
        registry.news.register("selections-pass", pass_export_queries.export_news)
        registry.ticks.register("selections-freshness", actions.refresh_selections)
        registry.ways_to_follow.register("feeds", feeds.ways_to_follow)
        registry.personal_data.register(
            "selections-readers",
            registry.PersonalData(
                _("Lectures, liens d’aperçu et flux d’auteur"),
                personal_data_queries.export_readers,
                actions.erase_readers,
                kept=_("Les nombres de lectures, sans rien sur personne."),
            ),
        )
        self._register_surface()

    def _register_surface(self) -> None:
        """Behaviours of its pages, a block of those of the catalogue, places of the navigation."""
        from passeurs.core.sections import register_sections
        from passeurs.selections import sections

        register_sections("selections", sections, [(page, 40, "mentions") for page in ("venue", "offer", "work")])
        for name in ("finder", "read", "scan"):
            registry.behaviours.register(name, f"selections/js/{name}.js")
        places = (
            ("selections-public", _("Sélections"), "selections:selection-list", {"visitor"}, 20),
            ("selections-mine", _("Sélections"), "selections:my-selections", {"ambassador"}, 30),
            ("selections-team", _("Sélections"), "selections:waiting", {"team", "referent"}, 25),
        )
        for name, title, url_name, audience, order in places:
            registry.navigation.register(
                name, registry.NavEntry(title, url_name, "layers", frozenset(audience), order=order)
            )
