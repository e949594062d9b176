"""Application configuration of catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Catalogue."""

    name = "passeurs.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"

    def ready(self) -> None:
        """Tell the team how many doubtful pairs wait."""
        from passeurs.catalogue.queries.pairs import pair_counter
        from passeurs.core.registry import counters

        counters.register("catalogue-pairs", pair_counter)
