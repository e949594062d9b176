"""Nothing inline in a page: the Content-Security-Policy stays strict without exceptions; lines that can be read."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "passeurs"
PAGES = [
    p for p in ROOT.rglob("templates/**/*.html") if not p.name.startswith("mail_") and "mail" not in p.parent.parts
]
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "hx-on": re.compile(r"hx-on", re.I),
    "htmx attribute without data- (not valid HTML)": re.compile(r"<[^>]*\shx-[a-z]", re.I),
    "javascript: link": re.compile(r"javascript:", re.I),
    "style block": re.compile(r"<style\b", re.I),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.I),
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_nothing_inline(page):
    text = page.read_text()
    for what, pattern in INLINE.items():
        assert not pattern.search(text), what


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_page_has_its_title(page):
    text = page.read_text()
    if '{% extends "base.html" %}' in text:
        assert "{% block title %}" in text


# In the words of a page only: choices and labels of models live in migrations.
WORDS = re.compile(r'(?:\{%\s*translate\s+|_\()"([^"]*)"|blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate', re.S)
WIDE = re.compile(r"[\w»”’)}] [;:!?»](?=[\s<{]|$)|« ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_high_punctuation_keeps_its_narrow_space(page):
    """A line never begins with « : »: French sets a narrow no-break space (U+202F) before, and inside « »."""
    assert [words for words in WORDS.findall(page.read_text()) if WIDE.search("".join(words))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_line_is_read_at_once(page):
    """160 characters at most; docs/decisions/0037 says where a line break changes nothing."""
    lines = enumerate(page.read_text().split("\n"), 1)
    assert [f"line {number}: {len(line)}" for number, line in lines if len(line) > 160] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_day_is_written_by_the_words_of_the_house(page):
    """Django's own filter says « 1 mars »: `day`, `full_date`, `day_of_month`, `short_date` say « 1er mars »."""
    assert not re.search(r'date:"[^"]*\bj\b', page.read_text())
