"""Lighthouse (mobile, simulated slow 4G) on the pages that count: `make lighthouse`. Exit code 1 under an aim.

Prints the four scores, the kilobytes transferred in all and of JavaScript, for each page; the median of `--runs`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from running_site import ROOT, running_site

AIMS = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
MAX_KB, MAX_SCRIPT_KB = 120, 35
# On a busy machine Chromium sometimes gives no trace (NO_NAVSTART): Lighthouse itself says to run again.
ATTEMPTS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def pages() -> dict[str, str]:
    """Name → path of one page of each kind: home, programme, city, selection, discover, article."""
    from passeurs.editorial.models import ArticlePage, CityPage
    from passeurs.selections.models import Selection

    selection = Selection.objects.published().order_by("-published_at").first()
    article = ArticlePage.objects.live().order_by("-first_published_at").first()
    city = CityPage.objects.live().order_by("slug").first()
    found = {"home": "/", "programme": "/programme/", "discover": "/decouvrir/?lieu=Dijon"}
    for name, thing in (("selection", selection), ("article", article), ("city", city)):
        if thing is not None:
            found[name] = thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else thing.url
    return found


def measure(tool: Path, url: str) -> dict[str, Any]:
    """One run of Lighthouse on one address."""
    chrome = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
    command = ["node", str(tool / "cli/index.js"), url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}",
               "--only-categories=" + ",".join(AIMS)]  # fmt: skip
    for _attempt in range(ATTEMPTS):
        run = subprocess.run(command, check=False, stdout=subprocess.PIPE, env={**os.environ, "CHROME_PATH": chrome})
        if run.returncode == 0:
            break
    report = json.loads(run.stdout)
    items = report["audits"]["network-requests"]["details"]["items"]
    size = {kind: sum(item.get("transferSize", 0) for item in items if kind in ("", item.get("resourceType")))
            for kind in ("", "Script", "Image")}  # fmt: skip
    missed = [
        f"{audit['id']}: {audit['title']}"
        for name in ("accessibility", "best-practices", "seo")
        for ref in report["categories"][name]["auditRefs"]
        if (audit := report["audits"][ref["id"]])["score"] == 0 and ref["weight"]
    ]
    scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in AIMS}
    return {
        "scores": scores,
        "kb": (size[""] - size["Image"]) / 1000,
        "script": size["Script"] / 1000,
        "missed": missed,
    }


def main() -> int:
    """Measure every page, print a table, say what is under its aim."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="", help="a running site; without it, one is started")
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    import django
    from django.conf import settings

    django.setup()
    folder = settings.VAR_DIR / "lighthouse"
    folder.mkdir(parents=True, exist_ok=True)
    told = subprocess.run(["tools/node_tool.sh", "lighthouse"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    missed = []
    print(f"{'page':<12}{'a11y':>6}{'best':>6}{'seo':>6}{'perf':>6}{'kB':>8}{'JS kB':>8}")
    with running_site(folder, chosen.base) as base:
        for name, path in pages().items():
            runs = [measure(ROOT / told.stdout.strip(), base + path) for _run in range(chosen.runs)]
            scores = {key: round(statistics.median(run["scores"][key] for run in runs)) for key in AIMS}
            weight, script = runs[-1]["kb"], runs[-1]["script"]
            print(
                f"{name:<12}" + "".join(f"{scores[key]:>6}" for key in AIMS) + f"{weight:>8.1f}{script:>8.1f}",
                flush=True,
            )
            for line in runs[-1]["missed"]:
                print(f"            {line}")
            missed += [f"{name}: {key} {scores[key]}" for key, aim in AIMS.items() if scores[key] < aim]
            if weight > MAX_KB or script > MAX_SCRIPT_KB:
                missed.append(f"{name}: {weight:.0f} kB, {script:.0f} kB of JavaScript")
    if missed:
        print("under the aim: " + "; ".join(missed))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
