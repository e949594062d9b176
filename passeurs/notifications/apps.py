"""Application configuration of notifications."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "passeurs.notifications"
    label = "notifications"
    verbose_name = "Notifications"
