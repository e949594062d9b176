"""Forms of associations."""

from passeurs.associations.forms.caring import AbsenceForm, CareForm, ChangeGroupForm, FeelingForm
from passeurs.associations.forms.groups import AttendanceForm, DissolveForm, ExcuseForm, PlanForm, SummaryForm
from passeurs.associations.forms.handing_over import HandoverForm, WordForm
from passeurs.associations.forms.partnerships import DecisionForm, ProposeForm
from passeurs.associations.forms.projects import OutcomeForm, ProjectDecisionForm, ProjectForm, ProofForm, StepForm
from passeurs.associations.forms.wishes import WishSheetForm

__all__ = [
    "AbsenceForm",
    "AttendanceForm",
    "CareForm",
    "ChangeGroupForm",
    "DecisionForm",
    "DissolveForm",
    "ExcuseForm",
    "FeelingForm",
    "HandoverForm",
    "OutcomeForm",
    "PlanForm",
    "ProjectDecisionForm",
    "ProjectForm",
    "ProofForm",
    "ProposeForm",
    "StepForm",
    "SummaryForm",
    "WishSheetForm",
    "WordForm",
]
