"""Tables of promises: who owes whom an answer about what, by when, and what became of it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.promises.choices import Outcome, Owner


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Chainable filters of promises."""

    def open(self) -> PromiseQuerySet:
        """Not answered yet."""
        return self.filter(answered_at__isnull=True)

    def late(self, at: dt.datetime) -> PromiseQuerySet:
        """Open and past their date."""
        return self.open().filter(due_at__lt=at)

    def about_thing(self, thing: models.Model) -> PromiseQuerySet:
        """About one row."""
        return self.filter(about_type=ContentType.objects.get_for_model(thing), about_id=thing.pk)

    def scoped(self, scopes: list[str]) -> PromiseQuerySet:
        """Owed within one of these scopes (`city:21231`)."""
        return self.filter(scope__in=scopes)


class Promise(models.Model):
    """An answer owed. The label and URL are kept as told, so that a list needs no join to any domain."""

    kind = models.CharField(max_length=60, db_index=True)
    owner = models.CharField(max_length=20, choices=Owner)
    scope = models.CharField(max_length=80, blank=True)
    owed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="promises"
    )
    owed_to_label = models.CharField(max_length=120, blank=True)
    about_type = models.ForeignKey(ContentType, null=True, on_delete=models.SET_NULL)
    about_id = models.PositiveBigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_id")
    about_label = models.CharField(max_length=200)
    about_url = models.CharField(max_length=300, blank=True)
    detail = models.TextField(blank=True)
    made_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse promise")
        verbose_name_plural = _("réponses promises")
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["answered_at", "due_at"], name="promise_open_due"),
            models.Index(fields=["about_type", "about_id"], name="promise_about"),
            models.Index(fields=["scope", "due_at"], name="promise_scope_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, outcome="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(outcome="")),
                name="promise_answered_has_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.about_label}"
