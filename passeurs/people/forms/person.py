"""Forms of the team: finding persons, giving roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, NameField
from passeurs.people.choices import Role
from passeurs.people.queries import vocabulary
from passeurs.people.rules import can_have_scope


class PersonFilterForm(Form):
    """Search and filter; lives in the URL."""

    q = forms.CharField(label=_("Prénom ou adresse"), max_length=100, required=False)
    role = forms.ChoiceField(label=_("Rôle"), choices=[("", _("tous")), *Role.choices], required=False)


class GrantRoleForm(Form):
    """A role and what it is about."""

    role = forms.ChoiceField(label=_("Rôle"), choices=Role.choices)
    city = forms.ChoiceField(label=_("Ville"), required=False)
    scope = forms.CharField(
        label=_("Autre périmètre"),
        max_length=80,
        required=False,
        help_text=_("Un lieu s’écrit venue:12, une institution institution:drac-bfc. Pour l’équipe, laissez vide."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cities = vocabulary("scopes")
        if cities:
            self.fields["city"].choices = [("", "—"), *cities]  # type: ignore[attr-defined]
        else:
            del self.fields["city"]

    def clean(self) -> dict[str, Any]:
        """One scope, from the city or from the text, that fits the role."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["scope"] = cleaned.pop("city", "") or cleaned.get("scope", "").strip()
        if "role" in cleaned and not self.errors:
            verdict = can_have_scope(cleaned["role"], cleaned["scope"])
            if not verdict:
                self.add_error("scope", verdict.reason)
        return cleaned


class AddPersonForm(GrantRoleForm):
    """A person with their first role."""

    field_order = ("email", "first_name", "role", "city", "scope")
    email = forms.EmailField(label=_("Adresse e-mail"), max_length=254)
    first_name = NameField(label=_("Prénom"), max_length=80)
