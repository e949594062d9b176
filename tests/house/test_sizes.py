"""Files, functions and views stay small enough to be read at once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [p for folder in ("passeurs", "tests", "tools", "bench") for p in (ROOT / folder).rglob("*.py")]
CODE = [p for p in CODE if "migrations" not in p.parts]


def short(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=short)
def test_a_file_is_read_at_once(path):
    limit = 600 if "tests" in path.parts else 400
    assert len(path.read_text().splitlines()) <= limit


@pytest.mark.parametrize("path", CODE, ids=short)
def test_a_function_is_read_at_once(path):
    is_view = path.name == "views.py" or path.parent.name == "views"
    limit = 30 if is_view else 50
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= limit, f"{node.name}: {length} lines"


def test_no_drawer_for_everything():
    banned = {"utils", "helpers", "services", "common", "misc"}
    assert [short(path) for path in CODE if path.stem in banned or banned & set(path.parts)] == []
