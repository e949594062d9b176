"""Forms of recruitment: shape of what is typed, no writes."""

from passeurs.recruitment.forms.applying import (
    AlertForm,
    ConfirmForm,
    FindForm,
    GuardianForm,
    IdentityForm,
    StartForm,
    SubmitForm,
)
from passeurs.recruitment.forms.calls import CallForm, CloneForm, TrackForm
from passeurs.recruitment.forms.deciding import CorrectionForm, DecisionForm, FilterForm

__all__ = [
    "AlertForm",
    "CallForm",
    "CloneForm",
    "ConfirmForm",
    "CorrectionForm",
    "DecisionForm",
    "FilterForm",
    "FindForm",
    "GuardianForm",
    "IdentityForm",
    "StartForm",
    "SubmitForm",
    "TrackForm",
]
