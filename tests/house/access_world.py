"""One of everything that has an owner, and one person of each role, for the access table and the search for leaks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from passeurs.catalogue.models import DoubtfulPair, Pin
from passeurs.core import clock
from passeurs.core.choices import LetterState
from passeurs.core.models import Letter
from passeurs.editorial.actions.bounce import record_bounce
from passeurs.editorial.actions.site import make_site
from passeurs.editorial.models import Bounce, Issue, NewsIndexPage
from passeurs.editorial.queries.subscription import confirm_token, leave_token, manage_token
from passeurs.notifications.models import Delivery, Message
from passeurs.notifications.queries import unsubscribe_token
from passeurs.outreach.actions import make_link
from passeurs.outreach.models import Channel, TrackedLink
from passeurs.outreach.queries.shareable import find_thing
from passeurs.people.actions import ask_birth_date, ask_guardian, issue_link
from passeurs.people.choices import ConsentPurpose, Role
from passeurs.people.models import BirthDateRequest, Consent, Person, RoleGrant
from passeurs.people.queries import ACCOUNT_GUARDIAN_LINK
from passeurs.programme.models import Charter, SeasonCity
from passeurs.promises.actions import owe
from passeurs.promises.models import Promise
from passeurs.selections import actions
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import (
    Appeal,
    Call,
    CoAuthor,
    RemovedItem,
    Selection,
    Submission,
    Suggestion,
    Transition,
    Version,
)
from tests.editorial import issue as letters
from tests.editorial.article import document_file, make_article, picture
from tests.factories import (
    CityFactory,
    MandateFactory,
    OfferFactory,
    PersonFactory,
    SeasonCityFactory,
    SeasonFactory,
    SelectionFactory,
    SelectionItemFactory,
    VenueFactory,
    WorkFactory,
    referent_of,
    team_member,
)
from tests.house.access_associations import add_associations
from tests.house.access_projects import add_projects
from tests.house.access_recruitment import add_recruitment
from tests.people.test_add_passkey import Device, add

ROLES = ("visitor", "member", "owner", "reader", "away", "referent", "referent_away", "team")
UNPUBLISHED = (SelectionState.DRAFT, SelectionState.PROPOSED, SelectionState.CHANGES_ASKED, SelectionState.RETIRED)


@dataclass
class AccessWorld:
    """Persons by role (a visitor is none), and the arguments of URLs by the name of a thing."""

    people: dict[str, Person | None]
    args: dict[str, list[object]] = field(default_factory=dict)
    # What must never be read by those whose it is not: owner's role -> words
    secrets: dict[str, list[str]] = field(default_factory=dict)


def make_access_world() -> AccessWorld:
    """Dijon, where almost everything happens, and Lille, from where it is looked at."""
    season = SeasonFactory(name="Saison 1")
    Charter.objects.create(programme=season.programme, version=1, body="Je viens, je dis.")
    dijon = SeasonCityFactory(season=season)
    lille = CityFactory(insee="59350", name="Lille", lat=50.63, lon=3.06)
    in_lille = SeasonCityFactory(season=season, city=lille)
    world = AccessWorld(people=_people(dijon, in_lille))
    world.args |= {"season": [season.pk], "season-city": [dijon.pk], "programme": [season.programme.slug]}
    empty_city = SeasonCityFactory(season=season, city=CityFactory(insee="35238", name="Rennes"))
    world.args["empty-city"] = [empty_city.pk]
    _add_catalogue(world)
    _add_selections(world, dijon)
    _add_own_things(world)
    add_recruitment(world.args, world.secrets, world.people["team"], world.people["member"])
    add_associations(world.args, world.secrets, world.people, dijon)
    add_projects(world.args, world.secrets, world.people)
    _add_links(world)
    _add_pages(world)
    _add_letter(world, dijon)
    return world


def _add_links(world: AccessWorld) -> None:
    """The owner's short links, live and expired, to what is public; images of what is and of what is not."""
    owner = world.people["owner"]
    insta, autre = Channel.objects.get(slug="insta"), Channel.objects.get(slug="autre")
    thing = find_thing("selection", str(world.args["published-slug"][0]))
    live = make_link(person=owner, channel=insta, thing=thing)
    expired = make_link(person=owner, channel=autre, thing=thing)
    TrackedLink.objects.filter(pk=expired.pk).update(expires_at=clock.now() - dt.timedelta(days=1))
    world.args |= {"link": [live.code], "expired-link": [expired.code], "link-svg": [live.code, "svg"]}
    for state, name in (("published", "public"), ("draft", "draft"), ("retired", "retired")):
        share = ["selection", *world.args[f"{state}-slug"]]
        world.args |= {f"{name}-share": share, f"{name}-image": [*share, "og", "png"]}
    world.args["public-paper"] = [*world.args["public-share"], "affiche", "pdf"]


def _people(dijon: SeasonCity, lille: SeasonCity) -> dict[str, Person | None]:
    people: dict[str, Person | None] = {
        "visitor": None,
        "member": PersonFactory(),
        "owner": PersonFactory(first_name="Inès"),
        "reader": PersonFactory(first_name="prénom-secret-reader"),
        "away": PersonFactory(first_name="Lou"),
        "referent": referent_of(dijon.city),
        "referent_away": referent_of(lille.city),
        "team": team_member(),
    }
    for role, season_city in (("owner", dijon), ("reader", dijon), ("away", lille)):
        MandateFactory(person=people[role], season_city=season_city)
    # A second member, so that the role of the first may be ended.
    team_member()
    return people


def _add_catalogue(world: AccessWorld) -> None:
    venue, other, hidden = VenueFactory(), VenueFactory(), VenueFactory(is_visible=False)
    offer, work = OfferFactory(venue=venue), WorkFactory()
    pair = DoubtfulPair.objects.create(first=venue, second=other, score=0.9, why="même nom")
    Pin.objects.create(person=world.people["owner"], venue=other, note="note-secrète-lieu")
    world.args |= {
        "venue": [venue.pk, venue.slug],
        "hidden-venue": [hidden.pk, hidden.slug],
        "offer": [offer.pk, offer.slug],
        "work": [work.pk, work.slug],
        "report": ["lieux", venue.pk],
        "hidden-report": ["lieux", hidden.pk],
        "pair": [pair.pk],
        "pin": [venue.pk],
        "hidden-pin": [hidden.pk],
        "no-pin": [10**9],
        "poster": ["livre", 1200, 630, "selection-1"],
        "wrong-poster": ["livre", 7, 7, "selection-1"],
    }


def _add_selections(world: AccessWorld, dijon: SeasonCity) -> None:
    owner = world.people["owner"]
    for state in SelectionState:
        word = f"secret-{state}" if state in UNPUBLISHED else "online"
        selection = SelectionFactory(
            author=owner,
            season_city=dijon,
            state=state,
            title=f"Titre {word}",
            intro=f"Introduction {word}",
            slug=f"page-{state}".replace("_", "-"),
            published_at=clock.now() if state in (SelectionState.PUBLISHED, SelectionState.RETIRED) else None,
        )
        for position in (1, 2, 3):
            SelectionItemFactory(selection=selection, position=position, reason=f"Raison {word}")
        world.args |= {str(state): [selection.pk], f"{state}-slug": [selection.slug]}
        if state == SelectionState.PUBLISHED:
            Submission.objects.create(
                selection=selection, reader=world.people["reader"], answered_at=clock.now(), reason="mot-de-relecture"
            )
        if state == SelectionState.PROPOSED:
            Submission.objects.create(selection=selection)
            _owe_reading(world, selection)

    _add_group_and_line(world, dijon)
    _add_readers(world)
    # The other ambassador of the city has something online too, and never agreed to be named.
    unnamed = world.people["reader"]
    SelectionItemFactory(
        selection=SelectionFactory(
            author=unnamed, season_city=dijon, state=SelectionState.PUBLISHED, published_at=clock.now()
        )
    )


def _add_group_and_line(world: AccessWorld, dijon: SeasonCity) -> None:
    """An invitation, an idea, a call, a decision contested."""
    owner, reader, team = world.people["owner"], world.people["reader"], world.people["team"]
    draft = Selection.objects.get(pk=world.args["draft"][0])
    online = Selection.objects.get(pk=world.args["published"][0])
    other = SelectionFactory(author=owner, season_city=dijon, title="Écrire à deux", intro="secret-draft")
    invitation = CoAuthor.objects.create(selection=other, person=reader, invited_by=owner, word="mot-invitation")
    idea = Suggestion.objects.create(selection=online, by=reader, work=WorkFactory(), reason="idée-secrète")
    RemovedItem.objects.create(selection=draft, item_id=1, work=WorkFactory(), position=1, reason="enlevé-secret")
    call = Call.objects.create(
        slug="appel", title="Appel", text="Un thème", season=dijon.season, city=dijon.city, closes_on=clock.today()
    )
    for name in ("changes_asked", "retired"):
        selection = Selection.objects.get(pk=world.args[name][0])
        decision = Transition.objects.create(
            selection=selection,
            season_city=dijon,
            from_state=SelectionState.PROPOSED,
            to_state=selection.state,
            reason="décision-secrète",
            by=world.people["referent"],
            is_moderation=True,
        )
    appeal = Appeal.objects.create(decision=decision, selection=selection, by=owner, reason="recours-secret")
    Version.objects.create(
        selection=online,
        number=1,
        snapshot={"title": "version-secrète", "intro": "", "tags": [], "items": []},
        second_reader=team,
    )
    world.args |= {
        "invitation": [invitation.pk],
        "suggestion": [idea.pk],
        "call": [call.pk],
        "call-slug": [call.slug],
        "appeal": [appeal.pk],
    }


def _add_readers(world: AccessWorld) -> None:
    """A preview link of the owner's draft and one that was revoked; the owner's feed; an export."""
    owner, team = world.people["owner"], world.people["team"]
    assert owner is not None
    assert team is not None
    draft, online = (Selection.objects.get(pk=world.args[state][0]) for state in ("draft", "published"))
    gone = actions.make_preview_link(selection=draft, by=owner)
    link = actions.make_preview_link(selection=draft, by=owner)
    Consent.objects.create(person=owner, purpose=ConsentPurpose.PUBLIC_NAME)
    feed = actions.open_author_feed(by=owner)
    export = actions.export_selection(selection=online, by=team)
    world.args |= {
        "preview-token": [link.token],
        "revoked-token": [gone.token],
        "feed": ["atom"],
        "author-feed": [feed.slug, "json"],
        "pass-export": [export.pk],
    }


def _owe_reading(world: AccessWorld, selection: Selection) -> None:
    promise = owe(
        kind="second_reading",
        about=selection,
        about_label="Sélection à relire",
        about_url=reverse("selections:second-read", args=[selection.pk]),
        scope=selection.season_city.city.scope,
        owed_to=world.people["owner"],
        detail="détail-secret-owner",
    )
    world.args["promise"] = [promise.pk]
    national = Promise.objects.get(pk=promise.pk)
    national.pk, national.scope = None, ""
    national.save()
    world.args["national-promise"] = [national.pk]


def _add_own_things(world: AccessWorld) -> None:
    owner = world.people["owner"]
    assert owner is not None
    at = clock.now()
    message = Message.objects.create(person=owner, kind="x", title="message-secret-owner", body="corps-secret-owner")
    session = UserSession.objects.create(
        user=owner, session_key="x" * 32, ip="203.0.113.7", user_agent="navigateur-secret-owner", last_seen_at=at
    )
    key = _add_key(owner)
    Consent.objects.create(person=owner, purpose=ConsentPurpose.EMAIL_NEWS)
    for index, (role, person) in enumerate(world.people.items()):
        if person is not None:
            _add_private_profile(world, role, person, dt.date(2008, 3, 10 + index))
    world.secrets["owner"] += ["message-secret-owner", "corps-secret-owner", "navigateur-secret-owner", "203.0.113.7"]
    world.secrets["owner"] += ["clé-secret-owner", "détail-secret-owner", "mot-de-relecture", "note-secrète-lieu"]
    world.secrets["owner"] += [f"secret-{state}" for state in UNPUBLISHED]
    world.secrets["owner"] += ["enlevé-secret", "décision-secrète", "recours-secret", "version-secrète"]
    world.secrets["reader"].append("prénom-secret-reader")
    letter = Letter.objects.create(kind="x", to="x@exemple.fr", subject="lettre-secrète", state=LetterState.REFUSED)
    delivery = Delivery.objects.create(message=message, due_at=at, state=Delivery.State.FAILED)
    world.secrets["team"] = [*world.secrets.get("team", []), "lettre-secrète"]
    world.args |= {
        "letter": [letter.pk],
        "delivery": [delivery.pk],
        "message": [message.pk],
        "session": [session.pk],
        "key": [key.pk],
        "mandate": [owner.mandates.get().pk],
        "person": [owner.uid],
        "token": [unsubscribe_token(owner)],
        "forged-token": ["forged"],
        "purpose": [str(ConsentPurpose.PUBLIC_NAME)],
        "wrong-purpose": ["voler"],
        "grant": [RoleGrant.objects.get(role=Role.REFERENT, person=world.people["referent"]).pk],
        "birth-request": [_ask_birth_date(world.people["reader"]).pk],
        "private-account-guardian": [_guardian_token(world.people["reader"])],
        "none": [999_999],
        "none-slug": ["rien"],
    }


def _ask_birth_date(person: Person | None) -> BirthDateRequest:
    """A correction that waits for the team."""
    assert person is not None
    return ask_birth_date(person=person, born_on=dt.date(2007, 5, 6))


def _guardian_token(person: Person | None) -> str:
    """The link of a guardian who was asked about an account."""
    asked = ask_guardian(minor_name="mineur", email="parent-secret@exemple.fr", name="Parent", person=person)
    return issue_link(purpose=ACCOUNT_GUARDIAN_LINK, subject=asked, days=1, is_mailed=True)


def _add_pages(world: AccessWorld) -> None:
    """The team's pages: an article online with its picture, a draft with its picture and document."""
    make_site()
    news = NewsIndexPage.objects.get()
    shown = picture("en-ligne")
    article = make_article(parent=news, slug="en-ligne", picture=shown)
    hidden, document = picture("brouillon"), document_file("note.txt")
    body = [("text", f'<p><a linktype="document" id="{document.pk}">secret-article</a></p>')]
    make_article(parent=news, title="secret-article", slug="brouillon-cache", picture=hidden, live=False, body=body)
    world.secrets["team"].append("secret-article")
    world.args |= {
        "feed": ["atom"],
        "sitemap": ["pages"],
        "home-page": [""],
        "article": [article.path_on_site[1:]],
        "draft-article": ["actus/brouillon-cache/"],
        "shown-picture": [shown.get_rendition("width-960|format-webp").file.name.removeprefix("images/")],
        "draft-picture": [hidden.get_rendition("width-960|format-webp").file.name.removeprefix("images/")],
        "draft-document": [document.pk, document.filename],
    }


def _add_letter(world: AccessWorld, dijon: SeasonCity) -> None:
    """A reader of the letter, an issue that left and one that nobody may read yet."""
    reader = letters.subscription("lecteur-secret@exemple.fr", city=dijon.city, asked_count=1)
    draft = letters.issue(title="Titre secret-numéro", intro="Mot secret-numéro", slug="brouillon-de-lettre")
    sent = letters.issue(state=Issue.State.SENT, started_at=clock.now())
    record_bounce(subscription=reader, kind=Bounce.Kind.SOFT, issue=sent)
    world.secrets["team"] += ["lecteur-secret", "secret-numéro"]
    world.args |= {
        "letter-confirm": [confirm_token(reader)],
        "letter-manage": [manage_token(reader)],
        "letter-leave": [leave_token(reader)],
        "letter-reader": [reader.pk],
        "draft-issue": [draft.pk],
        "draft-issue-slug": [draft.slug],
        "sent-issue": [sent.pk],
        "sent-issue-slug": [sent.slug],
    }


def _add_key(owner: Person) -> Authenticator:
    """A passkey as a device makes it: the pages of keys read what is inside."""
    client = Client()
    client.force_login(owner)
    add(client, Device(), name="clé-secret-owner")
    return Authenticator.objects.get(user=owner)


def _add_private_profile(world: AccessWorld, role: str, person: Person, born_on: dt.date) -> None:
    profile = person.profile
    profile.born_on, profile.access_needs = born_on, f"besoin-secret-{role}"
    profile.devices = [{"type": "phone", "system": f"appareil-secret-{role}", "version": "1"}]
    profile.save()
    world.secrets[role] = [
        person.email,
        f"besoin-secret-{role}",
        f"appareil-secret-{role}",
        born_on.isoformat(),
        f"{born_on.day} mars {born_on.year}",
        born_on.strftime("%d/%m/%Y"),
    ]
