"""Application configuration of selections."""

from django.apps import AppConfig


class SelectionsConfig(AppConfig):
    """Sélections."""

    name = "passeurs.selections"
    label = "selections"
    verbose_name = "Sélections"
