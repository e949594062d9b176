"""A demonstration server of a tool's own, and what can be asked of its addresses."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
os.environ.setdefault("PASSEURS_DEMO", "1")
# What is no page: files, feeds, pictures, the API, Wagtail's own administration, what ends a session.
LEFT_ALONE = re.compile(
    r"^/(static|media|api|admin|redaction|affiche|image|v|compte/(logout|reauthenticate))(/|$)"
    r"|\.(ics|csv|xml|json|zip|svg|txt|png|pdf|gpx|atom)$"
)


@contextmanager
def running_site(folder: Path, base: str = "") -> Iterator[str]:
    """The address of a running site: `base` when one is given, else a server started here and ended at the end.

    Its log is kept in `folder`. A server that does not answer is a SystemExit.
    """
    if base:
        yield base.rstrip("/")
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    env = {**os.environ, "SITE_URL": address}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=env, check=True)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "1", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "passeurs.config.wsgi:application"], cwd=ROOT, env=env, stdout=log, stderr=log
        )
    try:
        _wait_for(address, folder)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, folder: Path) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/composants/", timeout=5)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"the server did not answer: see {folder / 'server.log'}")


def plain_addresses() -> list[str]:
    """Every address that takes no argument."""
    from django.urls import URLPattern, get_resolver

    found: list[str] = []

    def walk(patterns: list[object], prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern).lstrip("^").rstrip("$").replace("\\Z", "")  # type: ignore[attr-defined]
            if isinstance(pattern, URLPattern):
                if not re.search(r"[<(\[\\]", route):
                    found.append("/" + route)
            else:
                walk(pattern.url_patterns, route)  # type: ignore[attr-defined]

    walk(get_resolver().url_patterns, "")
    return sorted({url for url in found if not LEFT_ALONE.search(url)})


def view_name(url: str) -> str:
    """The name of the page at this address, so that samples of one kind can be counted."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(url).path).view_name or url
    except Resolver404:
        return "404"
