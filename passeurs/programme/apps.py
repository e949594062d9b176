"""Application configuration of programme: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    """Saisons, villes, mandats."""

    name = "passeurs.programme"
    label = "programme"
    verbose_name = _("Programme")

    def ready(self) -> None:
        """Register audiences, asks, figures, personal data, scopes, navigation."""
        from passeurs.core import registry
        from passeurs.core.sections import register_sections
        from passeurs.programme import actions, queries, receivers, sections  # noqa: F401

        registry.public_subjects.register("programme", ("programme.",))
        registry.message_families.register("mandate", registry.MessageFamily(_("Mon mandat"), ("mandate",)))
        registry.audiences.register("programme", queries.audiences_of)
        register_sections("programme", sections, [("person", 10, "person_mandates")])
        registry.todos.register("programme", queries.charter_todos)
        registry.figures.register("programme", queries.ambassador_figures)
        registry.figures.register("programme-school-breaks", queries.school_break_figures)
        registry.vocabularies.register("scopes", queries.city_scopes)
        registry.personal_data.register(
            "programme",
            registry.PersonalData(
                _("Mandats"),
                queries.export_mandates,
                actions.erase_mandates,
                kept=_("Le nombre de mandats par ville et par saison, sans ton nom, pour le bilan du programme."),
            ),
        )
        registry.ticks.register("programme.minors", actions.suspend_unprotected_mandates)
        registry.tabs.register(
            "school-breaks",
            registry.Tab(
                "school-breaks", _("Vacances et examens"), "programme:school-break-list", frozenset({"team"}), order=80
            ),
        )
        registry.navigation.register(
            "programme-mine",
            registry.NavEntry(
                _("Mon mandat"), "programme:my-mandate", "badge-check", frozenset({"ambassador"}), order=95
            ),
        )
        registry.navigation.register(
            "programme",
            registry.NavEntry(
                _("Saisons"), "programme:season-list", "calendar-days", frozenset({"team", "referent"}), order=30
            ),
        )
