"""Application configuration of the toolbox."""

import sys
from typing import Any

from django.apps import AppConfig
from django.core.signals import got_request_exception
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def waiting_tasks(at: Any) -> int:
    """Tasks that a worker would take now: their tables are there once all applications are ready."""
    from passeurs.core.queue import ready_tasks_count

    return ready_tasks_count(at)


# A letter is claimed before it is sent: its task may be done twice.
SEND_LETTER = "passeurs.core.tasks.send_letter"


class CoreConfig(AppConfig):
    """The toolbox."""

    name = "passeurs.core"
    label = "core"
    verbose_name = _("Boîte à outils")

    def ready(self) -> None:
        """Keep the search indexes whole after each migration; have letters leave; note errors; check the settings."""
        from passeurs.core import checks, failures, mail, receivers, registry, running  # noqa: F401
        from passeurs.core.search.operations import mend_search_indexes

        got_request_exception.connect(on_request_failed, dispatch_uid="note_failure")
        registry.ticks.register("core.failures", failures.forget_failures)
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
        registry.waiting_mails.register("core.letters", (_("lettres"), running.waiting_letters))
        registry.repeatable_tasks.register(SEND_LETTER, SEND_LETTER)
        registry.waiting_mails.register("core.tasks", (_("travaux en attente (invitations, calculs…)"), waiting_tasks))


def on_request_failed(sender: object, request: Any = None, **known: Any) -> None:
    """A page raised what nobody expected."""
    from passeurs.core.failures import note_failure

    error = sys.exception()
    if request is not None and error is not None:
        note_failure(request, error)
