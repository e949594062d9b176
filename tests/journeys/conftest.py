"""Stories in a real browser: Chromium, a live server, axe on every page that is visited."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from passeurs.core.page_cache import pages_changed
from passeurs.people.models import Person
from tests.journeys.world import World, make_world

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
# The microphone of the machine is one that beeps.
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--use-fake-device-for-media-stream"]
WAIT_MS = 15_000


def pytest_collection_finish(session: pytest.Session) -> None:
    """SQLite in a file: the browser asks several things at once, each on a connection of its own."""
    if not any(item.get_closest_marker("journey") for item in session.items):
        return
    folder = tempfile.TemporaryDirectory(prefix="passeurs-journeys-")
    session.config.add_cleanup(folder.cleanup)
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder.name}/journeys.sqlite3"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all the stories."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("No Chromium: run `make browser`, or set CHROMIUM to its path.")
    # Playwright's synchronous interface keeps an event loop in this thread, where Django refuses its ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Window:
    """Opens pages, signed in or not, and keeps whatever a browser complains about."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base = browser, base
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def open(self, person: Person | None = None, **options: object) -> Page:
        """A page of a new browser profile, at 1280 px unless told otherwise."""
        asked = {"viewport": DESK, "locale": "fr-FR", "reduced_motion": "reduce", "base_url": self.base} | options
        context = self.browser.new_context(**asked)
        context.set_default_timeout(WAIT_MS)
        self.contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.base}])
        return self.watch(context.new_page())

    def watch(self, page: Page) -> Page:
        """Keep errors of the console (refusals of the CSP are among them), of scripts, and of what a page loads."""
        page.on("console", lambda line: self._hear(page, line.type, line.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._check_response)
        return page

    def _hear(self, page: Page, kind: str, text: str) -> None:
        # What fails to load is judged by its answer: a refused form is a document, and no fault.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.complaints.append(f"{page.url}: {text}")

    def _check_response(self, response: object) -> None:
        is_part = response.request.resource_type != "document"
        if response.status >= 500 or (is_part and response.status >= 400):
            self.complaints.append(f"{response.status} {response.url}")

    def close(self) -> None:
        """Close every profile."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def window(live_server: object, browser: Browser) -> Iterator[Window]:
    """The browser of one story; a complaint of any of its pages fails the story."""
    window = Window(browser, live_server.url)
    yield window
    window.close()
    assert window.complaints == []


@pytest.fixture
def page(window: Window) -> Page:
    """A visitor's page."""
    return window.open()


@pytest.fixture
def world(transactional_db: None, settings: object) -> World:
    """A small season in Dijon, on a site that keeps its public pages as in service."""
    settings.PAGE_CACHE_SECONDS = 60
    pages_changed()
    return make_world()


@pytest.fixture
def mailbox(settings: object, tmp_path: object) -> None:
    """The demonstration's mails, readable at /demo/courrier/."""
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    settings.EMAIL_BACKEND = "passeurs.notifications.adapters.outbox.OutboxBackend"


def check_page(page: Page, views: tuple[dict[str, int], ...] = (PHONE, DESK)) -> None:
    """axe finds nothing in these views, nothing overflows at 320 px, a title, one h1, no trap of machines in sight."""
    page.wait_for_load_state()
    size = page.viewport_size
    assert page.title().strip(), page.url
    expect(page.locator("h1")).to_have_count(1)
    # `aria-hidden` hides it from axe and from screen readers: only the eye would meet a trap that its style lost.
    hidden = page.locator(".trap").evaluate_all("all => all.every(one => one.getBoundingClientRect().right < 0)")
    assert hidden, page.url
    for view in views:
        page.set_viewport_size(view)
        found = Axe().run(page).response["violations"]
        told = [f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:4]}" for one in found]
        assert told == [], f"{page.url} at {view['width']} px"
    page.set_viewport_size({"width": 320, "height": 780})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} overflows by {wide} px at 320 px"
    page.set_viewport_size(size)


@pytest.fixture
def visit() -> Callable[[Page, str], None]:
    """Go to an address that answers 200, and check the page as it is seen."""

    def _visit(page: Page, url: str) -> None:
        response = page.goto(url)
        assert response is not None
        assert response.status == 200, f"{url}: {response.status}"
        check_page(page, (page.viewport_size,))

    return _visit
