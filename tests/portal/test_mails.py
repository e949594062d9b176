"""Every mail of the site: text and HTML that say the same, safe, readable, without anything from outside."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test.signals import template_rendered

from tests.portal.every_mail import every_mail

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2] / "passeurs"
NAMES = (
    "unknown_account confirm_email address_taken email_changed passkey_added role_granted farewell login_code"
    " one_message messages confirm already stay issue application_decided guardian_asked"
).split()


class Page(HTMLParser):
    """Tags, words and title of an HTML part."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.title, self._in = [], "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_data(self, data):
        if self._in == "title":
            self.title += data
            self._in = ""

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture
def mails():
    return every_mail()


def parts_of(mail):
    parsed = message_from_bytes(mail.message().as_bytes(), policy=policy.default)
    return parsed, *(parsed.get_body((kind,)).get_content() for kind in ("plain", "html"))


def test_every_mail_is_here(mails):
    assert sorted(mails) == sorted(NAMES)


def test_every_template_of_a_mail_is_looked_at():
    rendered = set()

    def note(sender, template, **kwargs):
        rendered.add(template.name)

    template_rendered.connect(note)
    try:
        every_mail()
    finally:
        template_rendered.disconnect(note)
    files = [*ROOT.rglob("templates/**/mail_*.html"), *ROOT.rglob("templates/**/mail_*.txt")]
    names = {str(file).split("/templates/")[1] for file in files}
    assert len(names) > 20
    assert sorted(names - rendered) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_whole(mails, name):
    parsed, text, html = parts_of(mails[name])
    assert parsed.get_content_type() == "multipart/alternative"
    assert len(parsed["Subject"]) < 200
    page = Page(html)
    assert page.all("html")[0]["lang"] == "fr"
    assert page.title.strip()
    assert len(page.all("h1")) == 1
    assert {"name": "color-scheme", "content": "light dark"} in page.all("meta")
    assert page.all("script") == page.all("link") == page.all("iframe") == page.all("form") == []
    assert all("alt" in attrs for attrs in page.all("img"))
    assert not any(attrs.get("src", "").startswith("http") for attrs in page.all("img"))
    assert all(attrs.get("role") == "presentation" for attrs in page.all("table"))
    assert "url(" not in html
    assert "prefers-color-scheme: dark" in html
    # The text part is for people: no tag of ours, no entity, no endless gap, and it ends by saying who writes.
    assert not re.search(r"</?(p|div|a|h1|h2|span|br)\b", text)
    assert not re.search(r"&(amp|lt|gt|#x27|quot);", text)
    assert "\n\n\n\n" not in text
    assert "http://localhost:8000" in text


@pytest.mark.parametrize("name", NAMES)
def test_links_of_the_html_are_in_the_text(mails, name):
    _parsed, text, html = parts_of(mails[name])
    links = {attrs["href"].replace("&amp;", "&") for attrs in Page(html).all("a")}
    missing = [link for link in links if link.startswith("http://localhost") and link not in text]
    assert missing == []


@pytest.mark.parametrize("name", "farewell one_message messages issue application_decided guardian_asked".split())
def test_what_people_write_is_escaped(mails, name):
    _parsed, _text, html = parts_of(mails[name])
    assert "<b>Rendez-vous" not in html


@pytest.mark.parametrize("name", ["one_message", "messages", "already", "stay", "issue"])
def test_what_can_be_stopped_says_how(mails, name):
    parsed, text, html = parts_of(mails[name])
    stop = parsed["List-Unsubscribe"].strip(" <>")
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in text
    assert stop in html
