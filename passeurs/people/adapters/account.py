"""allauth, set for this house: known addresses sign in by code, nobody signs up by themself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context as allauth_context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.sites.shortcuts import get_current_site
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.mail import post_letter
from passeurs.core.mail_guard import MailHeld
from passeurs.core.service_mark import is_mail_held
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
        """The code to sign in with, in the language of the account; the worker sends it, so that no page waits."""
        if is_mail_held():
            # A code that never comes is worse than a page that says so.
            raise MailHeld
        person, request = find_account(email), allauth_context.request
        known = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        with speaking_to(person, is_asking=True):
            mail = self.render_mail(template_prefix, email, known)
        assert isinstance(mail, EmailMultiAlternatives)
        name = template_prefix.rpartition("/")[2]
        life = dt.timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        expires_at = clock.now() + life if name == "login_code" else None
        post_letter(mail, kind=f"people.{name}", recipient=person, expires_at=expires_at)

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
