"""Application configuration of promises."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Réponses promises."""

    name = "passeurs.promises"
    label = "promises"
    verbose_name = "Réponses promises"
