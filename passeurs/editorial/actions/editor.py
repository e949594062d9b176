"""The editors' room follows the roles: each grant gives the permissions of a group there, and takes them back."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from passeurs.editorial.models import CityPage, HomePage
from passeurs.people.choices import Role
from passeurs.people.models import Person, RoleGrant

EDITORS, PUBLISHERS = "Rédaction", "Publication"
CITY_PREFIX = "Rédaction · "
FLOW = "Relecture avant publication"
# What each role opens: a referent writes for their city, the team publishes.
WRITE_EVERYWHERE = {Role.EDITOR}
WRITE_FOR_A_CITY = {Role.CITY_EDITOR, Role.REFERENT}
PUBLISH = {Role.PUBLISHER, Role.TEAM}


def group_name(role: str, scope: str) -> str:
    """The group that a grant opens; nothing for a role that does not write."""
    if role in PUBLISH:
        return PUBLISHERS
    if role in WRITE_EVERYWHERE:
        return EDITORS
    return f"{CITY_PREFIX}{scope}" if role in WRITE_FOR_A_CITY and scope.startswith("city:") else ""


@transaction.atomic
def sync_editor(*, person: Person) -> None:
    """Put a person into the groups of their running grants, and out of the others of this room."""
    grants = RoleGrant.objects.filter(person=person, ended_at__isnull=True, person__is_active=True)
    wanted = {group_name(grant.role, grant.scope) for grant in grants} - {""}
    mine = {group.name: group for group in person.groups.all()}
    ours = {name for name in mine if name in (EDITORS, PUBLISHERS) or name.startswith(CITY_PREFIX)}
    person.groups.remove(*(mine[name] for name in ours - wanted))
    person.groups.add(*(open_group(name) for name in sorted(wanted - ours)))


def open_group(name: str) -> Group:
    """A group of the room with its permissions, made when first needed."""
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        set_permissions(group)
    return group


def set_permissions(group: Group) -> None:
    """Give a group what its name says, on the pages that are there; safe to ask again."""
    room = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(room)
    _allow_files(group, is_publisher=group.name == PUBLISHERS)
    if group.name == PUBLISHERS:
        rights = Permission.objects.filter(
            content_type__app_label__in=["wagtailredirects", "editorial"],
            codename__in=["add_redirect", "change_redirect", "delete_redirect", "change_sitesettings"],
        )
        group.permissions.add(*rights)
        _allow(group, HomePage.objects.first(), "add", "change", "publish", "lock", "unlock")
    elif group.name == EDITORS:
        _allow(group, HomePage.objects.first(), "add", "change")
    else:
        insee = group.name.rpartition(":")[2]
        _allow(group, CityPage.objects.filter(city__insee=insee).first(), "add", "change")


def _allow(group: Group, page: Page | None, *words: str) -> None:
    if page is None:
        return
    names = [f"{word}_page" for word in words]
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=names):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _allow_files(group: Group, *, is_publisher: bool) -> None:
    """Everyone adds and chooses pictures and documents, and changes their own; who publishes changes all."""
    root = Collection.get_first_root_node()
    if root is None:
        return
    words = ("add", "choose", "change") if is_publisher else ("add", "choose")
    names = [f"{word}_{kind}" for word in words for kind in ("picture", "image", "document")]
    labels = ["editorial", "wagtailimages", "wagtaildocs"]
    for permission in Permission.objects.filter(content_type__app_label__in=labels, codename__in=names):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


@transaction.atomic
def open_room(*, home: HomePage) -> None:
    """Groups, permissions, the reading before publication, and everybody whose role opens the room."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    for name in (EDITORS, PUBLISHERS):
        open_group(name)
    for group in Group.objects.all():
        if group.name in (EDITORS, PUBLISHERS) or group.name.startswith(CITY_PREFIX):
            set_permissions(group)
    _open_workflow(home)
    for person in Person.objects.filter(role_grants__ended_at__isnull=True, is_active=True).distinct():
        sync_editor(person=person)


def _open_workflow(home: HomePage) -> None:
    """One reading by somebody who publishes, for every page of the site."""
    Workflow.objects.exclude(name=FLOW).update(active=False)
    flow, _made = Workflow.objects.get_or_create(name=FLOW, defaults={"active": True})
    task = GroupApprovalTask.objects.filter(name=FLOW).first() or GroupApprovalTask.objects.create(name=FLOW)
    task.groups.add(open_group(PUBLISHERS))
    WorkflowTask.objects.get_or_create(workflow=flow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page_id=home.pk, defaults={"workflow": flow})
