"""Application configuration of the toolbox."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """The toolbox."""

    name = "passeurs.core"
    label = "core"
    verbose_name = _("Boîte à outils")

    def ready(self) -> None:
        """Keep the search indexes whole after each migration."""
        from passeurs.core.search.operations import mend_search_indexes

        post_migrate.connect(mend_search_indexes, sender=self, dispatch_uid="mend_search_indexes")
