"""Application configuration of catalogue."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Catalogue."""

    name = "passeurs.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"

    def ready(self) -> None:
<<<<<<< HEAD
        """Take a place in the navigation; offer the interests; tell the team how many doubtful pairs wait."""
        from passeurs.catalogue.queries.pairs import pair_counter
=======
        """Take a place in the navigation, offer the interests to the profile."""
        from passeurs.catalogue.queries import taxonomy
>>>>>>> people
        from passeurs.core import registry

        audience = frozenset({"visitor", "ambassador", "team", "referent"})
        entry = registry.NavEntry(_("Découvrir"), "catalogue:discover", "map-pin", audience, order=20)
        registry.navigation.register("discover", entry)
<<<<<<< HEAD
        registry.counters.register("catalogue-pairs", pair_counter)
=======
        registry.vocabularies.register("interests", taxonomy.domain_choices)
>>>>>>> people
