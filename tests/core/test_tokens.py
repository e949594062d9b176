"""The promises of the look: contrasts, same dark mode twice, weights, nothing fetched from elsewhere."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

APPS = Path(__file__).resolve().parents[2] / "passeurs"
STATIC = APPS / "core/static/core"
TOKENS = (STATIC / "css/tokens.css").read_text()
STYLES = ["tokens.css", "base.css", "layout.css", "components.css"]
PAIRS = re.findall(r"pair: (--[\w-]+) on (--[\w-]+) ([\d.]+)", TOKENS)

# What every page fetches; the rest is fetched by the pages that ask for it.
EVERYWHERE = {"htmx.min", "main", "theme", "menu"}
# No page asks for more behaviours than that at once (the composer: autosave, counter, finder, reorder, scan, share).
AT_ONCE = 8


def colours(selector: str) -> dict[str, str]:
    """The colours declared by the first block of `selector`."""
    block = TOKENS[TOKENS.index(selector) :].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"(--[\w-]+): (#[0-9A-F]{6});", block))


LIGHT = colours("\n:root {")
DARK = colours(':root[data-theme="dark"] {')
DARK_BY_SYSTEM = colours(':root:not([data-theme="light"]) {')


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "ratio"), PAIRS)
def test_every_declared_pair_is_readable(mode, text, ground, ratio):
    known = LIGHT if mode == "light" else DARK
    assert contrast(known[text], known[ground]) >= float(ratio), (mode, text, ground)


def test_body_text_and_focus_are_among_the_pairs():
    asked = {(text, ground): float(ratio) for text, ground, ratio in PAIRS}
    assert asked["--ink", "--paper"] == 7
    assert asked["--focus", "--paper"] == 3
    assert min(float(ratio) for _text, _ground, ratio in PAIRS) >= 3


def test_the_dark_mode_of_the_system_and_the_chosen_one_are_the_same():
    assert DARK == DARK_BY_SYSTEM
    assert set(LIGHT) == set(DARK)


def test_every_token_used_is_declared():
    styles = "".join((STATIC / "css" / name).read_text() for name in STYLES)
    used = set(re.findall(r"var\((--[\w-]+)", styles))
    assert used <= set(re.findall(r"(--[\w-]+):", styles))


def test_styles_fetch_only_files_that_are_shipped():
    for name in STYLES:
        for url in re.findall(r"url\(\"?([^\")]+)", (STATIC / "css" / name).read_text()):
            assert (STATIC / "css" / url).resolve().is_file(), url


def test_weights():
    css = sum(len(gzip.compress((STATIC / "css" / name).read_bytes())) for name in STYLES)
    scripts = [*STATIC.parents[2].glob("*/static/*/js/*.js"), STATIC / "vendor/htmx/htmx.min.js"]
    weights = {path.stem: len(gzip.compress(path.read_bytes())) for path in scripts}
    always = sum(weights.pop(name) for name in EVERYWHERE)
    assert css < 12_000
    assert always + sum(sorted(weights.values())[-AT_ONCE:]) < 35_000
    assert max(weights.values()) < 3_000


@pytest.mark.parametrize("folder", ["fonts", "icons", "vendor/htmx"])
def test_what_comes_from_others_ships_with_its_licence(folder):
    texts = [path.read_text() for path in (STATIC / folder).glob("*.txt")]
    assert any("permission" in text.lower() or "license" in text.lower() for text in texts)
