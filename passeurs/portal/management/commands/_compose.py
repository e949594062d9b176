"""What is written together in the demonstration: groups, ideas, calls, versions, appeals."""

from __future__ import annotations

import datetime as dt

from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.portal.management.commands._stories import Storyteller
from passeurs.portal.queries import HOME_CITY
from passeurs.programme.models import SeasonCity
from passeurs.selections import actions
from passeurs.selections.choices import Ground
from passeurs.selections.models import Call, Selection, Tag

DAY = dt.timedelta(days=1)


def tell_groups(teller: Storyteller) -> None:
    """Tell everything, in the demo's own city, through the product's actions."""
    home = next(row for row in teller.rows if row.city.insee == HOME_CITY)
    team = holders_of(Role.TEAM).first()
    referent = holders_of(Role.REFERENT, home.city.scope).first()
    assert team is not None  # seed_team has just made them
    assert referent is not None
    open_call, closed_call = _calls(teller, home, team, referent)
    _published_groups(teller, home, open_call, closed_call)
    actions.close_call(call=closed_call, by=referent, at=teller.now - 2 * DAY)
    _drafts(teller, home)
    _decisions(teller, home, team, referent)


def _calls(teller: Storyteller, home: SeasonCity, team: Person, referent: Person) -> tuple[Call, Call]:
    words = teller.texts["groups"]["calls"]
    opened = []
    for (title, text, theme), by, city, days in zip(words, (team, referent), (None, home.city), (18, 6), strict=True):
        opened.append(
            actions.open_call(
                by=by,
                season=home.season,
                city=city,
                title=title,
                text=text,
                theme=Tag.objects.get(slug=theme),
                closes_on=(teller.now + days * DAY).date(),
                at=teller.now - 20 * DAY,
            )
        )
    return opened[0], opened[1]


def _join(selection: Selection, person: Person, words: dict[str, str], at: dt.datetime) -> None:
    invitation = actions.invite_co_author(
        selection=selection, by=selection.author, person=person, word=words["invite"], at=at
    )
    actions.answer_invitation(invitation=invitation, by=person, is_accepted=True, word=words["accept"], at=at + DAY / 4)


def _published_groups(teller: Storyteller, home: SeasonCity, open_call: Call, closed_call: Call) -> None:
    """Two selections of groups, online, each answering a call; one has a second version."""
    words = teller.texts["groups"]
    _ines, malo, *others = teller.people[home.pk]
    for number, (author, friends, call) in enumerate(
        (((malo), others[3:5], closed_call), (others[2], [malo, others[5]], open_call))
    ):
        at = teller.now - (16 - 2 * number) * DAY
        selection = teller.compose(home, author, 7 - 3 * number, at, title=words["titles"][number], call=call)
        for friend in friends:
            _join(selection, friend, words, at)
        thing = teller.things(home, ["LIVRE_PAPIER", "CINEMA"], 3)[0]
        actions.add_item(selection=selection, by=friends[0], thing=thing, reason=words["idea"], at=at + DAY)
        actions.propose_selection(selection=selection, by=author, at=at + DAY)
        reader = others[8 + number]
        selection = actions.answer_submission(
            selection=selection, by=reader, is_published=True, reason="", at=at + 2 * DAY
        )
        if number == 0:
            draft = actions.start_revision(selection=selection, by=friends[0], at=at + 5 * DAY)
            last = draft.items.last()
            if last is not None:
                actions.remove_item(selection=draft, by=friends[0], item_id=last.pk, at=at + 5 * DAY)
            actions.propose_selection(selection=draft, by=author, at=at + 6 * DAY)
            actions.answer_submission(selection=draft, by=reader, is_published=True, reason="", at=at + 7 * DAY)


def _drafts(teller: Storyteller, home: SeasonCity) -> None:
    """A draft that Inès writes with Malo, with ideas; another that invites her."""
    words = teller.texts["groups"]
    ines, malo, *others = teller.people[home.pk]
    at = teller.now - 3 * DAY
    together = teller.compose(home, ines, 2, at, title=words["titles"][2])
    _join(together, malo, words, at)
    _join(together, others[6], words, at)
    actions.open_to_ideas(selection=together, by=ines, is_open=True, at=at)
    ideas = teller.things(home, ["MUSEUM", "CINEMA", "LIVRE_PAPIER"], 8)
    present = {(type(item.thing), item.thing.pk) for item in together.items.select_related("venue", "offer", "work")}
    fresh = [thing for thing in ideas if (type(thing), thing.pk) not in present]
    for thing, giver in zip(fresh[:3], (others[0], others[1], others[7]), strict=False):
        idea = actions.suggest_item(selection=together, by=giver, thing=thing, reason=words["idea"], at=at + DAY)
        if giver == others[7]:
            actions.answer_suggestion(
                suggestion=idea, by=malo, is_accepted=False, word=words["decline"], at=at + 2 * DAY
            )
    theirs = teller.compose(home, others[0], 6, at, title=words["titles"][3])
    actions.open_to_ideas(selection=theirs, by=others[0], is_open=True, at=at)
    actions.invite_co_author(selection=theirs, by=others[0], person=ines, word=words["invite"], at=at + DAY)


def _decisions(teller: Storyteller, home: SeasonCity, team: Person, referent: Person) -> None:
    """A refusal contested, whose answer is owed; a selection retired for its facts."""
    words = teller.texts["groups"]
    _ines, _malo, *others = teller.people[home.pk]
    at = teller.now - 5 * DAY
    refused = teller.compose(home, others[9], 4, at)
    actions.propose_selection(selection=refused, by=others[9], at=at)
    actions.answer_submission(
        selection=refused, by=referent, is_published=False, reason=words["refuse"], ground=Ground.OTHER, at=at + DAY
    )
    decision = refused.transitions.get(is_moderation=True)
    actions.appeal_decision(decision=decision, by=others[9], reason=words["appeal"], at=at + 2 * DAY)
    retired = teller.compose(home, others[10], 3, teller.now - 30 * DAY)
    teller.publish(retired, 30 * DAY)
    actions.retire_selection(
        selection=retired, by=team, ground=Ground.OUTDATED, reason=words["retire"], at=teller.now - DAY
    )
