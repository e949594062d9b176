"""Outcomes by role: who opens what, in few words."""

from __future__ import annotations

from dataclasses import dataclass

from tests.house.access_world import ROLES

LOGIN = "login"
Outcome = int | str
Outcomes = dict[str, Outcome]


def of(everyone: Outcome, **roles: Outcome) -> Outcomes:
    """The outcome of everyone, but for the roles that are named."""
    unknown = set(roles) - set(ROLES)
    assert not unknown, unknown
    return dict.fromkeys(ROLES, everyone) | roles


def signed_in(everyone: Outcome, **roles: Outcome) -> Outcomes:
    """The same, where visitors are asked to sign in."""
    return of(everyone, visitor=LOGIN, **roles)


def staff(outcome: Outcome, other: Outcome = 403) -> Outcomes:
    """The team and every referent."""
    return signed_in(other, team=outcome, referent=outcome, referent_away=outcome)


def of_city(outcome: Outcome, other: Outcome = 403) -> Outcomes:
    """The team and the referent of Dijon."""
    return signed_in(other, team=outcome, referent=outcome)


def team(outcome: Outcome) -> Outcomes:
    """The national team."""
    return signed_in(403, team=outcome)


def owner(outcome: Outcome) -> Outcomes:
    """Its owner; to others it does not exist."""
    return signed_in(404, owner=outcome)


def followers(outcome: Outcome, **roles: Outcome) -> Outcomes:
    """The author, and those who follow the city."""
    return of(404, owner=outcome, referent=outcome, team=outcome, **roles)


PUBLIC = of(200)
NOBODY = of(404)
# A page that is only read, an action that is only sent: to those who sign in first, to anyone.
NOT_SENT, NOT_SENT_BY_ANYONE = signed_in(405), of(405)
NOT_READ, NOT_READ_BY_ANYONE = signed_in(405), of(405)
MEMBER = signed_in(200)
DONE = signed_in(302)
AMBASSADORS = {"owner", "reader", "away"}
EDITING = dict.fromkeys(("team", "referent", "referent_away"), 200)


def ambassadors(outcome: Outcome, other: Outcome) -> Outcomes:
    """Whoever has a running mandate."""
    return signed_in(other, **dict.fromkeys(AMBASSADORS, outcome))


def group_side(outcome: Outcome) -> Outcomes:
    """The members of the owner's group, the city's referent, the team."""
    return signed_in(403, owner=outcome, referent=outcome, team=outcome)


@dataclass(frozen=True)
class Access:
    """One address of a URL name: `thing` names its arguments in the world."""

    name: str
    read: Outcomes
    sent: Outcomes
    thing: str = ""


def public_page(name: str, thing: str = "") -> Access:
    """A page anyone reads."""
    return Access(name, PUBLIC, NOT_SENT_BY_ANYONE, thing)


def form_page(name: str, who: Outcomes, thing: str = "", *, sent: Outcome = 422) -> Access:
    """A form; sent empty, it is refused by 422 where it opens, unless told."""
    return Access(name, who, {role: sent if got == 200 else got for role, got in who.items()}, thing)


# A group's page: its member, its referent, the team.
GROUP = signed_in(403, owner=200, referent=200, team=200)
# What is refused in words before the season ends.
TOO_EARLY = signed_in(403, owner=422, referent=422, team=422)
