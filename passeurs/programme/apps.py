"""Application configuration of programme."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Programme."""

    name = "passeurs.programme"
    label = "programme"
    verbose_name = "Programme"
