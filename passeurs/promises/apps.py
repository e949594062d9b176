"""Application configuration of promises: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromisesConfig(AppConfig):
    """Réponses promises."""

    name = "passeurs.promises"
    label = "promises"
    verbose_name = _("Réponses promises")

    def ready(self) -> None:
        """Register personal data, figures, a place in the navigation."""
        from passeurs.core import registry
        from passeurs.core.sections import register_sections
        from passeurs.promises import actions, queries, receivers, sections

        registry.message_families.register(
            "answers", registry.MessageFamily(_("Les réponses à ce que je signale"), ("promise",))
        )
        registry.answer_pages.register(receivers.BIRTH_DATE, _("la page de la personne"))
        registry.personal_data.register(
            "promises",
            registry.PersonalData(_("Réponses promises"), queries.export_promises, actions.erase_promises),
        )
        registry.figures.register("promises", queries.promise_figures)
        register_sections("promises", sections, [("person", 20, "person_owed")])
        registry.ticks.register("promises.remind", actions.remind_late_promises)
        registry.navigation.register(
            "promises",
            registry.NavEntry(
                _("Réponses"), "promises:promise-list", "reply", frozenset({"team", "referent"}), order=20
            ),
        )
