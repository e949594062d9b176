"""What is done in one way only: refusals, mails, papers, work that is queued, promises that are kept."""

import ast
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from passeurs.core import registry

ROOT = Path(__file__).resolve().parents[2] / "passeurs"
FILES = [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]

# What is written nowhere else than there, each with its reason.
ONE_WAY = {
    r"raise Refused\(": {"core/verdict.py"},
    r"\btypst\.compile\(": {"core/paper.py"},
    # An issue of the letter is printed once for thousands of readers, then addressed: its frame is its own. A letter is
    # made again from its row.
    r"\b(EmailMultiAlternatives|EmailMessage|LinkedMail)\(": {
        "core/mail.py",
        "core/running.py",
        "editorial/messages.py",
    },
    # Nothing is sent but over a line that knows what a server's answer means: letters, notifications, issues.
    r"\b(mail|message|msg|letter)\.send\(|\)\.send\(\)|send_messages\(|\bsend_mail\(": {
        "core/mail_guard.py",
        "core/mail_line.py",
        "people/adapters/account.py",
    },
    r"\bget_connection\(|\bMailLine\(": {
        "core/mail_guard.py",
        "core/mail_line.py",
        "core/page_cache.py",
        "core/running.py",
        "editorial/running/dispatch.py",
        "notifications/running.py",
        "portal/management/commands/_letter.py",
    },
    r"on_commit\(.*enqueue": {"core/queue.py"},
    r"\bopen_promise_about\(": {"promises/queries.py", "promises/actions.py"},
}


@pytest.mark.parametrize("pattern", ONE_WAY)
def test_it_is_written_in_one_place(pattern):
    found = {str(path.relative_to(ROOT)) for path in FILES if re.search(pattern, path.read_text())}
    assert found == ONE_WAY[pattern]


def test_only_rules_make_verdicts():
    # What an installation may leave out is asked in the toolbox, which has no rules of the programme.
    allowed = {"core/verdict.py", "core/extras.py"}
    makers = {"refusal", "forbidden", "Verdict"}
    wrong = []
    for path in FILES:
        name = str(path.relative_to(ROOT))
        if name in allowed or "rules" in Path(name).with_suffix("").parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
                wrong.append(f"{name}:{node.lineno}")
    assert wrong == []


def test_a_section_is_registered_for_a_place_that_a_page_shows():
    # A mistyped place would be a block that nobody ever sees.
    readers = [path.read_text() for path in FILES if {"views", "queries"} & set(path.with_suffix("").parts)]
    for section in registry.sections:
        assert any(f'"{section.page}"' in text for text in readers), section.page
        get_template(section.template)


def test_every_qr_code_is_a_plain_one():
    # Many a telephone does not read a Micro QR code, which a short address would become.
    text = "".join(path.read_text() for path in FILES)
    assert text.count("segno.make(") == len(re.findall(r"segno\.make\([^\n]*micro=False", text)) > 3
