"""Forms of recruitment: shape of what is typed, no writes."""

from passeurs.recruitment.forms.application import AlertForm, FindForm, IdentityForm, StartForm, SubmitForm
from passeurs.recruitment.forms.call import CallForm, CloneForm
from passeurs.recruitment.forms.correction import CorrectionForm
from passeurs.recruitment.forms.decision import DecisionForm, FilterForm
from passeurs.recruitment.forms.guardian import GuardianForm
from passeurs.recruitment.forms.place import ConfirmForm
from passeurs.recruitment.forms.track import TrackForm

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
