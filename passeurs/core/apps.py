"""Application configuration of the toolbox."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The toolbox."""

    name = "passeurs.core"
    label = "core"
    verbose_name = "Boîte à outils"
