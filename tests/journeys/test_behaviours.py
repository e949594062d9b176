"""The small scripts of the frame, in a real browser, on the gallery: each helps, none is needed."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.test import override_settings
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DRAFT_FORM = """() => {
  const form = document.createElement("form");
  form.method = "post"; form.dataset.passeursAutosave = location.pathname;
  Object.assign(form.dataset, {
    saidWait: "Modifications en cours…", saidSaved: "Brouillon enregistré.", saidInvalid: "Un champ est à corriger.",
  });
  form.innerHTML = '<input name="titre" aria-label="Titre">';
  document.querySelector("main").append(form);
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: form } }));
}"""


@override_settings(STORAGES=PLAIN_FILES)
class BehaviourTests(StaticLiveServerTestCase):
    """One browser for all; a fresh context for each."""

    @pytest.fixture(autouse=True)
    def one_browser(self, browser):
        self.browser = browser

    def gallery(self, **options):
        context = self.browser.new_context(locale="fr-FR", **options)
        self.addCleanup(context.close)
        context.set_default_timeout(6_000)
        page = context.new_page()
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"{self.live_server_url}/composants/")
        return page

    def test_the_appearance_is_kept_on_the_device(self):
        page = self.gallery(color_scheme="light")
        page.locator(".theme").get_by_label("Sombre").check()
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(27, 21, 48)"
        page.locator(".theme").get_by_label("Auto").check()
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme") is None
        assert self.errors == []

    def test_the_counter_says_what_is_left(self):
        page = self.gallery()
        page.locator("#id_message").fill("é" * 450)
        expect(page.locator("#id_message_counter")).to_have_text("50 caractères restants")
        expect(page.locator(".field [role=status]").first).to_have_text("50 caractères restants")

    def test_a_form_is_sent_once(self):
        page = self.gallery()
        sent = []

        def answer(route):
            if route.request.method != "POST":
                return route.continue_()
            sent.append(1)
            return route.fulfill(status=204)

        page.route("**/*", answer)
        page.evaluate(
            """() => {
              const form = document.createElement("form");
              form.method = "post"; form.id = "essai";
              form.innerHTML = "<button>Envoyer</button>";
              document.querySelector("main").append(form);
            }"""
        )
        button = page.locator("#essai button")
        button.click(no_wait_after=True)
        page.wait_for_timeout(150)
        button.click(no_wait_after=True)
        page.wait_for_timeout(150)
        assert len(sent) == 1

    def test_dragging_tells_the_new_order(self):
        page = self.gallery()
        orders = []

        def answer(route):
            if route.request.method != "POST":
                return route.continue_()
            orders.append(route.request.post_data)
            return route.fulfill(status=204)

        page.route("**/*", answer)
        page.locator(".order .grip").first.wait_for()
        grips = page.locator(".order .grip")
        grips.first.scroll_into_view_if_needed()
        start, end = grips.nth(0).bounding_box(), grips.nth(1).bounding_box()
        page.mouse.move(start["x"] + 5, start["y"] + 10)
        page.mouse.down()
        page.mouse.move(end["x"] + 5, end["y"] + end["height"] + 10, steps=6)
        page.mouse.up()
        expect(page.locator(".order-said")).to_have_text("Déplacé en position 2 sur 2.")
        assert "2,1" in orders[0]

    def test_a_draft_is_saved_while_one_writes(self):
        page = self.gallery()
        sent = []

        def answer(route):
            if route.request.method != "POST":
                return route.continue_()
            sent.append(route.request.post_data)
            return route.fulfill(status=204 if len(sent) < 2 else 422)

        page.route("**/*", answer)
        page.evaluate(DRAFT_FORM)
        page.locator("form .save-state").wait_for(state="attached")
        page.get_by_label("Titre").fill("Dix raisons")
        expect(page.locator(".save-state")).to_have_text("Brouillon enregistré.")
        assert "Dix raisons" in sent[0]
        assert "autosave" in sent[0]
        page.get_by_label("Titre").fill("")
        expect(page.locator(".save-state")).to_contain_text("à corriger")

    def test_what_is_typed_while_a_draft_is_on_its_way_is_not_said_saved(self):
        page = self.gallery()
        held = []
        page.route("**/*", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
        page.evaluate(DRAFT_FORM)
        state = page.locator(".save-state")
        state.wait_for(state="attached")

        def sent(count):
            while len(held) < count:
                page.wait_for_timeout(100)

        page.get_by_label("Titre").fill("Dix raisons")
        sent(1)
        page.get_by_label("Titre").fill("Dix raisons d’y aller")
        with page.expect_response("**/composants/"):
            held[0].fulfill(status=204)
        page.wait_for_timeout(200)
        expect(state).to_have_text("Modifications en cours…")
        sent(2)
        held[1].fulfill(status=204)
        expect(state).to_have_text("Brouillon enregistré.")
        assert "aller" in held[1].request.post_data

    def test_without_scripts_nothing_is_missing(self):
        page = self.gallery(java_script_enabled=False)
        assert page.locator(".theme").is_hidden()
        assert page.locator("[data-passeurs-share]").is_hidden()
        assert page.locator("#id_message_counter").inner_text() == "500 caractères au plus."
        assert page.get_by_role("button", name="Descendre").is_visible()

    def test_skip_links_come_first(self):
        page = self.gallery()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Aller au contenu principal"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "contenu"
