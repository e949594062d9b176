"""Application configuration of the toolbox."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def waiting_tasks(at: Any) -> int:
    """Tasks that a worker would take now: their tables are there once all applications are ready."""
    from passeurs.core.queue import ready_tasks_count

    return ready_tasks_count(at)


class CoreConfig(AppConfig):
    """The toolbox."""

    name = "passeurs.core"
    label = "core"
    verbose_name = _("Boîte à outils")

    def ready(self) -> None:
        """Keep the search indexes whole after each migration; count what waits."""
        from passeurs.core import registry
        from passeurs.core.search.operations import mend_search_indexes

        post_migrate.connect(mend_search_indexes, sender=self, dispatch_uid="mend_search_indexes")
        registry.waiting_mails.register("core.tasks", (_("travaux en attente (lettres, invitations…)"), waiting_tasks))
