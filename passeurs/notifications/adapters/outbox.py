"""The demo's mail box: mails are kept as files under var/outbox and read at /demo/courrier/."""

from __future__ import annotations

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class OutboxBackend(EmailBackend):
    """Django's file backend, in the place where the demo's mail page looks."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["file_path"] = settings.VAR_DIR / "outbox"
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
