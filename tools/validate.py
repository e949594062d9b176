"""Every public page through the W3C Nu checker: `make validate`. The exit code is 1 when it finds an error.

Pages are found by following links as a visitor, from the home page, the site map and every address without an
argument. Of one kind of page at most `--samples` are taken: the catalogue alone has tens of thousands.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from running_site import LEFT_ALONE, ROOT, plain_addresses, running_site, view_name

LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
PLACE = re.compile(r"<loc>([^<]+)</loc>")


def fetch(url: str) -> tuple[int, str, str]:
    """Status, content type and text of an address, read as a visitor."""
    request = urllib.request.Request(url, headers={"User-Agent": "passeurs-validate"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read().decode("utf-8", "replace")


def public_pages(base: str, samples: int) -> dict[str, str]:
    """Path → HTML of every public page reached, at most `samples` of one kind."""
    places = PLACE.findall(fetch(f"{base}/sitemap.xml")[2])
    waiting = ["/", *plain_addresses(), *(urlsplit(place).path for place in places)]
    kinds: Counter[str] = Counter()
    known: set[str] = set()
    pages: dict[str, str] = {}
    while waiting:
        url = waiting.pop(0)
        kind = view_name(url)
        if url in known or kinds[kind] >= samples or LEFT_ALONE.search(urlsplit(url).path):
            continue
        known.add(url)
        _status, content_type, text = fetch(base + url)
        if content_type != "text/html" or "<!doctype html" not in text[:200].lower():
            continue
        kinds[kind] += 1
        pages[url] = text
        for link in LINK.findall(text):
            whole = urljoin(base + url, link.replace("&amp;", "&"))
            if whole.startswith(base + "/"):
                parts = urlsplit(whole)
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    for kind, count in sorted(kinds.items()):
        print(f"  {count:>4}  {kind}")
    return pages


def check(pages: dict[str, str], folder: Path) -> list[str]:
    """What the Nu checker calls an error, one line a finding."""
    files: dict[str, str] = {}
    for old in folder.glob("*.html"):
        old.unlink()
    for number, (url, text) in enumerate(pages.items()):
        path = folder / f"{number:04}.html"
        path.write_text(text, encoding="utf-8")
        files[path.name] = url
    tool = subprocess.run(["tools/node_tool.sh", "vnu-jar"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    jar = ROOT / tool.stdout.strip() / "build/dist/vnu.jar"
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html", str(folder)]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)
    found = []
    for message in answer["messages"]:
        url = files.get(Path(urlsplit(message.get("url", "")).path).name, "?")
        if message["type"] != "info" or message.get("subType") == "warning":
            found.append(f"{message['type']} {url} l. {message.get('lastLine')}: {message['message']}"
                         f" | {message.get('extract', '').strip()!r}")  # fmt: skip
    return found


def main() -> int:
    """Walk, check, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="", help="a running site; without it, one is started")
    parser.add_argument("--samples", type=int, default=60, help="at most so many pages of one kind")
    parser.add_argument("--warnings", action="store_true", help="print the checker's remarks too")
    chosen = parser.parse_args()
    import django
    from django.conf import settings

    django.setup()
    folder = settings.VAR_DIR / "validate"
    folder.mkdir(parents=True, exist_ok=True)
    with running_site(folder, chosen.base) as base:
        pages = public_pages(base, chosen.samples)
    found = check(pages, folder)
    errors = [line for line in found if not line.startswith("info")]
    for line in found if chosen.warnings else errors:
        print(line)
    print(f"{len(pages)} pages, {len(errors)} errors, {len(found) - len(errors)} warnings")
    return 1 if errors or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
