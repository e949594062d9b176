"""Forms of signing in."""

from __future__ import annotations

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from passeurs.core.throttle import visitor_and
from passeurs.people.models import Person
from passeurs.people.queries import find_person


class RequestCodeForm(RequestLoginCodeForm):
    """The address a code is sent to, compared without case with accounts that are open."""

    email = forms.EmailField(
        label=_("Adresse e-mail"),
        max_length=254,
        error_messages={
            "required": _("Indique ton adresse pour recevoir un code."),
            "invalid": _("Cette adresse n’est pas complète : il lui manque peut-être un @ ou un point."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email webauthn", "inputmode": "email"}),
    )
    person: Person | None = None

    def clean_email(self) -> str:
        """The address, when codes may still be sent to it now."""
        email: str = self.cleaned_data["email"].strip().lower()
        key = visitor_and(context.request, email)
        if not ratelimit.consume(context.request, action="request_login_code", key=key):
            raise ValidationError(
                _("Trop de codes demandés pour cette adresse. Attends quelques minutes, puis recommence."),
                code="rate_limited",
            )
        self.person = self._user = find_person(email)
        return email


class ConfirmCodeForm(ConfirmLoginCodeForm):
    """The six digits, with or without spaces."""

    code = forms.CharField(
        label=_("Code à six chiffres"),
        max_length=20,
        error_messages={"required": _("Recopie le code reçu par e-mail.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )
