"""Application configuration of partners: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Partenaires."""

    name = "passeurs.partners"
    label = "partners"
    verbose_name = _("Partenaires")

    def ready(self) -> None:
        """Register letters, blocks of the space, figures, the team’s board."""
        from passeurs.core import registry
        from passeurs.core.registry import Tab
        from passeurs.core.sections import register_sections
        from passeurs.partners import messages, receivers, running, sections  # noqa: F401
        from passeurs.partners.actions.erasure import erase_decisions
        from passeurs.partners.queries import partnership
        from passeurs.partners.queries.personal_data import export_partners

        registry.public_subjects.register("partners", ("partners.partnership:",))
        registry.answer_pages.register("partnership", _("la page du partenaire"))
        registry.figures.register("partners", partnership.partnership_figures)
        registry.personal_data.register(
            "partners",
            registry.PersonalData(
                _("Décisions, réponses et échanges avec des partenaires"),
                export_partners,
                erase_decisions,
            ),
        )
        team = frozenset({"team"})
        registry.tabs.register(
            "convention", Tab("convention", _("Convention"), "partners:publish-convention", team, 90)
        )
        letters = {"proposed": messages.proposed, "decided": messages.decided, "link": messages.link}
        for name, letter in {**letters, "convention": running.convention_letter}.items():
            messages.letters.register(name, letter)
        blocks = (
            ("partner-space", 50, "convention"),
            ("partner-space", 60, "help_requests"),
            ("partner-space", 70, "renewal"),
            ("partner-space", 80, "contacts"),
            ("partnership", 90, "contact_log"),
        )
        register_sections("partners", sections, blocks)
