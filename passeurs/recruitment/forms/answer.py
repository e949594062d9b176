"""Everybody's answer, and one person's question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.recruitment.choices import Status
from passeurs.recruitment.queries.answer import VARIABLES, unknown_variables
from passeurs.recruitment.rules import can_leave_feedback


class AnswersForm(Form):
    """What is said by outcome, and how many people get it, typed again; or a preview, of one file or the first ones."""

    validated = forms.CharField(
        label=_("Aux personnes retenues"),
        initial=_("Bravo {prénom} : une place t’attend {ville}."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    backup = forms.CharField(
        label=_("Aux personnes sur liste complémentaire"),
        help_text=_("Dites ce qui reste possible et quand elles sauront."),
        initial=_(
            "{prénom}, ton dossier était parmi ceux que le tirage pouvait choisir. Ta chance était de {chance}.\n\n"
            "{retour}\n\nSi une place se libère {ville}, on t’écrit. En attendant, les sélections et les sorties"
            " près de chez toi sont ouvertes à tout le monde."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    rejected = forms.CharField(
        label=_("Aux personnes non retenues"),
        help_text=_("Ce qui était bien, ce qui a manqué, ce qui reste possible."),
        initial=_(
            "{prénom}, merci du temps que tu y as mis.\n\n{motif}\n\n{retour}\n\nTu peux candidater de nouveau au"
            " prochain appel. D’ici là, les clubs, les rencontres et les sélections sont ouverts à tout le monde."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    number = forms.IntegerField(
        label=_("Aperçu pour la candidature n°"),
        help_text=_("Vide : les premières personnes de chaque réponse."),
        min_value=1,
        max_value=2**31,
        required=False,
    )
    count = forms.IntegerField(label=_("Retapez le nombre de réponses qui partent"), min_value=1)
    left_out = forms.IntegerField(
        label=_("Retapez le nombre de retours qui ne partiront jamais"),
        help_text=_("Les lectures ont laissé des mots pour ces personnes, et personne ne les a approuvés."),
        min_value=0,
        required=False,
    )

    def __init__(
        self, *args: Any, counts: dict[str, int], unsent: int = 0, is_preview: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.counts, self.unsent = counts, unsent
        if is_preview or not unsent:
            del self.fields["left_out"]
        self.fields["count"].required = not is_preview
        self.fields["count"].is_needed_later = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The count as it is now; no refusal without a reason; no variable that means nothing."""
        data = super().clean() or {}
        total = sum(self.counts.values())
        if data.get("count") is not None and data["count"] != total:
            self.add_error(
                "count", _now("%(total)d réponses partiraient : relisez, puis retapez ce nombre.") % {"total": total}
            )
        verdict = can_leave_feedback(self.unsent, data.get("left_out") or 0)
        if "left_out" in self.fields and not verdict:
            self.add_error("left_out", verdict.reason)
        for status in (Status.REJECTED, Status.BACKUP):
            if self.counts.get(status) and not data.get(status.lower(), "").strip():
                self.add_error(status.lower(), _("Écrivez ce que ces personnes vont lire."))
        for status in (Status.VALIDATED, Status.BACKUP, Status.REJECTED):
            for name in unknown_variables(data.get(status.lower(), "")):
                words = {"name": f"{{{name}}}", "known": ", ".join(f"{{{one}}}" for one in VARIABLES)}
                self.add_error(status.lower(), _now("%(name)s n’existe pas. Il y a : %(known)s.") % words)
        return data

    def texts(self) -> dict[str, str]:
        """What is said, by status."""
        return {
            status: self.cleaned_data[status.lower()] for status in (Status.VALIDATED, Status.BACKUP, Status.REJECTED)
        }

    def said_left_out(self) -> int:
        """How many readers' words are known to stay behind."""
        return self.cleaned_data.get("left_out") or 0


class QuestionForm(Form):
    """One question, in one's own words."""

    text = forms.CharField(
        label=_("Ta question"),
        help_text=_("Une seule, à l’équipe qui a lu ta candidature. Elle te répond par e-mail, et ici."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
