"""The language switch of every page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from passeurs.people import actions
from passeurs.people.forms.language import LanguageForm


@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read the site in another language, from the footer.

    A visitor's form has no token: their pages are kept in memory and shared. Another site that sent it would change a
    cookie and nothing else. For someone signed in it writes to their profile, and the token is asked for.
    """
    return choose_my_language(request) if request.user.is_authenticated else _choose(request)


@csrf_protect
def choose_my_language(request: HttpRequest) -> HttpResponse:
    """The same for someone signed in."""
    form = LanguageForm(request.POST)
    if form.is_valid():
        actions.choose_language(person=request.user, language=form.cleaned_data["language"])
    return _choose(request)


def _choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice in this browser, and back to the page."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return redirect("/")
    back = form.cleaned_data["next"]
    response = HttpResponseRedirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        form.cleaned_data["language"],
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
