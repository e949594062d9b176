"""Application configuration of recordings: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordingsConfig(AppConfig):
    """Recordings."""

    name = "passeurs.recordings"
    label = "recordings"
    verbose_name = _("Enregistrements")

    def ready(self) -> None:
        """Give the field that receives a file to its neighbours, which do not import it; register the recorder."""
        from passeurs.core import registry
        from passeurs.recordings.forms.upload import UploadField

        registry.behaviours.register("recorder", "recordings/js/recorder.js")
        registry.upload_fields.register("recordings", UploadField)
