"""allauth, set for this house: known addresses sign in by code, nobody signs up by themself."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from the programme (a mandate, a role), not from a sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a candidate applies without an account."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The same for an outside identity provider: it recognises people, it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Never."""
        return False
