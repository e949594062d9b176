"""Forms of selections: shape of what is typed, no writes."""

from passeurs.selections.forms.appeal import AnswerAppealForm, AppealForm
from passeurs.selections.forms.call import CallForm, ChangeCallForm
from passeurs.selections.forms.co_author import InviteForm, WordForm
from passeurs.selections.forms.item import OrderForm, ProposeVenueForm, ProposeWorkForm, ThingForm
from passeurs.selections.forms.moderation import LogFilterForm, TeamFilterForm
from passeurs.selections.forms.pasted_line import PastedForm, PasteForm
from passeurs.selections.forms.selection import ComposeForm, RetireForm, StartForm
from passeurs.selections.forms.submission import AnswerForm
from passeurs.selections.forms.suggestion import SuggestForm

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
