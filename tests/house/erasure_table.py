"""What becomes of each thing that tells of a person when their account is erased: one fate a field.

A row names a model, fields and their fate. Listed are every relation to a person or to what stands for one
(`STAND_INS`), many-to-many by their own table, and every field that holds free words: text, JSON, files, addresses.
Closed lists (`choices`), numbers and dates tell nobody by themselves. `of` is the relation by which the words are
somebody's (by default the first relation of the row). A field of two persons has a row for each. `test_erasure.py`
holds the table against the models, and against an erasure.
"""

from __future__ import annotations

from dataclasses import dataclass

# Model -> where its person is. A contact of a partner has no account: nobody's erasure is theirs.
STAND_INS = {
    "people.Person": "pk",
    "people.Guardianship": "person",
    "programme.Mandate": "person",
    "groups.Membership": "mandate__person",
    "matching.WishSheet": "mandate__person",
    "projects.Mentor": "person",
    "recruitment.Application": "person",
    "questionnaires.Response": "application__person",
    "editorial.Subscription": "person",
    "notifications.Message": "person",
    "account.EmailAddress": "user",
    "socialaccount.SocialAccount": "user",
    "wagtailcore.Comment": "user",
    "partners.Contact": "",
}
# Copies of pages and pictures for searching: made anew with them.
WHOLE_APPS = {"wagtailsearch": "copies of published pages for the search, made anew with each of them"}


@dataclass(frozen=True)
class Fate:
    """What becomes of a field, and why where it stays."""

    name: str
    why: str = ""


GONE, CLEARED = Fate("gone"), Fate("cleared")


def KEPT(why: str) -> Fate:  # noqa: N802
    """It stays; the words stand in docs/data-protection.md."""
    return Fate("kept", why)


def NOT_OF_A_PERSON(why: str) -> Fate:  # noqa: N802
    """No person is told there."""
    return Fate("nobody", why)


@dataclass(frozen=True)
class Row:
    """One field. `unexported` says why a person's own export does not hold it."""

    model: str
    field: str
    fate: Fate
    of: str = ""
    unexported: str = ""


TABLE: list[Row] = []


def rows(model: str, fate: Fate, fields: str, *, of: str = "", unexported: str = "") -> None:
    """Fields of one model that share a fate."""
    for field in fields.split():
        TABLE.append(Row(model, field, fate, of or fields.split()[0], unexported))


PROGRAMME = NOT_OF_A_PERSON("texts and settings of the programme, written by the team as the team")
CODE = NOT_OF_A_PERSON("a code, a number or a reference that the software makes")
IMPORTED = NOT_OF_A_PERSON("what public sources say of venues, events and books; addresses of persons are scrubbed")
TECHNICAL = NOT_OF_A_PERSON("tables of Django, allauth and Wagtail that tell of no person")
OTHERS = KEPT("a decision or an answer stays for whom it was given to, without who gave it")
GROUP = KEPT("what a group wrote together stays with the group, without the name of who wrote")
PUBLISHED = KEPT("published selections stay, without a name: others use them")
EMPTIED = KEPT("a number of the emptied account stays where counts need it: mandates, groups, scores")
PARTNER = KEPT("a partner’s contact has no account: name, address and words stay with the partnership")
TEAM = KEPT("what the team wrote for the programme stays, without who wrote it")
FILE = KEPT("a file of application stays as numbers: city, age, dates, answer, chance")
JOURNAL = KEPT("the journal holds moments, verbs and numbers, never a name or a word of a person")
ARTICLES = KEPT("pages, pictures and documents stay, they are the programme’s: without who made them")
TOLD = KEPT("what others were told names nobody: a name is read when the message is, and goes with the account")
DRAWN = KEPT("who is who in a draw is emptied when the files of its call are past their time")
NOT_THEIRS = "made by the software or by somebody else"

# core, people
rows("core.JournalEntry", JOURNAL, "actor_ref verb subject_ref data")
rows("core.Letter", GONE, "recipient_ref to subject text parts")
rows("core.Letter", GONE, "about_ref headers link code message_id", of="recipient_ref", unexported=NOT_THEIRS)
rows("core.Letter", CODE, "kind")
rows("core.ServiceMark", CODE, "name data")
rows("people.Person_groups", GONE, "person")
rows("people.Person_user_permissions", GONE, "person")
rows("people.Person", CLEARED, "email first_name", of="pk")
rows("people.Person", NOT_OF_A_PERSON("nobody has a password"), "password")
rows("people.Profile", GONE, "person chosen_name commune_code interests languages half_days access_needs devices")
rows("people.BirthDateRequest", GONE, "person")
rows("people.BirthDateRequest", CLEARED, "answered_by")
rows("people.Consent", GONE, "person")
rows("people.RoleGrant", GONE, "person scope")
rows("people.RoleGrant", CLEARED, "granted_by")
rows("people.PrivateLink", GONE, "subject_ref digest purpose", unexported=NOT_THEIRS)
rows("people.Guardianship", GONE, "person")
rows("people.Guardianship", GONE, "minor_name email name signed_name", of="person", unexported="a guardian’s words")
rows("people.GuardianConsent", GONE, "guardianship")

# notifications, promises, questionnaires
rows("notifications.Message", GONE, "person kind title body url")
rows("notifications.Message", GONE, "thing key", of="person", unexported=NOT_THEIRS)
rows("notifications.Message", CLEARED, "by")
rows("notifications.Message", CLEARED, "body", of="by", unexported=NOT_THEIRS)
rows("notifications.Message", TOLD, "title")
rows("notifications.Delivery", GONE, "message error", unexported=NOT_THEIRS)
rows("notifications.Preference", GONE, "person muted time_zone")
rows("promises.Promise", CLEARED, "owed_to detail")
rows("promises.Promise", CLEARED, "owed_to_label", of="owed_to", unexported="a name that the person knows")
rows("promises.Promise", CLEARED, "answered_by")
rows("promises.Promise", OTHERS, "answer")
rows("promises.Promise", CODE, "kind scope about_url about_label")
for model, fields in {
    "Questionnaire": "title",
    "Screen": "title intro",
    "Question": "key label help options",
}.items():
    rows(f"questionnaires.{model}", PROGRAMME, fields)
rows("questionnaires.Answer", GONE, "response value")
rows("questionnaires.Answer", GONE, "file", of="response", unexported="its address is: the file is read there")

# programme, catalogue
rows("programme.Programme", PROGRAMME, "slug name presentation tracks")
rows("programme.City", PROGRAMME, "insee name slug")
rows("programme.Season", PROGRAMME, "name")
rows("programme.SeasonCity", PROGRAMME, "goals")
rows("programme.Charter", PROGRAMME, "body")
rows("programme.SchoolBreak", PROGRAMME, "zone label")
rows("programme.Mandate", EMPTIED, "person track")
rows("programme.CharterAcceptance", EMPTIED, "mandate")
rows("programme.ExamPause", GONE, "mandate")
rows(
    "catalogue.Venue",
    IMPORTED,
    "search_name search_text kind name address postal_code city_name insee website description opening domains topics"
    " labels accessibility identifiers flags",
)
rows("catalogue.VenueIdentifier", IMPORTED, "kind value")
rows(
    "catalogue.Offer",
    IMPORTED,
    "search_name search_text subcategory title description url place_name address postal_code city_name insee period"
    " price_text accessibility identifiers flags",
)
rows("catalogue.Work", IMPORTED, "search_name search_text subcategory title creators publisher flags")
rows("catalogue.WorkIdentifier", IMPORTED, "value")
rows("catalogue.ImportRun", IMPORTED, "source file_name counts attribution")
rows("catalogue.SourceRecord", IMPORTED, "source external_id fingerprint reason")
rows("catalogue.DoubtfulPair", IMPORTED, "why undo")
rows("catalogue.Pin", GONE, "person note")

# selections
rows("selections.Transition", CLEARED, "by reason")
rows("selections.Transition", OTHERS, "reason")
rows("selections.Appeal", CLEARED, "by reason")
rows("selections.Appeal", CLEARED, "answered_by")
rows("selections.Appeal", OTHERS, "answer")
rows("selections.Call", CLEARED, "opened_by")
rows("selections.Call", TEAM, "slug title text")
rows("selections.CoAuthor", GONE, "person answer")
rows("selections.CoAuthor", CLEARED, "invited_by word")
rows("selections.Tag", PROGRAMME, "slug label")
rows("selections.Selection", GONE, "author title intro")
rows("selections.Selection", PUBLISHED, "author slug title intro")
rows("selections.Selection", CLEARED, "edited_by")
rows("selections.SelectionItem", PUBLISHED, "section reason")
rows("selections.Version", PUBLISHED, "snapshot")
rows("selections.Version", CLEARED, "second_reader")
rows("selections.AuthorFeed", GONE, "person slug")
rows("selections.RemovedItem", GONE, "removed_by reason")
rows("selections.RemovedItem", GONE, "section", of="removed_by", unexported="the title of a part of the selection")
rows("selections.PassExport", CLEARED, "made_by")
rows("selections.PassExport", CLEARED, "live_by")
rows("selections.PassExport", PUBLISHED, "tag content")
rows("selections.PreviewLink", GONE, "made_by token", unexported="whoever holds the export would open the draft")
rows("selections.Submission", CLEARED, "reader")
rows("selections.Submission", OTHERS, "reason")
rows("selections.Suggestion", GONE, "by reason")
rows("selections.Suggestion", CLEARED, "answered_by answer")

# recruitment
rows("recruitment.Call", PROGRAMME, "slug title summary presentation rule_text data_text")
rows("recruitment.Track", PROGRAMME, "name presentation")
rows("recruitment.Criterion", PROGRAMME, "label")
rows("recruitment.Quota", PROGRAMME, "category value")
rows("recruitment.Label", PROGRAMME, "name")
rows("recruitment.CallAlert", GONE, "email")
rows("recruitment.AnswerBatch", CLEARED, "made_by")
rows("recruitment.AnswerBatch", TEAM, "texts")
rows("recruitment.Application_labels", GONE, "application")
rows(
    "recruitment.Application", CLEARED, "person email first_name last_name commune_code reason feedback ineligible_why"
)
rows(
    "recruitment.Application",
    CLEARED,
    "external_ref guardian_name guardian_email",
    of="person",
    unexported="a guardian’s words, and the number of another service",
)
rows("recruitment.Application", CLEARED, "guardianship")
rows("recruitment.Application", CLEARED, "decided_by")
rows("recruitment.Application", FILE, "response")
rows("recruitment.Correction", GONE, "application message")
rows("recruitment.Correction", CLEARED, "asked_by")
rows("recruitment.Note", GONE, "application")
rows("recruitment.Note", GONE, "text", of="application", unexported="said among readers, for the decision alone")
rows("recruitment.Note", CLEARED, "author")
rows("recruitment.Note", OTHERS, "text")
rows("recruitment.Draw", CLEARED, "made_by")
rows("recruitment.Draw", DRAWN, "lottery kept rehearsal certificate")
rows("recruitment.Draw", TEAM, "reason source rolls")
rows("recruitment.Draw", CODE, "quotas local places facts told report commitment beacon")
rows("recruitment.DrawEntry", DRAWN, "application pseudonym")
rows("recruitment.Intake", CLEARED, "made_by")
rows("recruitment.Intake", CODE, "claim")
rows(
    "recruitment.Intake",
    KEPT("a file of applications from another service is emptied when it is imported, or after 7 days"),
    "content name mapping report",
)
rows("recruitment.ReaderProfile", GONE, "person tracks knows")
rows("recruitment.Reading", FILE, "application scores")
rows("recruitment.Reading", CLEARED, "comment", of="application", unexported="said among readers; see `feedback`")
rows("recruitment.Reading", EMPTIED, "reader")
rows("recruitment.Reading", CLEARED, "conflict_why", of="reader")
rows("recruitment.Reading", OTHERS, "comment")

# partners
rows("partners.Partnership", CLEARED, "decided_by")
rows("partners.Partnership", PARTNER, "name opens expects half_days access")
rows("partners.Partnership", OTHERS, "reason")
rows("partners.Contact", PARTNER, "name email")
rows("partners.ContactLog", PARTNER, "contact")
rows("partners.ContactLog", TEAM, "words letter")
rows("partners.ContactLog", CLEARED, "by")
rows("partners.Convention", PROGRAMME, "body")
rows("partners.ConventionAcceptance", PARTNER, "contact signed_name signed_role")
rows("partners.HelpRequest", PARTNER, "contact text asked_of")
rows("partners.HelpRequest", CLEARED, "answered_by")
rows("partners.HelpRequest", GROUP, "reply")

# groups
rows("groups.Group", OTHERS, "reason")
rows("groups.Membership", EMPTIED, "mandate")
rows("groups.Absence", GONE, "mandate")
rows("groups.Meeting", CLEARED, "made_by agenda")
rows("groups.Meeting", CLEARED, "group_confirmed_by summary")
rows("groups.Meeting", PARTNER, "partner_confirmed_by")
rows("groups.Meeting", GROUP, "place")
rows("groups.Attendance", GONE, "membership")
rows("groups.Attendance", CLEARED, "said_by")
rows("groups.Excuse", CLEARED, "made_by reason")
rows("groups.CareNote", CLEARED, "made_by")
rows("groups.CareNote", OTHERS, "text")
rows("groups.Concern", GONE, "person text")
rows(
    "groups.Concern",
    KEPT("an alarm that nobody answered yet stays, without its author: somebody looks into it"),
    "text",
)
rows("groups.Concern", CLEARED, "answered_by")
rows("groups.Concern", OTHERS, "answer")
rows("groups.GroupRequest", EMPTIED, "membership")
rows("groups.GroupRequest", CLEARED, "reason reply", of="membership")
rows("groups.GroupRequest", CLEARED, "answered_by")
rows("groups.GroupRequest", OTHERS, "reply")
rows("groups.SpokenMinutes", GONE, "said_by")
rows("groups.SpokenMinutes", GONE, "file mime", of="said_by", unexported="its address is: the sound is heard there")
rows("groups.SpokenMinutes", CLEARED, "words_by words")
rows("groups.Poll", CLEARED, "opened_by")
rows("groups.Poll", PARTNER, "opened_by_contact")
rows("groups.Poll", GROUP, "place")
rows("groups.PollVote", GONE, "person")
rows("groups.MeetingRating", GONE, "person words")
rows("groups.MeetingRating", PARTNER, "contact words")
rows("groups.GroupNote", CLEARED, "changed_by")
rows("groups.GroupNote", GROUP, "text")
rows("groups.ActionItem", CLEARED, "owner")
rows("groups.ActionItem", GROUP, "label")
rows("groups.GroupFile", CLEARED, "made_by")
rows("groups.GroupFile", GROUP, "name mime file")
rows("groups.GroupCharter_agreed_by", GONE, "membership")
rows("groups.GroupCharter", GROUP, "body")

# projects, matching
rows("projects.Handover", GROUP, "did contacts promises advice")
rows("projects.Mentor", GONE, "person")
rows("projects.MentorMessage", GONE, "mentor")
rows("projects.MentorMessage", GONE, "author text")
for field in ("made_by", "decided_by", "hidden_by"):
    rows("projects.Project", CLEARED, field)
rows("projects.Project", GROUP, "slug title purpose audience needs budget_line outcome")
rows("projects.Project", OTHERS, "reason")
rows("projects.ProjectStep", GROUP, "label")
rows("projects.ProjectProof", GROUP, "url image caption")
rows("matching.PartnerWish", GONE, "mandate reason")
rows("matching.PartnerWish", PARTNER, "contact")
rows("matching.PartnerWish", CLEARED, "decided_by")
rows("matching.MatchingProposal", CLEARED, "made_by")
rows(
    "matching.MatchingProposal",
    KEPT("the making of groups is kept as numbers and points of communes, to be replayed"),
    "problem result told asked",
)
rows("matching.TeamMessage", CLEARED, "made_by")
rows("matching.TeamMessage", TEAM, "filters filter_words subject body")
rows("matching.WishSheet", GONE, "mandate half_days needs")
rows("matching.Wish", GONE, "sheet words")
rows("matching.PeerPreference", GONE, "sheet")
rows("matching.PeerPreference", GONE, "other")

# editorial, outreach
for page in ("ProgrammePage", "TextPage", "NewsIndexPage", "ArticlePage", "CityIndexPage", "CityPage"):
    rows(f"editorial.{page}", ARTICLES, "lead body")
rows("editorial.HomePage", ARTICLES, "lead body kicker")
rows("editorial.Picture", ARTICLES, "title file_hash file description credit")
rows("editorial.Picture", CLEARED, "uploaded_by_user")
rows("editorial.PictureRendition", ARTICLES, "filter_spec file focal_point_key")
rows("editorial.Issue", CLEARED, "created_by")
rows("editorial.Issue", TEAM, "slug title intro outcome trouble")
rows("editorial.Rhythm", PROGRAMME, "slug label")
rows("editorial.Subscription", GONE, "person email tastes")
rows(
    "editorial.SuppressedAddress",
    KEPT("a keyed mark of an address that left, so that it is not written to again unasked"),
    "digest",
)
rows("editorial.Bounce", GONE, "subscription reason event_id", unexported=NOT_THEIRS)
rows("editorial.Dispatch", GONE, "subscription error message_id", unexported=NOT_THEIRS)
rows(
    "editorial.SiteSettings",
    PROGRAMME,
    "networks publisher publisher_address publisher_phone director host dpo accessibility_contact",
)
rows("outreach.Channel", PROGRAMME, "slug label utm_source utm_medium")
rows("outreach.TrackedLink", CLEARED, "person")
rows(
    "outreach.TrackedLink",
    KEPT("short links lead on until they end: posters on walls carry them"),
    "code kind ref target label campaign",
)

# what others’ tables hold: Wagtail
rows("wagtailusers.UserProfile", GONE, "user")
rows(
    "wagtailusers.UserProfile",
    GONE,
    "preferred_language current_time_zone avatar dismissibles",
    of="user",
    unexported="settings of the editors’ room, read there",
)
for model in ("wagtaildocs.Document", "wagtailimages.Image", "wagtailcore.UploadedFile"):
    rows(model, CLEARED, "uploaded_by_user")
rows("wagtaildocs.Document", ARTICLES, "title file file_hash")
rows("wagtailimages.Image", ARTICLES, "title file description file_hash")
rows("wagtailimages.Rendition", ARTICLES, "filter_spec file focal_point_key")
rows("wagtailcore.UploadedFile", ARTICLES, "file")
rows("wagtailadmin.EditingSession", GONE, "user object_id", unexported=NOT_THEIRS)
rows("wagtailadmin.FormState", GONE, "user data object_id parent_object_id", unexported="a form left open")
for model in ("wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry"):
    rows(model, CLEARED, "user")
    rows(model, ARTICLES, "label action data")
rows("wagtailcore.ModelLogEntry", ARTICLES, "object_id")
rows("wagtailcore.Revision", CLEARED, "user")
rows("wagtailcore.Revision", ARTICLES, "object_id object_str content")
rows("wagtailcore.WorkflowState", CLEARED, "requested_by")
rows("wagtailcore.WorkflowState", TECHNICAL, "object_id")
rows("wagtailcore.TaskState", CLEARED, "finished_by")
rows("wagtailcore.TaskState", OTHERS, "comment")
rows("wagtailcore.Page", CLEARED, "locked_by")
rows("wagtailcore.Page", CLEARED, "owner")
rows("wagtailcore.Page", ARTICLES, "path title draft_title slug url_path seo_title search_description")
rows("wagtailcore.Comment", GONE, "user text")
rows("wagtailcore.Comment", GONE, "contentpath position", of="user", unexported=NOT_THEIRS)
rows("wagtailcore.Comment", CLEARED, "resolved_by")
rows("wagtailcore.CommentReply", GONE, "user text")
rows("wagtailcore.CommentReply", GONE, "comment")
rows("wagtailcore.PageSubscription", GONE, "user")
for model, fields in {
    "wagtailredirects.Redirect": "old_path redirect_page_route_path redirect_link",
    "wagtailcore.Locale": "language_code",
    "wagtailcore.Site": "hostname site_name",
    "wagtailcore.CollectionViewRestriction": "password",
    "wagtailcore.Collection": "path name",
    "wagtailcore.Workflow": "name",
    "wagtailcore.Task": "name",
    "wagtailcore.PageViewRestriction": "password",
    "wagtailcore.ReferenceIndex": "object_id to_object_id model_path content_path",
    "taggit.Tag": "name slug",
    "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
    "auth.Permission": "name codename",
    "auth.Group": "name",
    "contenttypes.ContentType": "app_label model",
}.items():
    rows(model, TECHNICAL, fields)

# allauth, sessions, tasks
SECRET = "it opens the account: it is told by the page of sessions or keys, never handed out"
rows("account.EmailAddress", GONE, "user email", unexported="the address of the account itself")
rows("account.EmailConfirmation", GONE, "email_address key", unexported=SECRET)
rows("mfa.Authenticator", GONE, "user data", unexported=SECRET)
rows("socialaccount.SocialAccount", GONE, "user provider uid extra_data", unexported=SECRET)
rows("socialaccount.SocialToken", GONE, "account token token_secret", unexported=SECRET)
rows("usersessions.UserSession", GONE, "user ip session_key user_agent data", unexported=SECRET)
rows(
    "sessions.Session",
    KEPT("sessions that are listed end at once; another opens nothing any more and ends by itself within 60 days"),
    "session_key session_data",
)
rows(
    "django_tasks_database.DBTaskResult",
    KEPT("tasks of the background hold numbers of rows, never a name, an address or a word"),
    "args_kwargs task_path worker_ids queue_name backend_name return_value exception_class_path traceback",
)
