"""Tables of recruitment."""

from passeurs.recruitment.models.application import Application, ApplicationQuerySet, Correction
from passeurs.recruitment.models.call import Call, CallAlert, Criterion, Track

__all__ = ["Application", "ApplicationQuerySet", "Call", "CallAlert", "Correction", "Criterion", "Track"]
