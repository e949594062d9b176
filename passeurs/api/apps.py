"""Application configuration of api."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """API."""

    name = "passeurs.api"
    label = "api"
    verbose_name = "API"
