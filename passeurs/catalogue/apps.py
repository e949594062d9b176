"""Application configuration of catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Catalogue."""

    name = "passeurs.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
