"""Tables of recruitment."""

from passeurs.recruitment.models.answer import AnswerBatch
from passeurs.recruitment.models.application import Application, ApplicationQuerySet, Correction
from passeurs.recruitment.models.call import Call, CallAlert, Criterion, Track
from passeurs.recruitment.models.discussion import Label, Note
from passeurs.recruitment.models.draw import Draw, DrawEntry
from passeurs.recruitment.models.intake import Intake
from passeurs.recruitment.models.quota import Quota
from passeurs.recruitment.models.reading import ReaderProfile, Reading

__all__ = [
    "AnswerBatch",
    "Application",
    "ApplicationQuerySet",
    "Call",
    "CallAlert",
    "Correction",
    "Criterion",
    "Draw",
    "DrawEntry",
    "Intake",
    "Label",
    "Note",
    "Quota",
    "ReaderProfile",
    "Reading",
    "Track",
]
