"""Application configuration of notifications."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "passeurs.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Fill the registries."""
        from passeurs.core import registry
        from passeurs.notifications import exports, queries, receivers  # noqa: F401
        from passeurs.notifications.actions import forget_old_messages, notify
        from passeurs.notifications.running import send_due_deliveries

        registry.personal_data.register(
            "notifications",
            registry.PersonalData(
                title=_("Ce qu’on t’a écrit, et tes préférences d’e-mail"),
                export=exports.export_person,
                erase=exports.erase_person,
                order=90,
            ),
        )
        registry.navigation.register(
            "notifications",
            registry.NavEntry(
                _("Notifications"), "notifications:message-list", "bell", frozenset({"member"}), order=80
            ),
        )
        registry.notifiers.register("notifications", notify)
        registry.figures.register("notifications", queries.stuck_figures)
        registry.unread_counts.register("notifications", queries.unread_count)
        deliver = "passeurs.notifications.tasks.deliver_due"
        registry.repeatable_tasks.register(deliver, deliver)
        registry.waiting_mails.register("notifications", (_("e-mails de notifications"), queries.due_count))
        registry.ticks.register("notifications.send", lambda at: send_due_deliveries(at=at))
        registry.ticks.register("notifications.forget", lambda at: forget_old_messages(at=at))
