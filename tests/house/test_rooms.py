"""The rooms of every app: no import goes round in a circle, and each file of a room is named by one noun."""

import re
from pathlib import Path

import grimp
import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
OURS = [config for config in apps.get_app_configs() if config.name.startswith("passeurs.")]
NAMED_BY_NOUN = ("models", "queries", "rules", "messages", "exports", "running", "actions", "forms", "views")


def circles(graph):
    """The groups of modules that import each other (Tarjan's strongly connected components)."""
    order, low, stack, found = {}, {}, [], []

    def visit(module):
        order[module] = low[module] = len(order)
        stack.append(module)
        for other in graph.find_modules_directly_imported_by(module):
            if other not in order:
                visit(other)
            if other in stack:
                low[module] = min(low[module], low[other])
        if low[module] == order[module]:
            circle = [stack.pop()]
            while circle[-1] != module:
                circle.append(stack.pop())
            if len(circle) > 1:
                found.append(sorted(circle))

    for module in sorted(graph.modules):
        if module not in order:
            visit(module)
    return found


def test_no_import_goes_round():
    # Imports inside functions count: a circle hidden in a function is a circle.
    graph = grimp.build_graph("passeurs", exclude_type_checking_imports=True, cache_dir=None)
    assert circles(graph) == []


def nouns():
    """The nouns of docs/words.md: its English words and its classes, in snake case."""
    known = set()
    for line in (ROOT / "docs" / "words.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) < 3 or cells[0].startswith(("French", "-")):
            continue
        for word in re.split(r"[,;(]| and ", cells[1]):
            known.add(re.sub(r"\W+", "_", word.strip().lower()).strip("_"))
        for name in re.findall(r"`([A-Z]\w+)`", cells[2]):
            known.add(re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower())
    return known


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_a_file_of_a_room_is_named_by_a_noun_of_the_words(config):
    known = nouns()
    stems = {
        f"{room}/{path.stem}"
        for room in NAMED_BY_NOUN
        for path in (Path(config.path) / room).glob("*.py")
        if path.stem != "__init__"
    }
    assert sorted(stem for stem in stems if stem.split("/")[1] not in known) == []
