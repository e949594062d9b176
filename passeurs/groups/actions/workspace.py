"""What a group keeps: notes that nobody overwrites unseen, actions, files, roles, a charter agreed by version."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction

from passeurs.core import clock, journal
from passeurs.groups.choices import MemberRole
from passeurs.groups.models import ActionItem, Group, GroupCharter, GroupFile, GroupNote, Membership
from passeurs.groups.rules.workspace import (
    can_add_action_item,
    can_add_file,
    can_agree_charter,
    can_keep,
    can_save_note,
    can_take_role,
)
from passeurs.people.models import Person


def _kept(group: Group, by: Person) -> Group:
    """The group, locked, if this person may write in it."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    can_keep(by, group).or_refuse()
    return group


@transaction.atomic
def save_note(*, group: Group, by: Person, text: str, version: int, at: dt.datetime | None = None) -> GroupNote:
    """Keep the notes, written on top of `version`. Raises Refused when somebody wrote meanwhile: nothing is lost."""
    at = at or clock.now()
    group = _kept(group, by)
    note, _made = GroupNote.objects.get_or_create(group=group)
    if note.text == text:
        return note
    can_save_note(note, version).or_refuse()
    note.text, note.version, note.changed_at, note.changed_by = text, version + 1, at, by
    note.save()
    journal.record(actor=by, verb="save_note", subject=note, data={"version": note.version}, at=at)
    return note


@transaction.atomic
def add_action_item(
    *,
    group: Group,
    by: Person,
    label: str,
    owner: Membership | None = None,
    due_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> ActionItem:
    """Something to do. Raises Refused past sixty, or when the owner is of another group."""
    group = _kept(group, by)
    can_add_action_item(group, owner).or_refuse()
    action = ActionItem.objects.create(group=group, label=label, owner=owner, due_on=due_on, made_at=at or clock.now())
    journal.record(actor=by, verb="add_action_item", subject=action, at=at)
    return action


@transaction.atomic
def tick_action_item(*, action: ActionItem, by: Person, is_done: bool, at: dt.datetime | None = None) -> ActionItem:
    """Done, or not after all."""
    _kept(action.group, by)
    action.done_at = (at or clock.now()) if is_done else None
    action.save(update_fields=["done_at"])
    journal.record(actor=by, verb="tick_action_item", subject=action, data={"done": is_done}, at=at)
    return action


@transaction.atomic
def remove_action_item(*, action: ActionItem, by: Person, at: dt.datetime | None = None) -> None:
    """Take an action out."""
    _kept(action.group, by)
    journal.record(actor=by, verb="remove_action_item", subject=action, at=at)
    action.delete()


@transaction.atomic
def add_file(
    *, group: Group, by: Person, name: str, content: bytes, mime: str, extension: str, at: dt.datetime | None = None
) -> GroupFile:
    """Keep a file that its form has cleaned."""
    group = _kept(group, by)
    can_add_file(group).or_refuse()
    kept = GroupFile(group=group, name=name[:120], mime=mime, made_at=at or clock.now(), made_by=by)
    kept.file.save(f"f.{extension}", ContentFile(content))
    journal.record(actor=by, verb="add_file", subject=kept, at=at)
    return kept


@transaction.atomic
def remove_file(*, kept: GroupFile, by: Person, at: dt.datetime | None = None) -> None:
    """Delete a file, from the disk too."""
    _kept(kept.group, by)
    journal.record(actor=by, verb="remove_file", subject=kept, at=at)
    storage, name = kept.file.storage, kept.file.name or ""
    kept.delete()
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def take_role(*, membership: Membership, by: Person, role: str, at: dt.datetime | None = None) -> Membership:
    """Say what one does in the group: each says it for themself."""
    _kept(membership.group, by)
    can_take_role(by, membership).or_refuse()
    membership.role = MemberRole(role)
    membership.save(update_fields=["role"])
    journal.record(actor=by, verb="take_role", subject=membership, data={"role": role}, at=at)
    return membership


@transaction.atomic
def write_charter(*, group: Group, by: Person, body: str, at: dt.datetime | None = None) -> GroupCharter:
    """A new version of the group's charter; who writes it agrees, the others agree anew."""
    at = at or clock.now()
    group = _kept(group, by)
    last = group.charters.first()
    if last and last.body == body:
        return last
    charter = GroupCharter.objects.create(group=group, version=last.version + 1 if last else 1, body=body, made_at=at)
    charter.agreed_by.add(_membership(group, by))
    journal.record(actor=by, verb="write_charter", subject=charter, data={"version": charter.version}, at=at)
    return charter


@transaction.atomic
def agree_charter(*, charter: GroupCharter, by: Person, at: dt.datetime | None = None) -> GroupCharter:
    """Agree with the last version. Raises Refused for an older one."""
    group = _kept(charter.group, by)
    can_agree_charter(charter, group).or_refuse()
    charter.agreed_by.add(_membership(group, by))
    journal.record(actor=by, verb="agree_charter", subject=charter, at=at)
    return charter


def _membership(group: Group, person: Person) -> Membership:
    return group.memberships.present().get(mandate__person=person)
