"""allauth, set for this house: known addresses sign in by code, nobody signs up by themself."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from passeurs.people.messages import speaking_to
from passeurs.people.models import Person
from passeurs.people.queries import find_account


class PersonBackend(ModelBackend):
    """The person of a session, read with their profile: each page asks for their language and their name."""

    def get_user(self, user_id: int) -> Person | None:
        """The account, while it is open."""
        person = Person.objects.select_related("profile").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None


class CodeBackend(AuthenticationBackend, PersonBackend):
    """The same for who signs in by code or passkey."""

    get_user = PersonBackend.get_user


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from the programme (a mandate, a role), not from a sign-up page."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("Ce n’est pas le bon code. Vérifie le dernier e-mail reçu."),
        "too_many_login_attempts": _("Trois codes faux : par sécurité, demande un nouveau code."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The code to sign in with, in the language of the account."""
        with speaking_to(find_account(email), is_asking=True):
            super().send_mail(template_prefix, email, context)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a candidate applies without an account."""
        return False

    def get_login_stages(self) -> list[str]:
        """Sign-in by code only: a passkey replaces the code, it is not asked after it."""
        return ["allauth.account.stages.LoginByCodeStage"]


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The same for an outside identity provider: it recognises people, it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Never."""
        return False
