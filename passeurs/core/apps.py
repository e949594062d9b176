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
        """Keep the search indexes whole after each migration; have letters leave, and forgotten."""
        from passeurs.core import mail, receivers, registry, running  # noqa: F401
        from passeurs.core.search.operations import mend_search_indexes

        registry.ticks.register("core.letters", lambda at: running.send_due_letters(at=at))
        registry.ticks.register("core.tidy_letters", lambda at: running.tidy_letters(at=at))
        registry.ticks.register("core.tidy_task_results", lambda _at: running.tidy_task_results())
        registry.personal_data.register(
            "letters",
            registry.PersonalData(
                title=_("Les lettres qui te sont écrites et ne sont pas encore parties"),
                export=mail.export_letters,
                erase=mail.erase_letters,
                order=95,
            ),
        )
        post_migrate.connect(mend_search_indexes, sender=self, dispatch_uid="mend_search_indexes")
