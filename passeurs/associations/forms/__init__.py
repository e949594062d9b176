"""Forms of associations."""

from passeurs.associations.forms.groups import DissolveForm, ExcuseForm, PlanForm, SummaryForm
from passeurs.associations.forms.partnerships import DecisionForm, ProposeForm
from passeurs.associations.forms.wishes import WishSheetForm

__all__ = [
    "DecisionForm",
    "DissolveForm",
    "ExcuseForm",
    "PlanForm",
    "ProposeForm",
    "SummaryForm",
    "WishSheetForm",
]
