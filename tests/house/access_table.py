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


TABLE = [
    # portal, core
    Access("portal:today", MEMBER, NOT_SENT_BY_ANYONE),
    form_page("portal:my-weeks", ambassadors(200, 403)),
    Access("portal:forget-my-exams", NOT_READ, owner(302), "exams"),
    Access("portal:team-workload", staff(200), NOT_SENT_BY_ANYONE),
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
    Access("notifications:undo-all-read", NOT_READ, DONE),
    form_page("notifications:pause-mails", MEMBER),
    Access("notifications:mark", NOT_READ, owner(302), "message"),
    Access("notifications:thing-messages", owner(200), NOT_SENT, "message"),
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
    # selections: read without an account, taken away, shown elsewhere
    Access("selections:count-reading", NOT_READ_BY_ANYONE, of(204), "published-slug"),
    *(
        Access("selections:count-reading", NOT_READ_BY_ANYONE, NOBODY, f"{state}-slug")
        for state in ("draft", "proposed", "changes_asked", "retired")
    ),
    public_page("selections:card", "published-slug"),
    *(
        Access("selections:card", NOBODY, NOT_SENT_BY_ANYONE, f"{state}-slug")
        for state in ("draft", "proposed", "changes_asked", "retired")
    ),
    public_page("selections:take-away"),
    public_page("selections:take-away-ics"),
    public_page("selections:take-away-gpx"),
    public_page("selections:take-away-pdf"),
    public_page("selections:preview", "preview-token"),
    Access("selections:preview", NOBODY, NOT_SENT_BY_ANYONE, "revoked-token"),
    Access("selections:preview", NOBODY, NOT_SENT_BY_ANYONE, "forged-token"),
    Access("selections:oembed", NOBODY, NOT_SENT_BY_ANYONE),
    public_page("selections:feed", "feed"),
    public_page("selections:feed-of-author", "author-feed"),
    # selections: the author's readers
    Access("selections:my-readers", MEMBER, NOT_SENT_BY_ANYONE),
    Access("selections:author-feed", NOT_READ_BY_ANYONE, signed_in(422, owner=302)),
    Access("selections:preview-link", owner(200), owner(302), "draft"),
    Access("selections:preview-link", owner(200), owner(422), "published"),
    Access("selections:freshness", owner(200), owner(404), "published"),
    # selections: the team's
    Access("selections:stale-list", staff(200), NOT_SENT_BY_ANYONE),
    Access("selections:stale-csv", staff(200), NOT_SENT_BY_ANYONE),
    Access("selections:pass-export-list", team(200), NOT_SENT_BY_ANYONE),
    Access("selections:export-selection", NOT_READ_BY_ANYONE, team(302), "published"),
    Access("selections:export-selection", NOT_READ_BY_ANYONE, team(422), "draft"),
    Access("selections:pass-export", team(200), NOT_SENT_BY_ANYONE, "pass-export"),
    Access("selections:pass-export-csv", team(200), NOT_SENT_BY_ANYONE, "pass-export"),
    Access("selections:pass-export-json", team(200), NOT_SENT_BY_ANYONE, "pass-export"),
    Access("selections:mark-live", NOT_READ_BY_ANYONE, team(302), "pass-export"),
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
    form_page("selections:propose-work", owner(200), "draft"),
    form_page("selections:propose-venue", owner(200), "draft"),
    form_page("selections:paste-lines", owner(200), "draft"),
    Access("selections:paste-lines", owner(422), owner(422), "published"),
    Access("selections:add-pasted", NOT_READ_BY_ANYONE, owner(302), "draft"),
    Access("selections:widen", owner(200), NOT_SENT_BY_ANYONE, "draft"),
    Access("selections:widen", owner(422), NOT_SENT_BY_ANYONE, "published"),
    Access("selections:start-revision", NOT_READ_BY_ANYONE, owner(302), "published"),
    Access("selections:start-revision", NOT_READ_BY_ANYONE, owner(422), "draft"),
    # selections: writing together
    form_page("selections:group", owner(200), "draft"),
    form_page("selections:answer-invitation", signed_in(404, reader=200), "invitation"),
    Access("selections:remove-co-author", NOT_READ_BY_ANYONE, signed_in(404, owner=302, reader=422), "invitation"),
    Access("selections:open-to-ideas", NOT_READ_BY_ANYONE, owner(302), "draft"),
    Access("selections:open-to-ideas", NOT_READ_BY_ANYONE, owner(422), "published"),
    Access("selections:ideas", MEMBER, NOT_SENT_BY_ANYONE),
    form_page("selections:suggest-item", signed_in(404, reader=200), "published"),
    Access("selections:suggest-item", signed_in(404), signed_in(404), "draft"),
    Access("selections:answer-suggestion", NOT_READ_BY_ANYONE, owner(302), "suggestion"),
    # selections: the editorial line
    Access("selections:version-list", followers(200, visitor=LOGIN), NOT_SENT_BY_ANYONE, "published-slug"),
    Access("selections:version-list", followers(200, visitor=LOGIN), NOT_SENT_BY_ANYONE, "draft-slug"),
    public_page("selections:call-list"),
    public_page("selections:call", "call-slug"),
    public_page("selections:moderation-rules"),
    public_page("selections:moderation"),
    Access("selections:team-selection-list", staff(200), NOT_SENT_BY_ANYONE),
    Access("selections:team-call-list", staff(200), NOT_SENT_BY_ANYONE),
    form_page("selections:open-call", staff(200)),
    form_page("selections:change-call", of_city(200), "call"),
    Access("selections:close-call", NOT_READ_BY_ANYONE, of_city(302), "call"),
    Access("selections:moderation-log", staff(200), NOT_SENT_BY_ANYONE),
    form_page("selections:appeal-decision", owner(200), "changes_asked"),
    Access("selections:appeal-decision", owner(403), owner(403), "published"),
    Access("selections:appeal-list", signed_in(404, team=200), NOT_SENT_BY_ANYONE),
    form_page("selections:answer-appeal", signed_in(404, team=200), "appeal"),
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
    # Who moderates says why; its author needs not.
    Access(
        "selections:retire-selection",
        of_city(200) | {"owner": 200},
        of_city(422) | {"owner": 302},
        "published-slug",
    ),
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
    public_page("recruitment:call", "recruitment"),
    Access("recruitment:call", NOBODY, NOT_SENT_BY_ANYONE, "draft-recruitment"),
    form_page("recruitment:be-told", PUBLIC),
    form_page("recruitment:find-application", PUBLIC),
    form_page("recruitment:start-application", PUBLIC, "recruitment"),
    Access("recruitment:start-application", NOBODY, NOBODY, "draft-recruitment"),
    # recruitment: whoever has the link; nobody by another one
    Access("recruitment:application", PUBLIC, NOT_SENT_BY_ANYONE, "private-file"),
    Access("recruitment:application", NOBODY, NOT_SENT_BY_ANYONE, "private-forged"),
    Access("recruitment:application", NOBODY, NOT_SENT_BY_ANYONE, "private-guardian"),
    form_page("recruitment:save-identity", PUBLIC, "private-file"),
    form_page("recruitment:save-identity", NOBODY, "private-forged"),
    form_page("recruitment:answer-screen", PUBLIC, "private-screen"),
    Access("recruitment:submit-application", of(302), of(302), "private-file"),
    form_page("recruitment:answer-correction", PUBLIC, "private-correction"),
    form_page("recruitment:answer-correction", NOBODY, "private-none"),
    form_page("recruitment:withdraw-application", PUBLIC, "private-file", sent=302),
    form_page("recruitment:confirm-place", of(422), "private-file"),
    Access("recruitment:export-mine", PUBLIC, NOT_SENT_BY_ANYONE, "private-file"),
    form_page("recruitment:erase-application", PUBLIC, "private-file", sent=302),
    Access("recruitment:own-file", NOBODY, NOT_SENT_BY_ANYONE, "private-none"),
    Access("recruitment:renew-link", NOT_READ_BY_ANYONE, of(302), "private-file"),
    Access("recruitment:renew-link", NOT_READ_BY_ANYONE, NOBODY, "private-forged"),
    form_page("recruitment:guardian", PUBLIC, "private-guardian"),
    form_page("recruitment:guardian", NOBODY, "private-file"),
    Access("recruitment:renew-guardian-link", NOT_READ_BY_ANYONE, of(302), "private-guardian"),
    # recruitment: the team's
    Access("recruitment:team-call-list", staff(200), NOT_SENT_BY_ANYONE),
    form_page("recruitment:make-call", team(200), "season"),
    Access("recruitment:team-call", staff(200), NOT_SENT_BY_ANYONE, "recruitment-pk"),
    form_page("recruitment:change-call", team(200), "recruitment-pk"),
    Access("recruitment:move-call", NOT_READ_BY_ANYONE, team(422), "recruitment-pk"),
    form_page("recruitment:clone-call", team(200), "recruitment-pk"),
    form_page("recruitment:add-track", team(200), "recruitment-pk"),
    form_page("recruitment:change-track", team(200), "track"),
    form_page("recruitment:delete-track", team(200), "track", sent=422),
    Access("recruitment:start-test-application", NOT_READ_BY_ANYONE, team(302), "recruitment-pk"),
    Access("recruitment:application-list", staff(200), NOT_SENT_BY_ANYONE, "recruitment-pk"),
    form_page("recruitment:decide-applications", staff(200), "recruitment-pk"),
    form_page("recruitment:team-application", of_city(200, other=404), "application"),
    form_page("recruitment:team-application", signed_in(404), "draft-application"),
    form_page("recruitment:team-application", signed_in(404, team=200), "trial-application"),
    form_page("recruitment:ask-correction", of_city(200, other=404), "application"),
    Access("recruitment:application-file", signed_in(404), NOT_SENT_BY_ANYONE, "application-none"),
    # associations: partners without an account
    form_page("associations:propose", PUBLIC),
    public_page("associations:partner", "partner-space"),
    Access("associations:partner", NOBODY, NOT_SENT_BY_ANYONE, "partner-forged"),
    Access("associations:partner-confirms", NOT_READ_BY_ANYONE, of(302), "partner-meeting"),
    Access("associations:renew-partner-link", NOT_READ_BY_ANYONE, of(302), "partner-space"),
    # associations: wishes and groups
    form_page("associations:my-wishes", ambassadors(200, 403)),
    Access(
        "associations:add-wish",
        NOT_READ_BY_ANYONE,
        signed_in(403, owner=302, reader=302, away=404),
        "wished-partnership",
    ),
    Access(
        "associations:move-wish",
        NOT_READ_BY_ANYONE,
        signed_in(403, owner=302, reader=404, away=404),
        "wished-partnership",
    ),
    form_page("associations:group", signed_in(403, owner=200, referent=200, team=200), "associated-group"),
    Access(
        "associations:group-calendar",
        signed_in(403, owner=200, referent=200, team=200),
        NOT_SENT_BY_ANYONE,
        "associated-group",
    ),
    Access("associations:excuse-month", NOT_READ_BY_ANYONE, of_city(302), "associated-group"),
    form_page("associations:dissolve-group", of_city(200), "associated-group"),
    Access("associations:confirm-meeting", NOT_READ_BY_ANYONE, signed_in(403, owner=302), "past-meeting"),
    Access(
        "associations:cancel-meeting",
        NOT_READ_BY_ANYONE,
        signed_in(403, owner=302, referent=302, team=302),
        "coming-meeting",
    ),
    # associations: projects, public and in their group's workshop
    public_page("associations:project-list"),
    public_page("associations:idea-bank"),
    public_page("associations:project", "done-project"),
    Access("associations:project", of(404, owner=302, referent=302, team=302), NOT_SENT_BY_ANYONE, "hidden-project"),
    public_page("associations:project-proof", "shown-proof"),
    Access(
        "associations:project-proof",
        of(404, owner=200, referent=200, team=200),
        NOT_SENT_BY_ANYONE,
        "hidden-proof",
    ),
    Access("associations:take-up-project", NOT_READ_BY_ANYONE, signed_in(302), "done-project"),
    Access("associations:take-up-project", NOT_READ_BY_ANYONE, signed_in(404), "hidden-project"),
    form_page("associations:start-project", signed_in(403, owner=200), "associated-group"),
    Access("associations:project-workshop", group_side(200), NOT_SENT_BY_ANYONE, "draft-project"),
    form_page("associations:save-project", signed_in(403, owner=200), "draft-project"),
    Access("associations:add-step", NOT_READ_BY_ANYONE, signed_in(403, owner=422), "draft-project"),
    Access("associations:change-step", NOT_READ_BY_ANYONE, signed_in(403, owner=302), "project-step"),
    Access("associations:move-project", NOT_READ_BY_ANYONE, group_side(422), "draft-project"),
    Access("associations:decide-project", NOT_READ_BY_ANYONE, of_city(422), "proposed-project"),
    form_page("associations:project-outcome", signed_in(403, owner=200), "running-project"),
    Access("associations:add-proof", NOT_READ_BY_ANYONE, signed_in(403, owner=422), "running-project"),
    Access("associations:remove-proof", NOT_READ_BY_ANYONE, signed_in(403, owner=302), "running-proof"),
    Access("associations:team-project-list", staff(200), NOT_SENT_BY_ANYONE),
    # associations: care, each side apart, read by the referent
    form_page("associations:feel-meeting", signed_in(403, owner=200), "past-meeting"),
    form_page("associations:partner-feels", PUBLIC, "partner-meeting"),
    form_page("associations:answer-absence", signed_in(404, owner=200)),
    Access("associations:care-board", staff(200), NOT_SENT_BY_ANYONE),
    form_page("associations:group-care", of_city(200), "associated-group"),
    form_page("associations:merge-groups", of_city(200), "associated-group"),
    form_page("associations:move-member", of_city(200), "membership"),
    Access("associations:close-absence", NOT_READ_BY_ANYONE, of_city(302), "absence"),
    # associations: the team's
    Access("associations:board", staff(200), NOT_SENT_BY_ANYONE),
    Access("associations:partnership-list", staff(200), NOT_SENT_BY_ANYONE),
    form_page("associations:partnership", signed_in(403, team=200, referent=200, referent_away=404), "partnership"),
    Access("associations:proposal-list", team(200), team(302)),
    Access("associations:proposal", team(200), NOT_SENT_BY_ANYONE, "matching-proposal"),
    Access("associations:publish-proposal", NOT_READ_BY_ANYONE, team(422), "matching-proposal"),
    form_page("recruitment:import-applications", team(200), "recruitment-pk"),
    form_page("recruitment:intake", team(200), "intake"),
    # recruitment: reading, each their own; the team's board
    Access("recruitment:my-readings", MEMBER, NOT_SENT_BY_ANYONE),
    form_page("recruitment:read-file", signed_in(404, member=200), "reading"),
    Access("recruitment:declare-conflict", NOT_READ_BY_ANYONE, signed_in(404, member=302), "reading"),
    Access("recruitment:reading-board", team(200), NOT_SENT_BY_ANYONE, "recruitment-pk"),
    Access("recruitment:share-readings", NOT_READ_BY_ANYONE, team(422), "recruitment-pk"),
    Access("recruitment:set-threshold", NOT_READ_BY_ANYONE, team(302), "recruitment-pk"),
    Access("recruitment:read-batch", MEMBER, NOT_SENT_BY_ANYONE),
    Access("recruitment:reader-profile", signed_in(403), signed_in(403)),
    Access("recruitment:discuss-reading", NOT_READ_BY_ANYONE, signed_in(404, member=302), "reading"),
    Access("recruitment:move-reading", NOT_READ_BY_ANYONE, team(422), "recruitment-pk"),
    Access("recruitment:eligibility", team(200), NOT_SENT_BY_ANYONE, "recruitment-pk"),
    Access("recruitment:accept-clean-files", NOT_READ_BY_ANYONE, team(422), "recruitment-pk"),
    Access("recruitment:judge-eligibility", NOT_READ_BY_ANYONE, team(302), "application"),
    Access("recruitment:add-note", NOT_READ_BY_ANYONE, of_city(302, other=404), "application"),
    Access("recruitment:set-labels", NOT_READ_BY_ANYONE, of_city(302, other=404), "application"),
    # recruitment: the draw, public once it is committed; a proof once the answer was told
    public_page("recruitment:draw", "drawn"),
    Access("recruitment:draw", NOBODY, NOT_SENT_BY_ANYONE, "recruitment"),
    public_page("recruitment:check-draw", "drawn"),
    Access("recruitment:check-draw", NOBODY, NOT_SENT_BY_ANYONE, "recruitment"),
    public_page("recruitment:draw-file", "drawn"),
    Access("recruitment:draw-file", NOBODY, NOT_SENT_BY_ANYONE, "recruitment"),
    public_page("recruitment:checker"),
    Access("recruitment:my-proof", NOBODY, NOT_SENT_BY_ANYONE, "private-file"),
    form_page("recruitment:ask-question", PUBLIC, "private-file"),
    Access("recruitment:replace-declined", NOT_READ_BY_ANYONE, team(422), "drawn-pk"),
    form_page("recruitment:team-draw", team(200), "recruitment-pk"),
    Access("recruitment:commit-draw", NOT_READ_BY_ANYONE, team(422), "drawn-pk"),
    Access("recruitment:enter-beacon", NOT_READ_BY_ANYONE, team(302), "drawn-pk"),
    Access("recruitment:fetch-beacon", NOT_READ_BY_ANYONE, team(422), "drawn-pk"),
    form_page("recruitment:roll-dice", team(200), "drawn-pk"),
    Access("recruitment:rehearse-draw", NOT_READ_BY_ANYONE, team(422), "drawn-pk"),
    Access("recruitment:rehearsal-file", team(200), NOT_SENT_BY_ANYONE, "drawn-pk"),
    form_page("recruitment:quotas", team(200), "recruitment-pk", sent=302),
    Access("recruitment:try-quotas", NOT_READ_BY_ANYONE, team(200), "recruitment-pk"),
    Access("recruitment:propose-quotas", NOT_READ_BY_ANYONE, team(302), "recruitment-pk"),
    Access("recruitment:copy-quotas", NOT_READ_BY_ANYONE, team(302), "recruitment-pk"),
    form_page("recruitment:import-shares", team(200), "recruitment-pk"),
    form_page("recruitment:send-answers", team(200), "recruitment-pk"),
    Access("recruitment:preview-answers", NOT_READ_BY_ANYONE, team(200), "recruitment-pk"),
    Access("recruitment:approve-feedback", team(200), team(302), "recruitment-pk"),
    Access("recruitment:draft-feedback", NOT_READ_BY_ANYONE, team(302), "recruitment-pk"),
    Access("recruitment:pause-answers", NOT_READ_BY_ANYONE, team(302), "answer-batch"),
    # outreach: images and kits follow their thing; a link is followed by anyone, read by its owner, summed for the team
    public_page("outreach:image", "public-image"),
    public_page("outreach:image", "public-paper"),
    Access("outreach:image", NOBODY, NOT_SENT_BY_ANYONE, "draft-image"),
    Access("outreach:image", NOBODY, NOT_SENT_BY_ANYONE, "retired-image"),
    public_page("outreach:kit", "public-share"),
    Access("outreach:kit", NOBODY, NOT_SENT_BY_ANYONE, "draft-share"),
    public_page("outreach:kit-zip", "public-share"),
    Access("outreach:kit-zip", NOBODY, NOT_SENT_BY_ANYONE, "draft-share"),
    Access("outreach:make-link", NOT_READ_BY_ANYONE, signed_in(422), "public-share"),
    Access("outreach:make-link", NOT_READ_BY_ANYONE, signed_in(404), "draft-share"),
    Access("outreach:follow", of(302), NOT_SENT_BY_ANYONE, "link"),
    Access("outreach:follow", of(410), NOT_SENT_BY_ANYONE, "expired-link"),
    Access("outreach:follow", NOBODY, NOT_SENT_BY_ANYONE, "none-slug"),
    form_page("outreach:my-links", MEMBER),
    Access("outreach:my-link", owner(200), NOT_SENT_BY_ANYONE, "link"),
    Access("outreach:link-code", owner(200), NOT_SENT_BY_ANYONE, "link-svg"),
    Access("outreach:retire-link", NOT_READ_BY_ANYONE, owner(302), "link"),
    Access("outreach:link-sums", team(200), NOT_SENT_BY_ANYONE),
    # editorial: the letter, for its readers
    form_page("editorial:subscribe", PUBLIC),
    public_page("editorial:subscribed"),
    Access("editorial:confirm", PUBLIC, PUBLIC, "letter-confirm"),
    Access("editorial:confirm", NOBODY, NOBODY, "forged-token"),
    form_page("editorial:manage", PUBLIC, "letter-manage"),
    Access("editorial:manage", NOBODY, NOBODY, "forged-token"),
    Access("editorial:leave", PUBLIC, PUBLIC, "letter-leave"),
    Access("editorial:leave", NOBODY, NOBODY, "forged-token"),
    public_page("editorial:issue-archive"),
    public_page("editorial:issue", "sent-issue-slug"),
    Access("editorial:issue", NOBODY, NOT_SENT_BY_ANYONE, "draft-issue-slug"),
    # editorial: the letter, for the team
    form_page("editorial:issue-list", team(200)),
    Access("editorial:reader-counts", team(200), NOT_SENT),
    Access("editorial:export-readers", NOT_READ, team(200)),
    Access("editorial:bounce-list", team(200), NOT_SENT),
    Access("editorial:reinstate", NOT_READ, team(302), "letter-reader"),
    form_page("editorial:compose-issue", team(200), "draft-issue"),
    form_page("editorial:compose-issue", team(422), "sent-issue"),
    Access("editorial:pick", NOT_READ, team(422), "draft-issue"),
    Access("editorial:preview-issue", team(200), NOT_SENT, "draft-issue"),
    Access("editorial:preview-mail", team(200), NOT_SENT, "draft-issue"),
    Access("editorial:try-issue", NOT_READ, team(302), "draft-issue"),
    form_page("editorial:send-issue", team(200), "draft-issue"),
    Access("editorial:send-issue", team(302), team(302), "sent-issue"),
    Access("editorial:sending", team(302), team(302), "draft-issue"),
    Access("editorial:sending", team(200), team(422), "sent-issue"),
    Access("editorial:discard-issue", team(200), team(302), "draft-issue"),
    Access("editorial:discard-issue", team(422), team(422), "sent-issue"),
    # API: public data only, read only; its description has no page of its own
    Access("api:openapi-json", PUBLIC, PUBLIC),
    public_page("api:venues"),
    public_page("api:events"),
    public_page("api:works"),
    public_page("api:selections"),
    Access("api:api-root", NOBODY, NOBODY),
    # editorial (the editors' room has a rule of its own: test_editors_room.py)
    public_page("editorial:news-feed", "feed"),
    public_page("editorial:robots"),
    public_page("editorial:sitemap-index"),
    public_page("editorial:sitemap", "sitemap"),
    public_page("editorial:picture-file", "shown-picture"),
    Access("editorial:picture-file", of(404, **EDITING), NOT_SENT_BY_ANYONE, "draft-picture"),
    public_page("wagtail_serve", "home-page"),
    public_page("wagtail_serve", "article"),
    Access("wagtail_serve", NOBODY, NOBODY, "draft-article"),
    Access("wagtaildocs_serve", of(404, **EDITING), NOT_SENT_BY_ANYONE, "draft-document"),
]
