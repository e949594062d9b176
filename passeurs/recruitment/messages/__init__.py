"""Letters of recruitment: to candidates (tutoiement), to guardians (vouvoiement)."""

from passeurs.recruitment.messages.application import LETTERS
from passeurs.recruitment.messages.call import call_opened
from passeurs.recruitment.messages.guardian import GUARDIAN_LETTERS

__all__ = ["GUARDIAN_LETTERS", "LETTERS", "call_opened"]
