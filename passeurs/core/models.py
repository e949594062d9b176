"""The journal: one row for each write that matters, who did what to what, when."""

from django.db import models


class JournalEntry(models.Model):
    """One write. References are plain text, so that the toolbox knows nobody's table."""

    at = models.DateTimeField(db_index=True)
    actor_ref = models.CharField(max_length=60, blank=True, db_index=True)
    verb = models.CharField(max_length=60, db_index=True)
    subject_ref = models.CharField(max_length=80, blank=True, db_index=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "écriture au journal"
        verbose_name_plural = "journal"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_ref}"


class ServiceMark(models.Model):
    """What the service says of itself under one name: its clock, a worker, the last mail, mails held."""

    name = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "signe de vie"
        verbose_name_plural = "signes de vie"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
