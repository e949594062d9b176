"""Application configuration of groups: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MESSAGE_KINDS = ("association_group", "meeting", "heartbeat", "project", "care", "handover", "team_word")


class GroupsConfig(AppConfig):
    """Ambassadeurs associés."""

    name = "passeurs.groups"
    label = "groups"
    verbose_name = _("Ambassadeurs associés")

    def ready(self) -> None:
        """Register asks, figures, periodic warnings, personal data, blocks of pages; listen to mandates."""
        from passeurs.core import registry
        from passeurs.groups import receivers  # noqa: F401
        from passeurs.groups.actions import absence, beat, poll
        from passeurs.groups.queries import meeting, workload

        registry.public_subjects.register("groups", ("groups.group:", "groups.membership:"))
        registry.loads.register("groups", workload.group_loads)
        registry.calendars.register("groups", registry.Calendar(meeting.calendar_entries, meeting.calendar_cities))
        registry.answer_pages.register("concern", _("la page de l’alerte"))
        registry.answer_pages.register("group_request", _("la page de la demande"))
        registry.ticks.register("groups.absences", absence.watch_absences)
        registry.ticks.register("groups.warn", beat.warn_groups)
        registry.ticks.register("groups.talks", beat.ask_for_talks)
        registry.ticks.register("groups.polls", poll.close_due_polls)
        registry.message_families.register("groups", registry.MessageFamily(_("Mon groupe associé"), MESSAGE_KINDS))
        self._ask()
        self._keep()
        self._show()

    @staticmethod
    def _ask() -> None:
        """What is asked of members, what the team counts."""
        from passeurs.core import registry
        from passeurs.groups.queries import absence, beat_board, care, group, group_request, rating

        registry.todos.register("groups", group.group_todos)
        registry.todos.register("groups-place", group_request.place_todos)
        registry.todos.register("groups-rating", rating.rating_todos)
        registry.todos.register("groups-absence", absence.absence_todos)
        registry.figures.register("groups", beat_board.heartbeat_figures)
        registry.figures.register("groups-care", care.care_figures)

    @staticmethod
    def _keep() -> None:
        """Personal data."""
        from passeurs.core import registry
        from passeurs.groups.actions import erasure, minutes
        from passeurs.groups.queries import concern, group, personal_data, rating
        from passeurs.groups.queries import minutes as minutes_queries

        registry.personal_data.register(
            "groups-care",
            registry.PersonalData(
                _("Ressentis et alertes"),
                lambda person: {
                    "ressentis": rating.export_ratings(person),
                    "alertes": concern.export_concerns(person),
                },
                erasure.erase_said,
            ),
        )
        registry.personal_data.register(
            "groups-minutes",
            registry.PersonalData(
                _("Comptes rendus dits à voix haute"),
                minutes_queries.export_spoken_minutes,
                minutes.erase_spoken_minutes,
            ),
        )
        registry.personal_data.register(
            "groups",
            registry.PersonalData(
                _("Groupe associé"),
                lambda person: {
                    "groupes": group.export_membership(person),
                    "mots": personal_data.export_words(person),
                },
                erasure.erase_membership,
                kept=_("Les dates des rencontres de ton groupe, sans ton nom ni tes mots."),
            ),
        )

    @staticmethod
    def _show() -> None:
        """Letters to partners, blocks of their pages, the team's boards, a place of the navigation."""
        from passeurs.core import registry
        from passeurs.core.registry import Tab
        from passeurs.core.sections import register_sections
        from passeurs.groups import sections
        from passeurs.groups.messages import partner as messages
        from passeurs.partners.messages import letters

        for name in ("to_confirm", "poll_opened", "help_answered", "group_made", "group_changed"):
            letters.register(name, getattr(messages, name))
        blocks = (
            ("partner-space", 10, "partner_confirmations"),
            ("partner-space", 20, "partner_ratings"),
            ("partner-space", 30, "partner_groups"),
            ("partnership-facts", 10, "partnership_count"),
            ("partnership-top", 10, "partnership_meetings"),
            ("person", 30, "person_groups"),
            ("season-city", 30, "city_groups"),
        )
        register_sections("groups", sections, blocks)
        registry.partnership_facts.register("groups", sections.season_facts)
        staff = frozenset({"team", "referent"})
        board = registry.NavEntry(_("Associations"), "groups:beat-board", "users", staff, order=38)
        registry.navigation.register("groups", board)
        registry.tabs.register("board", Tab("board", _("Mois par mois"), "groups:beat-board", order=10))
        registry.tabs.register("requests", Tab("requests", _("Autre groupe"), "groups:group-request-list", order=40))
        registry.tabs.register("care", Tab("care", _("Suivi"), "groups:care-board", order=50))
