"""The team's forms of applications: filters, decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.recruitment.choices import DECISIONS, Status
from passeurs.recruitment.forms.track import TrackChoice
from passeurs.recruitment.models import Call, Label, Track


class FilterForm(Form):
    """The filters of the list; they live in the URL."""

    q = forms.CharField(label=_("Nom, adresse ou numéro"), required=False, max_length=100)
    city = forms.ChoiceField(label=_("Ville"), required=False)
    status = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", _("Tous")), *((s.value, s.label) for s in Status if s != Status.DRAFT)],
    )
    age = forms.IntegerField(label=_("Âge"), required=False, min_value=0, max_value=120)
    track = TrackChoice(label=_("Parcours"), required=False, queryset=Track.objects.none(), empty_label=_("Tous"))
    file = forms.ChoiceField(
        label=_("Dossier"),
        required=False,
        choices=[
            ("", _("Tous")),
            ("complete", _("Complets")),
            ("waiting", _("En attente de quelque chose")),
            ("owed", _("À qui une réponse est due")),
            ("returned", _("Dont les mails reviennent")),
            ("seatless", _("Dont la place promise n’est pas libre")),
        ],
    )
    label = forms.ModelChoiceField(
        label=_("Étiquette"), required=False, queryset=Label.objects.none(), empty_label=_("Toutes")
    )
    sort = forms.ChoiceField(
        label=_("Ordre"),
        required=False,
        choices=[
            ("", _("Les plus anciennes d’abord")),
            ("-envoi", _("Les plus récentes d’abord")),
            ("nom", _("Par nom")),
            ("age", _("Par âge")),
            ("ville", _("Par ville")),
        ],
    )
    test = forms.BooleanField(label=_("Voir les essais de l’équipe"), required=False)

    def __init__(self, *args: Any, call: Call, cities: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["city"].choices = [("", _("Toutes")), *cities]
        fields["track"].queryset = call.tracks.all()
        fields["label"].queryset = call.labels.all()

    def filters(self) -> dict[str, Any]:
        """What is asked; a wrong filter is no filter."""
        self.is_valid()
        found = dict(self.cleaned_data)
        for name in ("track", "label"):
            if found.get(name):
                found[name] = found[name].pk
        return found


class DecisionForm(Form):
    """A status, and the reason that is told."""

    status = forms.ChoiceField(
        label=_("Décision"), choices=[(s.value, s.label) for s in DECISIONS], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Un mot pour la personne"),
        help_text=_("Obligatoire pour ne pas retenir : ce qui était bien, ce qui a manqué, ce qui reste possible."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """No refusal without a reason."""
        data = super().clean() or {}
        if data.get("status") == Status.REJECTED and not data.get("reason", "").strip():
            self.add_error("reason", _("Une candidature non retenue reçoit toujours un motif."))
        return data
