"""Application configuration of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Comptes."""

    name = "passeurs.people"
    label = "people"
    verbose_name = "Comptes"
