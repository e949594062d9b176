"""A kit of four images of real selections, nothing kept beforehand, on one core: `python bench/kit.py [--count 12]`.

The yardstick of the ratio is one blank PNG of each size, drawn by the same library. Answers 1 when the slowest kit
takes more than two seconds of one core.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
AIM_SECONDS = 2.0


def main() -> int:
    """Draw, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=12)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    django.setup()
    from passeurs.core.poster import CATEGORIES, known_category, png_of, shared_svg
    from passeurs.core.poster.shareable import document
    from passeurs.outreach.queries.share_image import FORMATS, words_of
    from passeurs.outreach.queries.shareable import absolute, find_thing
    from passeurs.selections.models import Selection

    slugs = Selection.objects.published().values_list("slug", flat=True)[: options.count]
    things = [thing for slug in slugs if (thing := find_thing("selection", slug))]
    if not things:
        print("no published selection: `make demo-setup` first")
        return 1
    times: dict[str, list[float]] = {slug: [] for slug in FORMATS}
    blank: dict[str, list[float]] = {slug: [] for slug in FORMATS}
    sizes: dict[str, list[int]] = {slug: [] for slug in FORMATS}
    for index, thing in enumerate(things):
        # Each grammar in turn, whatever the selections are about.
        category = known_category(CATEGORIES[index % len(CATEGORIES)])
        for slug, form in FORMATS.items():
            started = time.process_time()
            words = words_of(thing, form, absolute(thing.url))
            picture = png_of(shared_svg(thing.seed, category, form.width, form.height, words))
            times[slug].append(time.process_time() - started)
            sizes[slug].append(len(picture))
            started = time.process_time()
            png_of(document(form.width, form.height, f'<rect width="{form.width}" height="{form.height}"/>'))
            blank[slug].append(time.process_time() - started)
    print(f"{'image':10}{'p50 ms':>9}{'blank ms':>10}{'ratio':>8}{'kB':>7}")
    for slug in FORMATS:
        one, plain = statistics.median(times[slug]) * 1000, statistics.median(blank[slug]) * 1000
        print(f"{slug:10}{one:>9.0f}{plain:>10.0f}{one / plain:>8.2f}{statistics.median(sizes[slug]) / 1000:>7.0f}")
    kits = [sum(parts) for parts in zip(*times.values(), strict=True)]
    plain = sum(statistics.median(values) for values in blank.values())
    middle = statistics.median(kits)
    print(f"kit of four, one core: p50 {middle:.2f} s, slowest {max(kits):.2f} s")
    print(f"kit / four blank pictures: {middle / plain:.2f}")
    return int(max(kits) > AIM_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
