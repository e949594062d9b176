"""Leaving: what an erased account did in the editors’ room; pages stay, they are the programme’s."""

from __future__ import annotations

from functools import partial

from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.images.models import Image
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from passeurs.editorial.models import Issue, Picture
from passeurs.people.models import Person

COMMENTS = "wagtail_admin_comments"
# What was done stays, without who did it.
DONE_BY: tuple[tuple[type[models.Model], str], ...] = (
    (Comment, "resolved_by"),
    (Issue, "created_by"),
    (ModelLogEntry, "user"),
    (PageLogEntry, "user"),
    (Picture, "uploaded_by_user"),
    (Image, "uploaded_by_user"),
    (get_document_model(), "uploaded_by_user"),
    (Revision, "user"),
    (TaskState, "finished_by"),
    (UploadedFile, "uploaded_by_user"),
    (WorkflowState, "requested_by"),
)


@transaction.atomic
def erase_writings(person: Person) -> list[str]:
    """On erasure of an account: preferences and comments go; pages stay, without who wrote them."""
    for profile in UserProfile.objects.filter(user=person).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.storage.delete, str(profile.avatar.name)))
    for model in (UserProfile, PageSubscription, EditingSession, FormState, CommentReply, Comment):
        model._default_manager.filter(user=person).delete()
    _take_comments_out(person)
    for done, field in DONE_BY:
        done._default_manager.filter(**{field: person}).update(**{field: None})
    Page.objects.filter(locked_by=person).update(locked=False, locked_by=None, locked_at=None)
    person.groups.clear()
    if Page.objects.filter(owner=person).update(owner=None):
        return [_("Les articles que tu as écrits pour le programme restent en ligne, sans ton nom.")]
    return []


def _take_comments_out(person: Person) -> None:
    """A revision keeps the comments of its moment: those of this person go, and their answers to others."""
    rows = Revision.objects.filter(content__has_key=COMMENTS).exclude(**{f"content__{COMMENTS}": []})
    for revision in rows.iterator():
        before = revision.content[COMMENTS]
        after = [
            {**one, "replies": [reply for reply in one.get("replies", []) if reply.get("user") != person.pk]}
            for one in before
            if one.get("user") != person.pk
        ]
        if after != before:
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, COMMENTS: after})
