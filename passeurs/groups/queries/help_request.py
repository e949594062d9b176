"""Which group a partner's request is for."""

from __future__ import annotations

from passeurs.groups.models import Group
from passeurs.partners.models import HelpRequest

PREFIX = "groups.group:"


def asked_group(help_request: HelpRequest) -> Group | None:
    """The group that answers, with its partner and city; None for a request made to something else."""
    if not help_request.asked_of.startswith(PREFIX):
        return None
    rows = Group.objects.select_related("partnership__season_city__city")
    return rows.filter(pk=help_request.asked_of.removeprefix(PREFIX)).first()
