"""Application configuration of associations: its part of the shared registries."""

from django.apps import AppConfig

MESSAGE_KINDS = ("association_group", "meeting", "heartbeat", "project", "care", "handover", "team_word")


class AssociationsConfig(AppConfig):
    """Ambassadeurs associés."""

    name = "passeurs.associations"
    label = "associations"
    verbose_name = "Ambassadeurs associés"

    def ready(self) -> None:
        """Register asks, figures, periodic warnings, personal data, navigation; listen to mandates."""
        from passeurs.associations import receivers  # noqa: F401
        from passeurs.associations.actions import caring, matching, meetings, polling
        from passeurs.associations.queries import projects, workload
        from passeurs.core import registry

        registry.public_subjects.register(
            "associations",
            (
                "associations.project",
                "associations.group:",
                "associations.membership:",
                "associations.partnership:",
                "associations.matchingproposal:",
            ),
        )
        registry.loads.register("associations", workload.group_loads)
        registry.shareables.register("project", projects.share_project)
        registry.alike.register("project", projects.projects_alike)
        registry.answer_pages.register("project", "l’atelier du projet")
        registry.answer_pages.register("concern", "la page de l’alerte")
        registry.answer_pages.register("group_request", "la page de la demande")
        registry.answer_pages.register("partnership", "la page du partenaire")
        registry.ticks.register("associations.absences", caring.watch_absences)
        registry.ticks.register("associations.warn", meetings.warn_groups)
        registry.ticks.register("associations.talks", meetings.ask_for_talks)
        registry.ticks.register("associations.polls", polling.close_due_polls)
        registry.ticks.register("associations.matching", matching.fail_lost_proposals)
        family = registry.MessageFamily("Mon groupe associé", MESSAGE_KINDS)
        registry.message_families.register("associations", family)
        self._ask()
        self._keep()
        self._show()

    @staticmethod
    def _ask() -> None:
        """What is asked of members, what the team counts."""
        from passeurs.associations.queries import (
            caring,
            groups,
            handing_over,
            other_group,
            partnerships,
        )
        from passeurs.core import registry

        registry.todos.register("associations", groups.group_asks)
        registry.todos.register("associations-place", other_group.place_asks)
        registry.todos.register("associations-care", caring.feeling_asks)
        registry.todos.register("associations-absence", caring.absence_asks)
        registry.todos.register("associations-handover", handing_over.handover_asks)
        registry.figures.register("associations", groups.heartbeat_counters)
        registry.figures.register("associations-partners", partnerships.partnership_counters)
        registry.figures.register("associations-care", caring.care_counters)

    @staticmethod
    def _keep() -> None:
        """Personal data."""
        from passeurs.associations.actions import voice
        from passeurs.associations.actions.erasing import erase_membership, erase_said
        from passeurs.associations.queries import caring, concerns, groups, handing_over, partner_wishes, voices
        from passeurs.core import registry

        registry.personal_data.register(
            "associations-care",
            registry.PersonalData(
                "Ressentis, alertes et parrainages",
                lambda person: {
                    "ressentis": caring.export_care(person),
                    "alertes": concerns.export_concerns(person),
                    "parrainages": handing_over.export_words(person),
                    "refus de partenaires": partner_wishes.export_partner_words(person),
                },
                erase_said,
            ),
        )
        registry.personal_data.register(
            "associations-voices",
            registry.PersonalData("Comptes rendus dits à voix haute", voices.export_voices, voice.erase_voices),
        )
        registry.personal_data.register(
            "associations",
            registry.PersonalData(
                "Groupe associé",
                groups.export_membership,
                erase_membership,
                kept="Les dates des rencontres de ton groupe, sans ton nom ni tes mots.",
            ),
        )

    @staticmethod
    def _show() -> None:
        """Places of the navigation."""
        from passeurs.core import registry

        public = registry.NavEntry("Projets", "associations:project-list", "sparkles", frozenset({"visitor"}), order=25)
        registry.navigation.register("associations-projects", public)
        mine = registry.NavEntry("Mon groupe", "associations:my-wishes", "users", frozenset({"ambassador"}), order=35)
        registry.navigation.register("associations-mine", mine)
        staff = frozenset({"team", "referent"})
        registry.navigation.register(
            "associations", registry.NavEntry("Associations", "associations:board", "users", staff, order=38)
        )
