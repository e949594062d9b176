"""The docs stay true: the map names every app and every capability, and its links lead somewhere."""

import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
CAPABILITIES = {"S": 15, "R": 13, "L": 8, "D": 9, "E": 6, "T": 8, "A": 8, "O": 7, "P": 6, "B": 6}


def test_the_map_names_every_app():
    text = (ROOT / "docs" / "map.md").read_text()
    for config in apps.get_app_configs():
        if config.name.startswith("passeurs."):
            assert f"`{config.label}`" in text, config.label


def test_the_map_names_every_capability_once():
    text = (ROOT / "docs" / "map.md").read_text()
    for letter, count in CAPABILITIES.items():
        for number in range(1, count + 1):
            assert len(re.findall(rf"^\| {letter}{number} \|", text, re.M)) == 1, f"{letter}{number}"


def test_what_the_docs_point_at_exists():
    for page in (ROOT / "docs").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text()):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_tests_the_map_names_exist():
    text = (ROOT / "docs" / "map.md").read_text()
    for path in re.findall(r"`(tests/[\w/]+\.py)`", text):
        assert (ROOT / path).exists(), path


def test_no_decision_is_longer_than_thirty_lines():
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        assert len(page.read_text().splitlines()) <= 30, page.name


def test_makefile_has_what_the_readme_promises():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`make ([a-z-]+)", (ROOT / "README.md").read_text()):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_every_variable_of_the_settings_is_told():
    settings = (ROOT / "passeurs" / "config" / "settings.py").read_text()
    told = (ROOT / "docs" / "operations.md").read_text()
    names = re.findall(r'(?:environ(?:\.get\(|\[)|env_flag\(|env_list\()\s*"([A-Z_]+)"', settings)
    assert len(names) > 15
    assert [name for name in names if f"`{name}`" not in told] == []
