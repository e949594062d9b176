"""Foreign keys go down or stay, like imports: import-linter does not see those written as strings."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

FLOORS = {
    "core": 0, "people": 1, "notifications": 2, "promises": 2, "questionnaires": 2, "agenda": 2, "recordings": 2,
    "programme": 3, "catalogue": 4, "partners": 5, "recruitment": 6, "selections": 6, "discovery": 6, "encounters": 6,
    "feedback": 6, "groups": 6, "representation": 6, "matching": 7, "projects": 7, "editorial": 8, "outreach": 8,
    "recognition": 8, "portal": 9, "cockpit": 9, "api": 9,
}  # fmt: skip
OURS = [config for config in apps.get_app_configs() if config.name.startswith("passeurs.")]
# In their order, a contract of import-linter, then those that stand beside it.
ROOMS = set(
    "__init__ choices models queries rules messages exports running tasks actions forms receivers sections views urls"
    " apps admin signals feeds sitemaps schemas blocks wagtail_hooks urls_account importers adapters solver allocation"
    " __main__ templates templatetags static migrations management data locale".split()
)
CORE_ROOMS = ROOMS | set(
    "clock htmx registry verdict journal search geo poster markdown middleware context_processors static throttle"
    " throttle_store page_cache queue sections mail mail_fault mail_line paper extras checks failures number"
    # Staying up, being put back.
    " outage presence service_mark mail_guard patient_cache whole_storage erasure_log archive lengths".split()
)


def test_every_app_has_its_floor():
    assert {config.label for config in OURS} <= set(FLOORS)


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_foreign_keys_never_go_up_or_sideways(config):
    for model in config.get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if field.auto_created or target is None or target._meta.app_label not in FLOORS:
                continue
            there, here = FLOORS[target._meta.app_label], FLOORS[config.label]
            same_app = target._meta.app_label == config.label
            assert same_app or there < here, f"{model.__name__}.{field.name} → {target.__name__}"


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_only_the_rooms_of_the_house(config):
    allowed = CORE_ROOMS if config.label == "core" else ROOMS
    found = {path.stem for path in Path(config.path).iterdir() if path.name not in {"__pycache__", "README.md"}}
    assert found <= allowed, f"rooms the house does not have: {sorted(found - allowed)}"


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_an_app_says_what_it_is_in_fifteen_lines(config):
    source = (Path(config.path) / "__init__.py").read_text()
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "no docstring"
    assert len(source.splitlines()) <= 15
    assert len(tree.body) == 1, "code in __init__.py"
