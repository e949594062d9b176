"""Signing in: allauth's flow, with our forms, limits and words (its views are classes, so are these)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from passeurs.core.throttle import visitor_and
from passeurs.people.forms.sign_in import ConfirmCodeForm, RequestCodeForm
from passeurs.people.messages import unknown_account


@method_decorator(rate_limit(action="login"), name="dispatch")
class RequestCodeView(RequestLoginCodeView):
    """Ask for a code. An unknown address sees the same page and is told by mail that nobody has it here."""

    form_class = RequestCodeForm

    def form_valid(self, form: RequestCodeForm) -> HttpResponse:
        """Send the code, or the word to an unknown address; go to the code's page either way."""
        if form.person is None:
            unknown_account(email=form.cleaned_data["email"])
        return super().form_valid(form)

    def form_invalid(self, form: RequestCodeForm) -> HttpResponse:
        """The form again: 429 when asked too often, else 422."""
        is_limited = form.has_error("email", "rate_limited")
        status = HTTPStatus.TOO_MANY_REQUESTS if is_limited else HTTPStatus.UNPROCESSABLE_ENTITY
        return self.render_to_response(self.get_context_data(form=form), status=status)


request_code = RequestCodeView.as_view()


class ConfirmCodeView(ConfirmLoginCodeView):
    """Type the code. It lives ten minutes, in the browser that asked for it, for three tries."""

    form_class = ConfirmCodeForm
    has_used_tries = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Tell an expired code from a page opened by chance."""
        was_waiting = LOGIN_SESSION_KEY in request.session
        response = super().dispatch(request, *args, **kwargs)
        is_over = LOGIN_SESSION_KEY not in request.session and not request.user.is_authenticated
        if was_waiting and is_over and not self.has_used_tries:
            messages.error(request, _("Ce code a expiré. Demande un nouveau code."))
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the code, within the limits of this attempt and of a resend."""
        user, asked = self._process.user, self._process.state["email"]
        if user and user.email.lower() != asked.lower():
            # The account answers to another address since: this code went to one that is no longer theirs.
            self._process.abort()
            return HttpResponseRedirect(reverse("account_login"))
        if self._action == "resend":
            return super().post(request, *args, **kwargs)
        # The count of tries lives in the session, which two requests at once can both read: count here too.
        key = f"{request.session.session_key}:{self._process.state['at']}"
        limited = ratelimit.consume_or_429(request, action="confirm_login_code", key=key)
        return limited or super().post(request, *args, **kwargs)

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        key = visitor_and(self.request, self._process.state["email"])
        if not ratelimit.consume(self.request, action="resend_login_code", key=key):
            messages.error(self.request, _("Attends trente secondes avant de demander un autre envoi."))
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_confirm_login_code")))
        if self._process.user is None:
            # As long to answer, and as useful, as for a known address.
            unknown_account(email=self._process.state["email"])
        messages.success(self.request, _("Nouveau code envoyé. Le précédent ne marche plus."))
        return super()._resend_form_valid(form)

    def form_invalid(self, form: Form) -> HttpResponse:
        """The form again with 422; after the last try, back to the start."""
        self.has_used_tries = True
        response = super().form_invalid(form)
        if response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


confirm_code = ConfirmCodeView.as_view()


class AddPasskeyView(AddWebAuthnView):
    """Add a passkey: the options travel in an attribute, since no inline script runs here."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth's context, with the options as text."""
        context = super().get_context_data(**kwargs)
        context["options_text"] = json.dumps(context["js_data"]["creation_options"])
        context.setdefault("form", self.get_form())
        return context


add_passkey = AddPasskeyView.as_view()
