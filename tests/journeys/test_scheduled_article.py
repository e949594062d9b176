"""An article from its draft to its readers: an editor writes and schedules, a publisher approves, time passes."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.editorial.actions.page import publish_scheduled
from passeurs.editorial.models import ArticlePage, NewsIndexPage
from passeurs.people.actions import grant_role
from passeurs.people.choices import Role
from tests.factories import PersonFactory
from tests.journeys.conftest import check_page

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("foreign_templates")]
TITLE = "Une nuit au musée"


def with_role(role: str):
    person = PersonFactory()
    grant_role(actor=None, person=person, role=role, scope="")
    return person


def test_written_scheduled_approved_and_online_in_its_time(window, world):
    later = timezone.localtime(clock.now() + dt.timedelta(hours=2))
    editor = window.open(with_role(Role.EDITOR))
    editor.goto(f"/redaction/pages/add/editorial/articlepage/{NewsIndexPage.objects.get().pk}/")
    editor.get_by_role("textbox", name="Titre").first.press_sequentially(TITLE)
    editor.locator("#id_lead").fill("On a dormi sous les tableaux.")
    programme = editor.get_by_role("button", name="Programmer", exact=True)
    if not programme.is_visible():  # the panel stays as it was left
        editor.get_by_role("button", name="Afficher/masquer le statut").click()
    programme.click()
    dialog = editor.locator("#schedule-publishing-dialog")
    dialog.locator("#id_go_live_at").fill(f"{later:%Y-%m-%d %H:%M}")
    # By the keyboard: the pickers of dates, which open on focus, would cover the button.
    dialog.get_by_role("button", name="Enregistrer la programmation").press("Enter")
    expect(editor.locator(".messages .success")).to_be_visible()
    editor.get_by_role("button", name="Plus d'actions").click()
    editor.get_by_role("button", name="Soumettre à").first.click()
    expect(editor.locator(".messages .success")).to_be_visible()
    article = ArticlePage.objects.get(title=TITLE)
    assert article.slug == "une-nuit-au-musee"
    visitor = window.open()
    assert visitor.goto(article.path_on_site).status == 404

    publisher = window.open(with_role(Role.PUBLISHER))
    publisher.goto(f"/redaction/pages/{article.pk}/edit/")
    publisher.get_by_role("button", name="Plus d'actions").click()
    publisher.get_by_role("button", name="Approuver", exact=False).first.click()
    publisher.wait_for_load_state()

    publish_scheduled(at=clock.now())
    assert visitor.goto(article.path_on_site).status == 404
    with time_machine.travel(later + dt.timedelta(minutes=1)):
        publish_scheduled(at=clock.now())
    assert visitor.goto(article.path_on_site).status == 200
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    check_page(visitor)
    visitor.goto("/actus/")
    expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()
