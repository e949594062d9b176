"""Application configuration of catalogue: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Lieux, offres, œuvres."""

    name = "passeurs.catalogue"
    label = "catalogue"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        """Fill the registries: navigation, interests, doubtful pairs for the team, what is shared, pins."""
        from passeurs.catalogue import exports, receivers  # noqa: F401
        from passeurs.catalogue.actions.import_run import stop_lost_runs
        from passeurs.catalogue.actions.pin import erase_pins, forget_unpinned
        from passeurs.catalogue.queries import category, shareable
        from passeurs.catalogue.queries.doubtful_pair import doubtful_pair_figures
        from passeurs.core import registry

        audience = frozenset({"visitor", "ambassador", "team", "referent"})
        entry = registry.NavEntry(_("Découvrir"), "catalogue:discover", "map-pin", audience, order=20)
        registry.public_subjects.register("catalogue", ("catalogue.",))
        registry.navigation.register("discover", entry)
        registry.vocabularies.register("interests", category.domain_choices)
        registry.figures.register("catalogue-pairs", doubtful_pair_figures)
        for kind, lookup in shareable.SHAREABLES.items():
            registry.shareables.register(kind, lookup)
        registry.alike.register("offer", shareable.offers_alike)
        registry.personal_data.register(
            "catalogue-pins",
            registry.PersonalData(_("Les lieux que tu as épinglés, tes notes"), exports.export_person, erase_pins),
        )
        registry.ticks.register("catalogue.lost_runs", stop_lost_runs)
        registry.ticks.register("catalogue-pins", lambda at: forget_unpinned(at=at))
        self._show()

    @staticmethod
    def _show() -> None:
        """Blocks and buttons of the pages of things: a venue, an offer, a work."""
        from passeurs.catalogue import sections
        from passeurs.core.sections import register_sections

        blocks = (
            ("offers", 10, ("venue",)),
            ("access", 20, ("venue", "offer")),
            ("others", 60, ("venue", "offer")),
            ("sources", 90, ("venue", "offer", "work")),
            ("pin", 10, ("venue-acts",)),
            ("share", 20, ("venue-acts", "offer-acts", "work-acts")),
            ("report", 90, ("venue-acts", "offer-acts", "work-acts")),
        )
        told = [(page, order, name) for name, order, pages in blocks for page in pages]
        register_sections("catalogue", sections, told)
