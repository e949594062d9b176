"""Application configuration of editorial: its part of the shared registries."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """Éditorial."""

    name = "passeurs.editorial"
    label = "editorial"
    verbose_name = "Éditorial"
