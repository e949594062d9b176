"""Application configuration of matching: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Répartition."""

    name = "passeurs.matching"
    label = "matching"
    verbose_name = _("Répartition")

    def ready(self) -> None:
        """Register wishes as personal data, half-days, lost computations, blocks of partners’ pages."""
        from passeurs.core import registry
        from passeurs.core.registry import Tab
        from passeurs.core.sections import register_sections
        from passeurs.matching import sections
        from passeurs.matching.actions import erasure, proposal
        from passeurs.matching.queries import partner_wish, personal_data, wish

        registry.public_subjects.register("matching", ("matching.matchingproposal:",))
        compute = "passeurs.matching.tasks.compute_proposal"
        registry.repeatable_tasks.register(compute, compute)
        registry.ticks.register("matching.lost", proposal.fail_lost_proposals)
        registry.free_half_days.register("matching", wish.free_half_days)
        registry.figures.register("matching-refusals", partner_wish.refusal_figures)
        registry.personal_data.register(
            "matching",
            registry.PersonalData(
                _("Vœux, et ce que des partenaires ont dit"),
                personal_data.export_matching,
                erasure.erase_wishes,
            ),
        )
        blocks = (
            ("partner-space", 40, "partner_wishers"),
            ("partnership-facts", 20, "partnership_wish_count"),
            ("partnership", 10, "partnership_preferences"),
        )
        register_sections("matching", sections, blocks)
        mine = registry.NavEntry(_("Mon groupe"), "matching:my-wishes", "users", frozenset({"ambassador"}), order=35)
        registry.navigation.register("matching", mine)
        team = frozenset({"team"})
        registry.tabs.register("matching", Tab("matching", _("Répartition"), "matching:proposal-list", team, 70))
