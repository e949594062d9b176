"""Components are strict, say their state, and the frame of a page fits who looks at it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory

from passeurs.core import registry
from passeurs.core.forms import GalleryForm
from passeurs.core.registry import NavEntry
from tests.factories import PersonFactory


def drawn(text, **context):
    return Template(text).render(Context(context))


class Ids(HTMLParser):
    """The ids of a page and the ids it points at."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.targets, self.inline = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("id"):
            self.ids.append(attrs["id"])
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.targets += (attrs.get(name) or "").split()
        self.inline += [name for name in attrs if name.startswith("on") or name in {"style", "hx-on"}]


@pytest.fixture
def gallery(client, db):
    return client.get("/composants/").content.decode()


def test_the_gallery_points_at_what_exists_and_holds_nothing_inline(gallery):
    page = Ids(gallery)
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert page.inline == []
    assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/ld\+json))", gallery)
    assert gallery.count("<h1") == 1


def test_a_visitor_gets_no_token(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/composants/")
    page = answer.content.decode()
    assert "csrf" not in page.lower()
    assert "csrftoken" not in answer.cookies


def test_scripts_are_tamed(gallery):
    assert '"allowEval":false' in gallery
    assert '"historyCacheSize":0' in gallery
    assert '{"code":"422","swap":true}' in gallery


@pytest.mark.parametrize(
    "text",
    [
        '{% icon "licorne" %}',
        '{% button "Oui" variant="enorme" %}',
        '{% button "Oui" is_compact=True %}',
        '{% tag "Livre" kind="livres" %}',
        '{% notice "Bonjour" kind="rose" %}',
        "{% steps labels current=9 %}",
    ],
)
def test_an_unknown_value_is_an_error(text):
    with pytest.raises(ValueError, match=r"unknown|asks|is not a step"):
        drawn(text, labels=["a", "b"])


@pytest.mark.parametrize("text", ['{% button "Oui" colour="red" %}', "{% panel %}{% endpanel %}", '{% card "Titre" %}'])
def test_a_mistyped_argument_is_an_error(text):
    with pytest.raises((TemplateSyntaxError, TypeError)):
        drawn(text)


def test_button():
    assert (
        drawn('{% button "Voir" url=url %}', url="/a/?b=1&c=2")
        == '<a class="button button-primary" href="/a/?b=1&amp;c=2">Voir</a>'
    )
    assert 'name="quoi" value="oui"' in drawn('{% button "Oui" name="quoi" value="oui" %}')
    refused = drawn('{% button "Publier" reason="Une autre personne doit relire." %}')
    assert "disabled" in refused
    assert "Une autre personne doit relire." in refused
    assert '<span class="visually-hidden">Monter</span>' in drawn(
        '{% button "Monter" icon_name="arrow-up" is_compact=True %}'
    )


def test_what_people_write_is_escaped():
    for text in ("{% button x %}", "{% tag x %}", "{% card x url='/' %}", "{% notice x %}", "{% empty_state x %}"):
        assert "<b>" not in drawn(text, x="<b>")
    assert "<b>" not in drawn(
        "{% todo x text=x %}{% endtodo %}{% panel x %}{% endpanel %}{% table x %}{% endtable %}", x="<b>"
    )


def test_poster():
    html = drawn('{% poster "selection:12" "escalade" %}')
    assert 'src="/affiche/defaut/600x400/selection:12.svg"' in html
    assert 'alt=""' in html
    assert "lazy" in html


def test_field_says_help_and_error():
    form = GalleryForm({"message": "court"})
    html = drawn("{% field form.first_name %}", form=form)
    assert 'aria-describedby="id_first_name_helptext id_first_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "Ce champ est obligatoire" in html
    message = drawn("{% field form.message %}", form=form)
    assert 'data-passeurs-counter="id_message"' in message
    assert 'aria-describedby="id_message_error id_message_counter"' in message
    choices = drawn("{% field form.moments %}", form=form)
    assert '<fieldset aria-describedby="id_moments_helptext id_moments_error">' in choices
    assert 'type="date"' in drawn("{% field form.on %}", form=form)
    assert "facultatif" in drawn("{% field form.email %}", form=form)


def test_a_date_keeps_its_value_in_the_browser_picker():
    assert 'value="2026-12-02"' in drawn("{% field form.on %}", form=GalleryForm({"on": "2026-12-02"}))
    import datetime as dt

    assert 'value="2026-12-02"' in drawn("{% field form.on %}", form=GalleryForm(initial={"on": dt.date(2026, 12, 2)}))


def test_error_summary_links_to_controls_that_exist():
    form = GalleryForm({})
    summary = drawn("{% error_summary form %}", form=form)
    page = Ids(drawn("{% for bound in form %}{% field bound %}{% endfor %}", form=form))
    links = re.findall(r'href="#([^"]+)"', summary)
    assert len(links) == len(form.errors)
    assert set(links) <= set(page.ids)
    assert 'role="alert"' in summary
    assert drawn("{% error_summary form %}", form=GalleryForm()) == ""


def test_pagination_keeps_filters():
    request = RequestFactory().get("/liste/", {"q": "bibliothèque", "page": "2"})
    page = Paginator(range(100), 10).page(2)
    html = drawn("{% pagination page %}", page=page, request=request)
    assert html.count("q=biblioth%C3%A8que") >= 3
    assert 'aria-current="page"' in html
    assert drawn("{% pagination page %}", page=Paginator(range(3), 10).page(1), request=request) == ""


def test_stat_has_its_denominator():
    html = drawn('{% stat 1310 of=1680 label="groupes" url="/liste/" %}')
    assert "1\u202f310" in html
    assert "sur 1\u202f680" in html


@pytest.fixture
def places(monkeypatch):
    """Navigation and audiences of this test alone."""
    navigation, audiences = registry.Registry("navigation"), registry.Registry("audiences")
    for order in range(7):
        entry = NavEntry(f"Lieu {order}", "core:component-gallery", "sun", frozenset({"ambassador"}), order)
        navigation.register(f"lieu-{order}", entry)
    navigation.register("perdu", NavEntry("Perdu", "nulle:part", "sun", frozenset({"ambassador", "visitor"})))
    navigation.register("equipe", NavEntry("Ce jour", "core:component-gallery", "sun", frozenset({"team"})))
    monkeypatch.setattr(registry, "navigation", navigation)
    monkeypatch.setattr(registry, "audiences", audiences)
    return audiences


@pytest.mark.django_db
def test_each_audience_has_its_frame(client, places):
    visitor = client.get("/composants/").content.decode()
    assert "layout-visitor" in visitor
    assert "Perdu" not in visitor
    client.force_login(PersonFactory(first_name="Inès"))
    assert "layout-visitor" in client.get("/composants/").content.decode()
    places.register("mandats", lambda person: {"ambassador"})
    ambassador = client.get("/composants/").content.decode()
    assert "layout-ambassador" in ambassador
    assert "data-hx-headers" in ambassador
    assert 'aria-current="page"' in ambassador
    assert "Ce jour" not in ambassador
    places.register("roles", lambda person: {"team"})
    team = client.get("/composants/").content.decode()
    assert "layout-team" in team
    assert 'class="bar"' not in team


@pytest.mark.django_db
def test_the_bar_holds_five_places(places, monkeypatch):
    from passeurs.core import context_processors

    monkeypatch.setattr(context_processors, "url_of", lambda name: f"/{name}/")
    navigation = registry.navigation
    for order in range(7):
        navigation.register(
            f"autre-{order}", NavEntry(f"Autre {order}", f"a{order}", "sun", frozenset({"member"}), order)
        )
    navigation.register("cloche", NavEntry("Messages", "cloche", "bell", frozenset({"member"}), 0))
    places.register("mandats", lambda person: {"ambassador"})
    request = RequestFactory().get("/a3/detail/")
    request.user = PersonFactory()
    found = context_processors.Places(request)
    assert len(found.bar) == 5
    assert [place.title for place in found.tools] == ["Messages"]
    assert {place.url for place in found.all} == {place.url for place in [*found.bar, *found.tools, *found.menu]}
    assert [place.current for place in found.all if place.url == "/a3/"] == ["true"]


@pytest.mark.django_db
def test_a_lost_page_says_what_to_do(client):
    answer = client.get("/nulle-part/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "n’existe pas" in page
    assert "Rien de ce que tu as enregistré n’est perdu" in page
    assert 'href="/"' in page


@pytest.mark.django_db
def test_an_expired_form_says_what_to_do(rf):
    from django.contrib.auth.models import AnonymousUser
    from django.views.csrf import csrf_failure

    request = rf.post("/composants/")
    request.user = AnonymousUser()
    request._messages = []
    answer = csrf_failure(request)
    assert answer.status_code == 403
    assert "Ce formulaire a expiré" in answer.content.decode()


@pytest.mark.parametrize("name", ["500.html", "400.html"])
def test_pages_of_last_resort_need_no_request(name):
    page = render_to_string(name)
    assert "<h1>" in page
    assert 'href="/"' in page
    assert "<script" not in page


@pytest.mark.django_db
def test_messages_are_said_aloud(rf):
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.messages.storage.cookie import CookieStorage
    from django.shortcuts import render

    request = rf.get("/composants/")
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    request._messages.add(25, "C’est enregistré.")
    answer: HttpResponse = render(request, "404.html")
    page = answer.content.decode()
    assert 'role="status"' in page
    assert page.index('role="status"') < page.index("C’est enregistré.") < page.index("<main")
