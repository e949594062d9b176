"""Writes of people: accounts, profiles, consents, roles, erasure; guardians; links without an account."""

from passeurs.people.actions.account import (
    add_person,
    ask_email_change,
    change_email,
    choose_language,
    confirm_email_change,
    end_role_grant,
    end_session,
    erase_account,
    erase_person,
    erase_person_again,
    forget_ended_sessions,
    give_consent,
    grant_role,
    open_account,
    save_profile,
    withdraw_consent,
)
from passeurs.people.actions.guardianship import answer_guardianship, ask_guardian, claim_reminder, forget_guardianship
from passeurs.people.actions.private_link import end_links, forget_links, issue_link

__all__ = [
    "add_person",
    "answer_guardianship",
    "ask_email_change",
    "ask_guardian",
    "change_email",
    "choose_language",
    "claim_reminder",
    "confirm_email_change",
    "end_links",
    "end_role_grant",
    "end_session",
    "erase_account",
    "erase_person",
    "erase_person_again",
    "forget_ended_sessions",
    "forget_guardianship",
    "forget_links",
    "give_consent",
    "grant_role",
    "issue_link",
    "open_account",
    "save_profile",
    "withdraw_consent",
]
