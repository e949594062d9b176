"""Who may open what: every URL of the project, for every role, read and sent.

An outcome is a status, or `LOGIN` for the way to the sign-in page. `read` is GET; `sent` is POST of an empty form.
Where a thing belongs to someone, `owner` is that person: an ambassador of Dijon; `reader` another ambassador of
Dijon; `away` one of Lille; `referent` follows Dijon, `referent_away` Lille.
"""

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


def ambassadors(outcome: Outcome, other: Outcome) -> Outcomes:
    """Whoever has a running mandate."""
    return signed_in(other, **dict.fromkeys(AMBASSADORS, outcome))


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


TABLE = [
    # portal, core
    public_page("portal:home"),
    Access("portal:today", MEMBER, NOT_SENT_BY_ANYONE),
    Access("portal:demo", NOBODY, NOBODY),
    Access("portal:demo-mail", NOBODY, NOT_SENT_BY_ANYONE),
    public_page("core:component-gallery"),
    public_page("core:poster", "poster"),
    Access("core:poster", NOBODY, NOT_SENT_BY_ANYONE, "wrong-poster"),
    # people: mine
    Access("people:me", MEMBER, NOT_SENT),
    form_page("people:save-profile", MEMBER),
    form_page("people:save-devices", MEMBER),
    form_page("people:change-email", MEMBER),
    Access("people:confirm-email-change", DONE, DONE),
    Access("people:end-other-sessions", NOT_READ, DONE),
    Access("people:end-session", NOT_READ, owner(302), "session"),
    Access("people:my-data", MEMBER, NOT_SENT),
    Access("people:export-json", NOT_READ, MEMBER),
    Access("people:export-zip", NOT_READ, MEMBER),
    Access("people:give-consent", NOT_READ, DONE, "purpose"),
    Access("people:give-consent", NOT_READ, signed_in(404), "wrong-purpose"),
    Access("people:withdraw-consent", NOT_READ, DONE, "purpose"),
    Access("people:withdraw-consent", NOT_READ, signed_in(404), "wrong-purpose"),
    form_page("people:erase-me", MEMBER),
    public_page("people:farewell"),
    # people: the team's
    Access("people:person-list", team(200), NOT_SENT),
    form_page("people:add-person", team(200)),
    form_page("people:person", team(200), "person"),
    Access("people:end-role-grant", NOT_READ, team(302), "grant"),
    # sign-in
    Access("account_login", of(302, visitor=200), of(302, visitor=422)),
    Access("account_request_login_code", of(302, visitor=200), of(302, visitor=422)),
    Access("account_confirm_login_code", of(302), of(302)),
    Access("mfa_login_webauthn", of(302), of(302)),
    Access("account_logout", of(200, visitor=302), of(302)),
    public_page("account_inactive"),
    Access("usersessions_list", MEMBER, NOT_SENT),
    Access("mfa_list_webauthn", MEMBER, NOT_SENT),
    Access("mfa_index", MEMBER, NOT_SENT),
    Access("mfa_add_webauthn", MEMBER, MEMBER),
    Access("mfa_edit_webauthn", owner(200), owner(200), "key"),
    Access("mfa_remove_webauthn", owner(200), owner(302), "key"),
    # notifications, promises
    Access("notifications:message-list", MEMBER, NOT_SENT),
    Access("notifications:mark-all-read", NOT_READ, DONE),
    form_page("notifications:change-preferences", MEMBER),
    Access("notifications:unsubscribe", PUBLIC, PUBLIC, "token"),
    Access("notifications:unsubscribe", NOBODY, NOBODY, "forged-token"),
    Access("notifications:open-message", owner(302), NOT_SENT, "message"),
    Access("promises:promise-list", staff(200), NOT_SENT_BY_ANYONE),
    form_page("promises:answer-promise", of_city(200, other=404), "promise"),
    form_page("promises:answer-promise", signed_in(404, team=200), "national-promise"),
    # programme
    Access("programme:season-list", staff(200), NOT_SENT_BY_ANYONE),
    form_page("programme:open-season", team(200), "programme"),
    Access("programme:season", staff(200), NOT_SENT_BY_ANYONE, "season"),
    form_page("programme:change-season", team(200), "season"),
    Access("programme:move-season", NOT_READ_BY_ANYONE, team(422), "season"),
    Access("programme:clone-season", NOT_READ_BY_ANYONE, team(302), "season"),
    form_page("programme:set-season-city", team(200), "season"),
    form_page("programme:publish-charter", team(200), "season"),
    form_page("programme:give-mandate", team(200), "season-city"),
    Access("programme:season-city", of_city(200), NOT_SENT_BY_ANYONE, "season-city"),
    Access("programme:remove-season-city", NOT_READ_BY_ANYONE, team(302), "empty-city"),
    Access("programme:remove-season-city", NOT_READ_BY_ANYONE, team(422), "season-city"),
    form_page("programme:change-mandate", of_city(200), "mandate"),
    Access("programme:my-mandate", MEMBER, signed_in(404)),
    Access("programme:accept-charter", ambassadors(200, other=404), ambassadors(302, other=404)),
    # catalogue
    public_page("catalogue:discover"),
    public_page("catalogue:commune-list"),
    public_page("catalogue:venue", "venue"),
    Access("catalogue:venue", NOBODY, NOT_SENT_BY_ANYONE, "hidden-venue"),
    public_page("catalogue:offer", "offer"),
    public_page("catalogue:work", "work"),
    form_page("catalogue:report-error", PUBLIC, "report"),
    Access("catalogue:report-error", NOBODY, NOBODY, "hidden-report"),
    public_page("catalogue:source-list"),
    Access("catalogue:pair-list", team(200), NOT_SENT),
    Access("catalogue:decide-pair", NOT_READ, team(422), "pair"),
    # selections: the public's
    public_page("selections:selection-list"),
    public_page("selections:selection", "published-slug"),
    Access("selections:selection", of(404, owner=200), NOT_SENT_BY_ANYONE, "draft-slug"),
    Access("selections:selection", followers(200, reader=200), NOT_SENT_BY_ANYONE, "proposed-slug"),
    Access("selections:selection", followers(200), NOT_SENT_BY_ANYONE, "changes_asked-slug"),
    Access("selections:selection", followers(200), NOT_SENT_BY_ANYONE, "retired-slug"),
    Access("selections:selection", NOBODY, NOT_SENT_BY_ANYONE, "none-slug"),
    # selections: composing
    Access("selections:my-selections", MEMBER, NOT_SENT_BY_ANYONE),
    form_page("selections:start-selection", ambassadors(200, other=403)),
    form_page("selections:compose", owner(200), "draft"),
    form_page("selections:compose", owner(200), "proposed"),
    form_page("selections:compose", owner(200), "published"),
    Access("selections:order-items", NOT_READ_BY_ANYONE, owner(422), "draft"),
    Access("selections:add-item", owner(200), owner(404), "draft"),
    Access("selections:add-item", owner(422), owner(422), "proposed"),
    Access("selections:add-item", owner(422), owner(422), "published"),
    Access("selections:propose-work", NOT_READ_BY_ANYONE, owner(422), "draft"),
    Access("selections:propose-selection", NOT_READ_BY_ANYONE, owner(302), "draft"),
    Access("selections:propose-selection", NOT_READ_BY_ANYONE, owner(302), "proposed"),
    Access("selections:propose-selection", NOT_READ_BY_ANYONE, owner(422), "published"),
    Access("selections:take-back", NOT_READ_BY_ANYONE, owner(422), "draft"),
    Access("selections:take-back", NOT_READ_BY_ANYONE, owner(302), "proposed"),
    Access("selections:take-back", NOT_READ_BY_ANYONE, owner(302), "retired"),
    Access("selections:delete-selection", owner(200), owner(302), "draft"),
    Access("selections:delete-selection", owner(422), owner(422), "proposed"),
    Access("selections:delete-selection", owner(422), owner(422), "published"),
    Access("selections:retire-selection", of_city(422) | {"owner": 422}, of_city(422) | {"owner": 422}, "draft-slug"),
    form_page("selections:retire-selection", of_city(200) | {"owner": 200}, "published-slug", sent=302),
    # selections: second reading
    Access("selections:waiting", MEMBER, NOT_SENT_BY_ANYONE),
    # A reader who comes too late is told so, and no longer sees what is not public.
    form_page("selections:second-read", of_city(422, other=404) | {"owner": 200, "reader": 422}, "draft"),
    form_page("selections:second-read", of_city(200, other=404) | {"owner": 200, "reader": 200}, "proposed"),
    form_page("selections:second-read", of_city(200, other=404) | {"owner": 200, "reader": 422}, "changes_asked"),
    form_page("selections:second-read", of_city(200, other=404) | {"owner": 200, "reader": 200}, "published"),
    form_page("selections:second-read", of_city(200, other=404) | {"owner": 200, "reader": 422}, "retired"),
    # questionnaires
    Access("questionnaires:questionnaire-list", team(200), NOT_SENT_BY_ANYONE),
    form_page("questionnaires:make-questionnaire", team(200)),
    Access("questionnaires:questionnaire", team(200), NOT_SENT_BY_ANYONE, "form"),
    form_page("questionnaires:save-questionnaire", team(200), "form"),
    Access("questionnaires:duplicate-questionnaire", NOT_READ_BY_ANYONE, team(302), "form"),
    Access("questionnaires:freeze-questionnaire", NOT_READ_BY_ANYONE, team(302), "form"),
    form_page("questionnaires:preview", team(200), "form-screen"),
    Access("questionnaires:answers-csv", team(200), NOT_SENT_BY_ANYONE, "form"),
    form_page("questionnaires:add-screen", team(200), "form"),
    form_page("questionnaires:change-screen", team(200), "screen"),
    form_page("questionnaires:add-question", team(200), "screen"),
    form_page("questionnaires:change-question", team(200), "question"),
    form_page("questionnaires:change-question", team(422), "frozen-question"),
    Access("questionnaires:move-part", NOT_READ_BY_ANYONE, team(302), "form-part"),
    form_page("questionnaires:delete-part", team(200), "form-part", sent=302),
    # recruitment: the public's
    public_page("recruitment:call-list"),
    public_page("recruitment:call", "call"),
    Access("recruitment:call", NOBODY, NOT_SENT_BY_ANYONE, "draft-call"),
    form_page("recruitment:be-told", PUBLIC),
    form_page("recruitment:find-application", PUBLIC),
    form_page("recruitment:start-application", PUBLIC, "call"),
    Access("recruitment:start-application", NOBODY, NOBODY, "draft-call"),
    # recruitment: whoever has the link; nobody by another one
    Access("recruitment:application", PUBLIC, NOT_SENT_BY_ANYONE, "link-file"),
    Access("recruitment:application", NOBODY, NOT_SENT_BY_ANYONE, "link-forged"),
    Access("recruitment:application", NOBODY, NOT_SENT_BY_ANYONE, "link-guardian"),
    form_page("recruitment:save-identity", PUBLIC, "link-file"),
    form_page("recruitment:save-identity", NOBODY, "link-forged"),
    form_page("recruitment:answer-screen", PUBLIC, "link-screen"),
    Access("recruitment:submit-application", of(302), of(302), "link-file"),
    form_page("recruitment:answer-correction", PUBLIC, "link-correction"),
    form_page("recruitment:answer-correction", NOBODY, "link-none"),
    form_page("recruitment:withdraw-application", PUBLIC, "link-file", sent=302),
    form_page("recruitment:confirm-place", of(422), "link-file"),
    Access("recruitment:export-mine", PUBLIC, NOT_SENT_BY_ANYONE, "link-file"),
    form_page("recruitment:erase-application", PUBLIC, "link-file", sent=302),
    Access("recruitment:own-file", NOBODY, NOT_SENT_BY_ANYONE, "link-none"),
    Access("recruitment:renew-link", NOT_READ_BY_ANYONE, of(302), "link-file"),
    Access("recruitment:renew-link", NOT_READ_BY_ANYONE, NOBODY, "link-forged"),
    form_page("recruitment:guardian", PUBLIC, "link-guardian"),
    form_page("recruitment:guardian", NOBODY, "link-file"),
    Access("recruitment:renew-guardian-link", NOT_READ_BY_ANYONE, of(302), "link-guardian"),
    # recruitment: the team's
    Access("recruitment:team-call-list", staff(200), NOT_SENT_BY_ANYONE),
    form_page("recruitment:make-call", team(200), "season"),
    Access("recruitment:team-call", staff(200), NOT_SENT_BY_ANYONE, "call-pk"),
    form_page("recruitment:change-call", team(200), "call-pk"),
    Access("recruitment:move-call", NOT_READ_BY_ANYONE, team(422), "call-pk"),
    form_page("recruitment:clone-call", team(200), "call-pk"),
    form_page("recruitment:add-track", team(200), "call-pk"),
    form_page("recruitment:change-track", team(200), "track"),
    form_page("recruitment:delete-track", team(200), "track", sent=422),
    Access("recruitment:start-test-application", NOT_READ_BY_ANYONE, team(302), "call-pk"),
    Access("recruitment:application-list", staff(200), NOT_SENT_BY_ANYONE, "call-pk"),
    form_page("recruitment:decide-applications", staff(200), "call-pk"),
    form_page("recruitment:team-application", of_city(200, other=404), "application"),
    form_page("recruitment:team-application", signed_in(404), "draft-application"),
    form_page("recruitment:team-application", signed_in(404, team=200), "trial-application"),
    form_page("recruitment:ask-correction", of_city(200, other=404), "application"),
    Access("recruitment:application-file", signed_in(404), NOT_SENT_BY_ANYONE, "application-none"),
    # API: public data only, read only; its description has no page of its own
    Access("api:openapi-json", PUBLIC, PUBLIC),
    public_page("api:venues"),
    public_page("api:events"),
    public_page("api:works"),
    public_page("api:selections"),
    Access("api:api-root", NOBODY, NOBODY),
]
