"""Forms of selections: shape of what is typed, no writes."""

from passeurs.selections.forms.composing import (
    AnswerForm,
    ComposeForm,
    OrderForm,
    ProposeVenueForm,
    ProposeWorkForm,
    RetireForm,
    StartForm,
    ThingForm,
)
from passeurs.selections.forms.editorial_line import (
    AnswerAppealForm,
    AppealForm,
    CallForm,
    ChangeCallForm,
    LogFilterForm,
    TeamFilterForm,
)
from passeurs.selections.forms.group import InviteForm, SuggestForm, WordForm
from passeurs.selections.forms.pasting import PastedForm, PasteForm

__all__ = [
    "AnswerAppealForm",
    "AnswerForm",
    "AppealForm",
    "CallForm",
    "ChangeCallForm",
    "ComposeForm",
    "InviteForm",
    "LogFilterForm",
    "OrderForm",
    "PasteForm",
    "PastedForm",
    "ProposeVenueForm",
    "ProposeWorkForm",
    "RetireForm",
    "StartForm",
    "SuggestForm",
    "TeamFilterForm",
    "ThingForm",
    "WordForm",
]
