"""Facts of groups that projects act on."""

from typing import Any

from django.dispatch import receiver

from passeurs.groups.models import Group
from passeurs.groups.signals import groups_merged
from passeurs.projects.actions.project import hand_on_projects


@receiver(groups_merged)
def on_groups_merged(sender: object, source: Group, target: Group, **known: Any) -> None:
    """What the members had begun goes with them."""
    hand_on_projects(source=source, target=target)
