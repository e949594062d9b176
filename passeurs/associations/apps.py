"""Application configuration of associations: its part of the shared registries."""

from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    """Ambassadeurs associés."""

    name = "passeurs.associations"
    label = "associations"
    verbose_name = "Ambassadeurs associés"

    def ready(self) -> None:
        """Register asks, figures, periodic warnings, personal data, navigation; listen to mandates."""
        from passeurs.associations import receivers  # noqa: F401
        from passeurs.associations.actions import meetings, polling
        from passeurs.associations.actions.erasing import erase_membership
        from passeurs.associations.queries import groups, partnerships
        from passeurs.core import registry

        registry.asks.register("associations", groups.group_asks)
        registry.counters.register("associations", groups.heartbeat_counters)
        registry.counters.register("associations-partners", partnerships.partnership_counters)
        registry.answer_pages.register("partnership", "la page du partenaire")
        registry.ticks.register("associations.warn", meetings.warn_groups)
        registry.ticks.register("associations.talks", meetings.ask_for_talks)
        registry.ticks.register("associations.polls", polling.close_due_polls)
        family = registry.MessageFamily("Mon groupe associé", ("association_group", "meeting", "heartbeat"))
        registry.message_families.register("associations", family)
        registry.personal_data.register(
            "associations",
            registry.PersonalData(
                "Groupe associé",
                groups.export_membership,
                erase_membership,
                kept="Les dates des rencontres de ton groupe, sans ton nom ni tes mots.",
            ),
        )
        mine = registry.NavEntry("Mon groupe", "associations:my-wishes", "users", frozenset({"ambassador"}), order=35)
        registry.navigation.register("associations-mine", mine)
        staff = frozenset({"team", "referent"})
        registry.navigation.register(
            "associations", registry.NavEntry("Associations", "associations:board", "users", staff, order=38)
        )
