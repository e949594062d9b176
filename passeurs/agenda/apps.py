"""Application configuration of agenda."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Agenda."""

    name = "passeurs.agenda"
    label = "agenda"
    verbose_name = "Agenda"
