"""What every template knows: the site's name, contact, demo mode, and the places of the navigation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, get_urlconf, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from passeurs.core import registry
from passeurs.core.registry import Frame

BAR_SIZE = 5
# Pages that other rooms may or may not have: shown when their address leads somewhere.
VISITOR_PATHS = (
    ("/decouvrir/", _("Découvrir"), "map-pin"),
    ("/selections/", _("Sélections"), "layers"),
    ("/programme/", _("Le programme"), "info"),
    ("/actus/", _("Les actus"), "newspaper"),
    ("/candidater/", _("Candidater"), "pencil"),
)
FOOTER_PATHS = (
    ("/programme/", _("Le programme"), "info"),
    ("/villes/", _("Les villes"), "map"),
    ("/actus/", _("Les actus"), "newspaper"),
    ("/aide/", _("Aide"), "info"),
    ("/sources/", _("Sources"), "database"),
    ("/accessibilite/", _("Accessibilité"), "accessibility"),
    ("/donnees-personnelles/", _("Données personnelles"), "lock"),
    ("/mentions-legales/", _("Mentions légales"), "scale"),
    ("/regles/", _("Règles"), "scale"),
)


@lru_cache(maxsize=256)
def has_route(path: str, urlconf: str | None) -> bool:
    """Whether an address is that of a view of this site; pages that the team keeps share one, and do not count."""
    try:
        match = resolve(path, urlconf)
    except Resolver404:
        return False
    return not getattr(match.func, "is_catch_all", False)


def url_of(url_name: str) -> str:
    """The address of a named page, or nothing where this site does not have it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Place:
    """One link of the navigation. `current` is the value of aria-current: page, true (within), or nothing."""

    title: Any
    url: str
    icon: str
    current: str = ""


@dataclass(frozen=True)
class Network:
    """A place elsewhere where the programme is."""

    name: str
    url: str


class Places:
    """The navigation of one request, worked out when a template first asks for it.

    A visitor costs no query. `layout` is visitor, ambassador (bar and light column) or team (ink column).
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def person(self) -> Any:
        """Who is signed in, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def audiences(self) -> set[str]:
        """The audiences of the person: visitor, or member and whatever the registry says."""
        if self.person is None:
            return {"visitor"}
        return {"member"}.union(*(audiences_of(self.person) for audiences_of in registry.audiences))

    @cached_property
    def layout(self) -> str:
        """Which frame the page takes."""
        if self.audiences & {"team", "referent"}:
            return "team"
        return "ambassador" if "ambassador" in self.audiences else "visitor"

    def place(self, title: Any, url: str, icon: str) -> Place:
        """A link, marked when it leads to this page or to the section that holds it."""
        path = self.request.path
        current = "page" if path == url else "true" if url != "/" and path.startswith(url) else ""
        return Place(title, url, icon, current)

    @cached_property
    def frame(self) -> Frame:
        """What the team's pages hold: their addresses, the networks."""
        return next((read() for read in registry.frames), Frame())

    def leads_somewhere(self, path: str) -> bool:
        """Whether an address is that of a page of this site, a view's or the team's."""
        return has_route(path, get_urlconf()) or path in self.frame.titles

    def at(self, paths: tuple[tuple[str, Any, str], ...]) -> list[Place]:
        """The links of a closed list that lead somewhere on this site."""
        return [
            self.place(self.frame.titles.get(path) or title, path, icon)
            for path, title, icon in paths
            if self.leads_somewhere(path)
        ]

    @cached_property
    def all(self) -> list[Place]:
        """Every place of the person, in order."""
        entries = sorted(registry.navigation, key=lambda entry: (entry.order, str(entry.title)))
        mine = [entry for entry in entries if entry.audience & self.audiences]
        found = {url: entry for entry in mine if (url := url_of(entry.url_name))}
        here = [url for url in found if self.request.path.startswith(url)]
        nearest = max(here, key=len, default="")
        # « Moi » holds « Mes sélections »: only the nearest of the two is marked.
        return [
            place if place.url == nearest else replace(place, current="")
            for place in (self.place(entry.title, url, entry.icon) for url, entry in found.items())
        ]

    @cached_property
    def entries(self) -> list[Place]:
        """The links of the plain header."""
        known = {place.url for place in self.all}
        usual = [place for place in self.at(VISITOR_PATHS) if place.url not in known] if self.person is None else []
        return self.all + usual

    @cached_property
    def tools(self) -> list[Place]:
        """Places that sit beside the brand on a phone: the bell."""
        return [place for place in self.all if place.icon == "bell"]

    @cached_property
    def bar(self) -> list[Place]:
        """What lies under the thumb of an ambassador: five places at most."""
        if self.layout != "ambassador":
            return []
        return [place for place in self.all if place not in self.tools][:BAR_SIZE]

    @cached_property
    def menu(self) -> list[Place]:
        """What the phone's menu holds: all that is neither in the bar nor beside the brand."""
        return [place for place in self.all if place not in self.bar and place not in self.tools]

    @cached_property
    def footer(self) -> list[Place]:
        """The links of the footer."""
        return self.at(FOOTER_PATHS)

    @cached_property
    def sign_in_url(self) -> str:
        """Where one signs in."""
        return url_of("account_login")

    @cached_property
    def sign_out_url(self) -> str:
        """Where one signs out, for someone signed in."""
        return url_of("account_logout") if self.person is not None else ""

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages of the site: code, own name."""
        return settings.LANGUAGES

    @cached_property
    def language_url(self) -> str:
        """Where the footer's switch of language is sent."""
        return url_of("people:choose-language")

    @cached_property
    def demo_url(self) -> str:
        """Where a visitor of the demonstration takes a role."""
        return "/demo/" if has_route("/demo/", get_urlconf()) else ""

    @cached_property
    def networks(self) -> list[Network]:
        """« On reste connectés »: the networks of the site, in order."""
        return [Network(name, url) for name, url in self.frame.networks]


def site(request: HttpRequest) -> dict[str, Any]:
    """The town's own settings, the mode of this site and its places."""
    return {
        "site_name": settings.SITE_NAME,
        "site_contact": settings.SITE_CONTACT,
        "site_url": settings.SITE_URL,
        "is_demo": settings.DEMO,
        # Counted only if the page shows it.
        "unread_count": SimpleLazyObject(lambda: sum(count(request.user) for count in registry.unread_counts)),
        "places": Places(request),
    }
