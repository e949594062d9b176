"""The partner's own blocks of its space (convention, what it asked, another season, links) and of the team's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passeurs.core import registry
from passeurs.partners.choices import PartnershipState
from passeurs.partners.forms.contact import ContactForm
from passeurs.partners.forms.contact_log import ContactLogForm
from passeurs.partners.queries.contact_log import contact_logs_of
from passeurs.partners.queries.convention import acceptance_of, convention_of
from passeurs.partners.queries.help_request import help_requests_of
from passeurs.partners.queries.partnership import renewable_city

Page = Mapping[str, Any]
LINES_SHOWN = 30


def convention(page: Page) -> Page | None:
    """The text to accept, or who accepted it."""
    text = convention_of(page["partnership"])
    return {"convention": text, "acceptance": acceptance_of(page["partnership"], text)} if text else None


def help_requests(page: Page) -> Page | None:
    """What was asked, and the answers."""
    rows = help_requests_of(page["partnership"])
    return {"help_requests": rows} if rows else None


def renewal(page: Page) -> Page | None:
    """Another season, with the facts of this one."""
    partnership = page["partnership"]
    if partnership.state != PartnershipState.ACCEPTED:
        return None
    city = renewable_city(partnership)
    if city is None:
        return None
    return {"renewable": city, "facts": [line for read in registry.partnership_facts for line in read(partnership)]}


def contacts(page: Page) -> Page:
    """Who has a link, and a link for a colleague."""
    return {"colleagues": page["partnership"].contacts.present(), "contact_form": ContactForm()}


def contact_log(page: Page) -> Page | None:
    """On the team's page: the last lines of what was said, and one more."""
    partnership = page["partnership"]
    if not page["can_run"]:
        return None
    lines = list(contact_logs_of(partnership)[: LINES_SHOWN + 1])
    return {
        "contact_logs": lines[:LINES_SHOWN],
        "has_more": len(lines) > LINES_SHOWN,
        "contact_log_form": ContactLogForm(partnership=partnership),
        "partnership": partnership,
    }
