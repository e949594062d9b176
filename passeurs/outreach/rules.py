"""Rules of outreach: who makes a link, where it may lead, which visit counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.outreach.models import TrackedLink
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.queries import running_mandate

MAX_LINKS = 200
# Programs that fetch a page without anybody reading it: robots, and the previews of messages.
ROBOTS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|meta-external|whatsapp|telegram|"
    r"skypeuripreview|embedly|iframely|vkshare|pinterest/|headless|lighthouse|monitor|uptime|pingdom|archive|scrap|"
    r"python-|curl/|wget/|go-http-client|java/|okhttp|axios/|node-fetch|undici|libwww|httpclient|feedfetcher|"
    r"google-read-aloud|mediapartners|validator|slack-imgproxy|snap url|viber|line-poker|mastodon|pleroma|misskey",
    re.IGNORECASE,
)
AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


def can_make_link(person: object) -> Verdict:
    """Ambassadors have personal links, during their mandate."""
    if not running_mandate(person):
        return forbidden(_("Avoir des liens à son nom demande un mandat d’ambassadeur en cours."))
    assert isinstance(person, Person)
    if person.tracked_links.standing().count() >= MAX_LINKS:
        return refusal(_("Tu as déjà %(max)s liens\u202f: retire ceux qui ne servent plus.") % {"max": MAX_LINKS})
    return ALLOWED


def can_lead_to(target: str) -> Verdict:
    """A page of this site (a path), or an https address of a listed site: nowhere else."""
    if target.startswith("/") and not target.startswith(("//", "/\\")):
        return ALLOWED
    try:
        parts = urlsplit(target)
        is_plain = parts.scheme == "https" and parts.port is None and "@" not in parts.netloc
    except ValueError:
        is_plain = False
    if is_plain and parts.hostname in settings.LINK_DOMAINS and not re.search(r"[\s\\\x00-\x1f]", target):
        return ALLOWED
    sites = ", ".join(settings.LINK_DOMAINS)
    if not sites:
        return refusal(_("Un lien court mène à une page de ce site. Cette adresse mène ailleurs."))
    return refusal(
        _("Un lien court mène à une page de ce site ou de %(sites)s, en https. Cette adresse mène ailleurs.")
        % {"sites": sites}
    )


def can_retire_link(person: object, link: TrackedLink) -> Verdict:
    """Whose it is, once."""
    if not isinstance(person, Person) or link.person_id != person.pk:
        return forbidden(_("Ce lien est à quelqu’un d’autre."))
    return ALLOWED if link.retired_at is None else refusal(_("Ce lien est déjà retiré."))


def can_read_sums(person: object) -> Verdict:
    """The team reads sums; nobody reads the figures of another."""
    return ALLOWED if is_team(person) else forbidden(_("Ces sommes sont lues par l’équipe nationale."))


def is_a_reader(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a request is somebody following a link: not a robot, not a preview, not a page fetched in advance.

    `headers` as in `request.META`; they are read here and kept nowhere.
    """
    agent = headers.get("HTTP_USER_AGENT", "")
    if method != "GET" or not agent or ROBOTS.search(agent):
        return False
    return not any(re.search("prefetch|preview|prerender", headers.get(name, ""), re.I) for name in AHEAD)
