"""A thing of each kind that rules ask about, by the name of their argument: nothing of it is a visitor's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from passeurs.catalogue.models import DoubtfulPair
from passeurs.core import clock
from passeurs.core.models import Letter
from passeurs.editorial.models import Issue
from passeurs.groups.models import Absence, Concern, GroupRequest, Poll, SpokenMinutes
from passeurs.matching.models import MatchingProposal, PartnerWish, TeamMessage
from passeurs.notifications.models import Delivery
from passeurs.outreach.models import TrackedLink
from passeurs.partners.models import HelpRequest
from passeurs.people.choices import Role
from passeurs.people.models import RoleGrant
from passeurs.programme.choices import MandateState, Phase
from passeurs.programme.models import Charter
from passeurs.projects.models import Mentor, Project
from passeurs.promises.models import Promise
from passeurs.questionnaires.models import Question, Questionnaire
from passeurs.recruitment import models as recruitment
from passeurs.recruitment.choices import CallState, ReadingPhase, Status
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Appeal, Call, CoAuthor, PassExport, Suggestion, Transition
from passeurs.selections.queries.freshness import ALIVE
from tests.factories import PersonFactory, SelectionFactory, VenueFactory, associated_group


def things(app: str) -> dict[str, Any]:
    """What the rules of `app` are given, beside the person."""
    group, at = associated_group(), clock.now()
    season_city = group.partnership.season_city
    membership = group.memberships.first()
    mandate = membership.mandate
    meeting = group.meetings.create(starts_at=at + dt.timedelta(days=9), minutes=90)
    venue = VenueFactory()
    known = {
        "venue": venue,
        "born_on": dt.date(2009, 5, 4),
        "pinned": set(),
        "minor": mandate.person,
        "email": "parent@exemple.fr",
        "letter": Letter(),
        "delivery": Delivery(),
        "pair": DoubtfulPair(first=venue, second=venue),
        "group": group,
        "target": group,
        "source": group,
        "membership": membership,
        "meeting": meeting,
        "absence": Absence(mandate=mandate),
        "concern": Concern(group=group),
        "request": GroupRequest(membership=membership),
        "help_request": HelpRequest(partnership=group.partnership, asked_of=f"groups.group:{group.pk}"),
        "voice": SpokenMinutes(meeting=meeting),
        "poll": Poll(group=group),
        "partnership": group.partnership,
        "wish": PartnerWish(partnership=group.partnership, mandate=mandate),
        "proposal": MatchingProposal(season=season_city.season),
        "message": TeamMessage(season=season_city.season),
        "mandates": [mandate],
        "seal": None,
        "season": season_city.season,
        "season_city": season_city,
        "city": season_city.city,
        "mandate": mandate,
        "charter": Charter(programme=season_city.season.programme),
        "project": Project(group=group),
        "mentor": Mentor(group=group, person=mandate.person),
        "promise": Promise(),
        "questionnaire": Questionnaire(),
        "question": Question(),
    }
    known |= words_of(mandate.person, at)
    more = {"selections": selection_things, "recruitment": recruitment_things}
    return known | (more[app](season_city) if app in more else {})


def words_of(person: Any, at: dt.datetime) -> dict[str, Any]:
    """Roles, moments, words, and what has no owner."""
    return {
        "phase": Phase.RUNNING,
        "state": MandateState.ENDED,
        "role": Role.TEAM,
        "grant": RoleGrant(person=person, role=Role.TEAM),
        "at": at,
        "today": at.date(),
        "day": at.date(),
        "starts_at": at,
        "starts_on": at.date(),
        "ends_on": at.date(),
        "scope": "",
        "reason": "",
        "why": "",
        "is_eligible": True,
        "recipient_count": 1,
        "expected_count": 1,
        "version": 1,
        "issue": Issue(),
        # Its owner's account is gone: nobody's link is not a visitor's.
        "link": TrackedLink(person=None),
    }


def selection_things(_season_city: Any) -> dict[str, Any]:
    """Those of selections."""
    selection = SelectionFactory(state=SelectionState.PUBLISHED)
    decision = Transition(selection=selection, to_state=SelectionState.PUBLISHED)
    return {
        "selection": selection,
        "draft": selection,
        "city": selection.season_city.city,
        "call": Call(city=selection.season_city.city),
        "invitation": CoAuthor(selection=selection, person=selection.author),
        "row": CoAuthor(selection=selection, person=selection.author),
        "suggestion": Suggestion(selection=selection),
        "decision": decision,
        "appeal": Appeal(selection=selection, decision=decision),
        "export": PassExport(selection=selection),
        "health": ALIVE,
        "twin": None,
    }


def recruitment_things(season_city: Any) -> dict[str, Any]:
    """Those of recruitment."""
    call = recruitment.Call(season=season_city.season)
    application = recruitment.Application(call=call, season_city=season_city)
    return {
        "call": call,
        "application": application,
        "reading": recruitment.Reading(application=application, reader=PersonFactory()),
        "draw": recruitment.Draw(call=call),
        "intake": recruitment.Intake(call=call),
        "track": recruitment.Track(call=call),
        "status": Status.VALIDATED,
        "state": CallState.OPEN,
        "phase": ReadingPhase.READING,
    }
