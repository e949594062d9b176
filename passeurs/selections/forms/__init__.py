"""Forms of selections: shape of what is typed, no writes."""

from passeurs.selections.forms.composing import (
    AnswerForm,
    ComposeForm,
    OrderForm,
    ProposeWorkForm,
    RetireForm,
    StartForm,
    ThingForm,
)

__all__ = [
    "AnswerForm",
    "ComposeForm",
    "OrderForm",
    "ProposeWorkForm",
    "RetireForm",
    "StartForm",
    "ThingForm",
]
