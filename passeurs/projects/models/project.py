"""What a group makes for others: its purpose, its steps, its outcome with proof."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.models import Group
from passeurs.projects.choices import ProjectState, ProjectTheme

PUBLIC_STATES = (ProjectState.RUNNING, ProjectState.REPORTED, ProjectState.DONE)


def proof_path(proof: Any, name: str) -> str:
    """Where the picture of a proof is kept: a name nobody can guess."""
    return f"projets/{uuid.uuid4().hex}.{name.rpartition('.')[2]}"


class ProjectQuerySet(models.QuerySet["Project"]):
    """Chainable filters of projects."""

    def published(self) -> ProjectQuerySet:
        """Those that anyone reads: accepted, begun, and not taken off the site."""
        return self.filter(state__in=PUBLIC_STATES, hidden_at__isnull=True)

    def done(self) -> ProjectQuerySet:
        """The idea bank: what was made, shown and may be taken up."""
        return self.published().filter(state=ProjectState.DONE)

    def open(self) -> ProjectQuerySet:
        """Neither done nor stopped."""
        return self.exclude(state__in=[ProjectState.DONE, ProjectState.STOPPED])


class Project(models.Model):
    """One project of one group: the referent accepts it, then its outcome, before anyone else reads them."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="projects")
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(_("titre"), max_length=100)
    theme = models.CharField(_("de quoi il s’agit"), max_length=12, choices=ProjectTheme, default=ProjectTheme.TALK)
    purpose = models.TextField(_("ce que vous voulez faire, et pourquoi"), max_length=1500, blank=True)
    audience = models.CharField(_("pour qui"), max_length=200, blank=True)
    needs = models.TextField(_("ce qu’il vous faut"), max_length=800, blank=True)
    budget_line = models.CharField(_("à quoi servirait l’argent"), max_length=200, blank=True)
    budget_euros = models.PositiveIntegerField(_("combien, en euros"), default=0)
    state = models.CharField(max_length=10, choices=ProjectState, default=ProjectState.DRAFT)
    taken_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="taken_up")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(_("ce que ça a donné"), max_length=1500, blank=True)
    reached_count = models.PositiveIntegerField(_("combien de personnes y étaient"), null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("projet de groupe")
        verbose_name_plural = _("projets de groupe")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC_STATES) | Q(accepted_at__isnull=False, started_at__isnull=False),
                name="project_public_was_accepted",
            )
        ]
        indexes = [
            models.Index(fields=["state", "-started_at"], name="project_state_started"),
            models.Index(fields=["theme", "state"], name="project_theme_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("projects:project", args=[self.slug])

    def get_workshop_url(self) -> str:
        """Where its group works on it, and the referent answers."""
        return reverse("projects:project-workshop", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """Whether anyone reads its page."""
        return self.state in PUBLIC_STATES and self.hidden_at is None


class ProjectStep(models.Model):
    """One step with its date; ticked when done."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="steps")
    label = models.CharField(_("étape"), max_length=140)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("étape d’un projet")
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.label


class ProjectProof(models.Model):
    """What shows the outcome: a link, or a picture drawn anew without what a camera adds; sizes in pixels."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="proofs")
    url = models.URLField(_("un lien"), max_length=500, blank=True)
    image = models.FileField(_("une image"), upload_to=proof_path, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    caption = models.CharField(_("ce qu’on y voit"), max_length=160)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("preuve d’un projet")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(url="") ^ Q(image=""), name="project_proof_link_or_image"),
        ]

    def __str__(self) -> str:
        return self.caption
