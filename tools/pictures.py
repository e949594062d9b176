"""The pictures of README.md and docs/tour.md, taken on the demonstration: `make pictures`.

Each public page at 360 and 1280 px, light and dark, as WebP in docs/images/tour/; and the README's own, three
pages side by side. Taken again after a change of look; what the pages say is the seeded season.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from pathlib import Path

from lighthouse import pages
from PIL import Image
from running_site import ROOT, running_site

IMAGES = ROOT / "docs" / "images"
VIEWS = ((360, 780), (1280, 900))
# A long page is cut there: the picture says how it begins.
LONGEST = {360: 1560, 1280: 1500}
QUALITY = 78


def public_pages() -> dict[str, str]:
    """Name → path of everything that docs/tour.md shows."""
    return pages() | {
        "selections": "/selections/",
        "news": "/actus/",
        "cities": "/villes/",
        "rules": "/regles/",
        "letter": "/lettre/",
    }


def shoot(browser: object, base: str, name: str, path: str) -> dict[tuple[int, str], Image.Image]:
    """One page in its four views."""
    found = {}
    for width, height in VIEWS:
        for mode in ("light", "dark"):
            context = browser.new_context(  # type: ignore[attr-defined]
                viewport={"width": width, "height": height}, color_scheme=mode, reduced_motion="reduce", locale="fr-FR"
            )
            page = context.new_page()
            answer = page.goto(base + path)
            if answer is None or answer.status != 200:
                raise SystemExit(f"{path}: {answer and answer.status}")
            # A picture of the whole page shows what one would see by scrolling.
            page.evaluate(
                "document.querySelectorAll('img[loading=lazy]').forEach((image) => { image.loading = 'eager' })"
            )
            page.wait_for_load_state("networkidle")
            picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
            picture = picture.crop((0, 0, width, min(picture.height, LONGEST[width])))
            picture.save(IMAGES / "tour" / f"{name}-{width}-{mode}.webp", quality=QUALITY, method=6)
            found[width, mode] = picture
            context.close()
    return found


def side_by_side(home: Image.Image, *phones: Image.Image) -> Image.Image:
    """The README's picture: the home page on a desk, other pages on phones."""
    height, gap = 800, 28
    parts = [home.crop((0, 0, 1280, height)), *(phone.crop((0, 0, 360, height)) for phone in phones)]
    sheet = Image.new("RGB", (sum(part.width for part in parts) + gap * (len(parts) + 1), height + 2 * gap), "#D9C8F7")
    left = gap
    for part in parts:
        sheet.paste(part, (left, gap))
        left += part.width + gap
    return sheet.resize((sheet.width * 3 // 4, sheet.height * 3 // 4), Image.Resampling.LANCZOS)


def main() -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="", help="a running site; without it, one is started")
    chosen = parser.parse_args()
    import django
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    # The browser's loop runs in this thread: the addresses are read from Django all the same.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    django.setup()
    (IMAGES / "tour").mkdir(parents=True, exist_ok=True)
    logs = Path(settings.VAR_DIR)
    with running_site(logs, chosen.base) as base, sync_playwright() as play:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = play.chromium.launch(executable_path=chromium, args=args)
        shots = {name: shoot(browser, base, name, path) for name, path in public_pages().items()}
        browser.close()
    picture = side_by_side(shots["home"][1280, "light"], shots["selection"][360, "light"], shots["city"][360, "dark"])
    picture.save(IMAGES / "passeurs.webp", quality=QUALITY + 8, method=6)
    return 0


if __name__ == "__main__":
    sys.exit(main())
