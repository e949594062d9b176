"""Photograph every page as each role, with what axe finds: `make tour`, then open var/tour/index.html.

Pages are the named addresses that take no argument, and a few samples of every other kind found by following
links. Each is looked at at 360 and 1280 px, light and dark, and measured at 320 px for overflow. The exit code is 1
when axe, the console (errors, refused by the CSP), an overflow or a server error has something to say.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from running_site import LEFT_ALONE, plain_addresses, running_site, view_name

ROLES = ("visitor", "ambassador", "reader", "referent", "team", "partner", "juror")
VIEWS = ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark"))
NOTHING_TO_SHOW = ("Download", "ERR_ABORTED", "ERR_HTTP_RESPONSE_CODE_FAILURE")
LOST_PAGE = "/cette-page-n-existe-pas/"


@dataclass
class Seen:
    """One page as one role saw it."""

    role: str
    url: str
    view: str
    status: int = 0
    title: str = ""
    shots: list[str] = field(default_factory=list)
    axe: list[dict[str, str]] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    overflow: int = 0

    @property
    def faults(self) -> list[str]:
        """What is wrong, in words; nothing when all is well."""
        rules: dict[str, list[dict[str, str]]] = {}
        for one in self.axe:
            rules.setdefault(f"{one['id']} ({one['nodes']}) {one['help']} — {one['target']}", []).append(one)
        found = [f"axe [{', '.join(one['view'] for one in ones)}]: {rule}" for rule, ones in rules.items()]
        found += [f"console: {line}" for line in self.console]
        if self.overflow:
            found.append(f"déborde de {self.overflow} px à 320 px")
        if self.status >= 500 or not self.status:
            found.append(f"réponse {self.status}")
        return found


class Tourist:
    """One role in one browser: walks from its start page and looks at everything within its caps."""

    def __init__(self, browser: object, base: str, role: str, folder: Path, options: argparse.Namespace) -> None:
        self.context = browser.new_context(
            reduced_motion="reduce", locale="fr-FR", viewport={"width": 360, "height": 800}
        )  # type: ignore[attr-defined]
        self.page = self.context.new_page()
        self.base, self.role, self.folder, self.options = base, role, folder, options
        self.said: list[str] = []
        self.page.on("console", lambda line: self.hear(line.type, line.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.kinds: Counter[str] = Counter()
        self.known: set[str] = set()

    def hear(self, kind: str, text: str) -> None:
        """Keep errors; an address that answers 404 on purpose is no error."""
        if kind == "error" and "status of 40" not in text:
            self.said.append(text[:300])

    def sign_in(self) -> bool:
        """Take the role on /demo/; False where the site does not offer it."""
        if self.role == "visitor":
            return True
        answer = self.page.goto(f"{self.base}/demo/")
        button = self.page.locator(f'button[name="role"][value="{self.role}"]')
        if answer is None or answer.status != 200 or not button.count():
            return False
        button.first.click()
        self.page.wait_for_load_state()
        return not self.page.url.endswith("/demo/")

    def visit(self, url: str) -> Any:
        """Go there; once more when a download that was under way got in between."""
        try:
            return self.page.goto(self.base + url, timeout=30_000)
        except Exception as error:
            if "interrupted" not in str(error):
                raise
            self.page.wait_for_timeout(500)
            return self.page.goto(self.base + url, timeout=30_000)

    def walk(self) -> list[Seen]:
        """Start page, plain addresses, then what links lead to."""
        start = urlsplit(self.page.url).path if self.role != "visitor" else "/"
        waiting, seen = [start, *plain_addresses(), LOST_PAGE], []
        while waiting and len(seen) < self.options.pages:
            url = waiting.pop(0)
            kind = view_name(url)
            if url in self.known or self.kinds[kind] >= self.options.samples or LEFT_ALONE.search(urlsplit(url).path):
                continue
            self.known.add(url)
            self.kinds[kind] += 1
            one = self.look(url, kind)
            if one is None:
                continue
            seen.append(one)
            print(
                f"  {self.role:<11}{one.status} {url}" + "".join(f"\n      {fault}" for fault in one.faults), flush=True
            )
            waiting += [link for link in self.links() if link not in self.known]
        return seen

    def links(self) -> list[str]:
        """The addresses of this site that the page links to."""
        hrefs = self.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        parts = [urlsplit(href) for href in hrefs if href.startswith(self.base + "/")]
        return list(dict.fromkeys(part.path + (f"?{part.query}" if part.query else "") for part in parts))

    def look(self, url: str, kind: str) -> Seen | None:
        """Photograph and examine one page; None for what is not a page."""
        self.said.clear()
        self.page.set_viewport_size({"width": 360, "height": 800})
        try:
            answer = self.visit(url)
        except Exception as error:
            # A download, or an address that answers nothing to show (one that is only posted to).
            return None if any(word in str(error) for word in NOTHING_TO_SHOW) else Seen(self.role, url, kind)
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            return None
        if "<!doctype html" not in answer.text()[:300].lower():
            # A fragment for htmx: it is looked at within its page.
            return None
        landed = urlsplit(self.page.url).path
        if answer.status == 405 or (landed != urlsplit(url).path and landed in self.known):
            return None
        self.known.add(landed)
        one = Seen(self.role, url, kind, answer.status, self.page.title())
        name = re.sub(r"[^\w]+", "-", url).strip("-")[:80] or "accueil"
        for width, mode in VIEWS:
            self.page.emulate_media(color_scheme=mode)
            self.page.set_viewport_size({"width": width, "height": 800})
            path = self.folder / self.role / f"{name}-{width}-{mode}.png"
            path.parent.mkdir(exist_ok=True)
            one.axe += self.examine(f"{width} {mode}")
            self.page.screenshot(path=path, full_page=True, timeout=60_000)
            one.shots.append(str(path.relative_to(self.folder)))
        self.page.set_viewport_size({"width": 320, "height": 800})
        one.overflow = max(0, self.page.evaluate("document.documentElement.scrollWidth") - 320)
        one.console = list(dict.fromkeys(self.said))
        return one

    def examine(self, view: str) -> list[dict[str, str]]:
        """What axe finds on the page as it is shown now."""
        from axe_playwright_python.sync_playwright import Axe

        return [
            {
                "view": view,
                "id": rule["id"],
                "help": rule["help"],
                "nodes": str(len(rule["nodes"])),
                "target": str(rule["nodes"][0]["target"]),
            }
            for rule in Axe().run(self.page).response["violations"]
        ]


STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:24px;background:#fffbf5;color:#1b1530}h2{margin-top:48px}
article{border-top:2px solid;padding:12px 0}.shots{display:flex;gap:12px;align-items:start;flex-wrap:wrap}
img{height:300px;width:auto;max-width:480px;object-fit:cover;object-position:top;border:1px solid #bbb}
.bad{color:#c8321d}"""


def contact_sheet(seen: list[Seen]) -> str:
    """All the pictures on one page, faults first in the summary."""
    parts = [f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Tour du site</title><style>{STYLE}</style>']
    bad = [one for one in seen if one.faults]
    parts.append(f"<h1>Tour du site</h1><p>{len(seen)} pages vues, {len(bad)} avec un défaut.</p>")
    for role in dict.fromkeys(one.role for one in seen):
        parts.append(f"<h2>{html.escape(role)}</h2>")
        for one in (one for one in seen if one.role == role):
            faults = "".join(f'<li class="bad">{html.escape(fault)}</li>' for fault in one.faults)
            shots = "".join(
                f'<a href="{shot}"><img loading="lazy" alt="{shot}" src="{shot}"></a>' for shot in one.shots
            )
            head = f"{html.escape(one.title)} · <code>{html.escape(one.url)}</code> · {one.status} · {one.view}"
            parts.append(f'<article><h3>{head}</h3><ul>{faults}</ul><div class="shots">{shots}</div></article>')
    return "".join(parts)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="", help="a running site; without it, one is started")
    parser.add_argument("--roles", default=",".join(ROLES), help="roles to play, separated by commas")
    parser.add_argument("--pages", type=int, default=80, help="at most so many pages per role")
    parser.add_argument("--samples", type=int, default=2, help="at most so many pages of one kind per role")
    parser.add_argument("--out", type=Path, default=None, help="the folder of the pictures (var/tour)")
    return parser.parse_args()


def tour(base: str, folder: Path, chosen: argparse.Namespace) -> list[Seen]:
    """Every role, one after the other."""
    from playwright.sync_api import sync_playwright

    seen: list[Seen] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for role in chosen.roles.split(","):
            tourist = Tourist(browser, base, role, folder, chosen)
            if tourist.sign_in():
                seen += tourist.walk()
            else:
                print(f"  {role}: /demo/ does not offer this role", flush=True)
            tourist.context.close()
        browser.close()
    return seen


def main() -> int:
    """Walk, write the sheet and the report, say how many pages have a fault."""
    chosen = options()
    # The browser's loop runs in this thread: the addresses are read from Django all the same.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    import django
    from django.conf import settings

    django.setup()
    folder = chosen.out or settings.VAR_DIR / "tour"
    folder.mkdir(parents=True, exist_ok=True)
    with running_site(folder, chosen.base) as base:
        seen = tour(base, folder, chosen)
    (folder / "index.html").write_text(contact_sheet(seen))
    report = [{**asdict(one), "faults": one.faults} for one in seen]
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1))
    bad = [one for one in seen if one.faults]
    print(f"{len(seen)} pages, {len(bad)} with a fault: {folder / 'index.html'}")
    return 1 if bad or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
