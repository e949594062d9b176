"""My account: hub, profile, devices, address, sessions."""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.geo.commune import find_commune
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.people import actions
from passeurs.people.forms.account import ChangeEmailForm, DeviceFormSet, EmailCodeForm, ProfileForm
from passeurs.people.models import Profile
from passeurs.people.queries import active_grants, device_label, open_sessions, scope_label, vocabulary
from passeurs.people.rules import is_birth_date_free

ASKED_EMAIL = "people.asked_email"


def status_of(request: HttpRequest) -> int:
    """An invalid form answers 422, a page that is only read 200."""
    return 422 if request.method == "POST" else 200


def profile_of(request: HttpRequest) -> Profile:
    """The profile, or an unsaved empty one."""
    return Profile.objects.filter(person=request.user).first() or Profile(person=request.user)


@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Everything of mine, one link each."""
    grants = [(grant.get_role_display(), scope_label(grant.scope)) for grant in active_grants(request.user)]
    commune = find_commune(profile_of(request).commune_code)
    return render_page(request, "people/me.html", {"grants": grants, "commune": commune})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save_profile(request: HttpRequest) -> HttpResponse:
    """What I tell about myself."""
    profile = profile_of(request)
    form = ProfileForm(
        request.POST or None,
        initial=ProfileForm.initial_of(request.user, profile),
        can_tell_birth=is_birth_date_free(request.user, clock.today()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_profile(person=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("born_on", refused.verdict.reason)
        else:
            messages.success(request, _("Profil enregistré."))
            return redirect("people:me")
    cities = [label for _scope, label in vocabulary("scopes")]
    context = {"form": form, "cities": cities, "known_birth": profile.born_on}
    return render_page(request, "people/save_profile.html", context, status=status_of(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save_devices(request: HttpRequest) -> HttpResponse:
    """The devices I own, to test things later."""
    forms = DeviceFormSet(request.POST or None, initial=profile_of(request).devices, prefix="devices")
    if request.method == "POST" and forms.is_valid():
        kept = [form.cleaned_data for form in forms if form.cleaned_data and not form.cleaned_data["DELETE"]]
        devices = [{name: device[name] for name in ("type", "system", "version")} for device in kept]
        actions.save_profile(person=request.user, first_name=request.user.first_name, devices=devices)
        messages.success(request, _("Appareils enregistrés."))
        return redirect("people:me")
    return render_page(request, "people/save_devices.html", {"forms": forms}, status=status_of(request))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_email(request: HttpRequest) -> HttpResponse:
    """Ask to move to another address: a code goes there."""
    form = ChangeEmailForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        limited = ratelimit.consume_or_429(request, action="change_email", user=request.user)
        if limited:
            return limited
        request.session[ASKED_EMAIL] = actions.ask_email_change(person=request.user, email=form.cleaned_data["email"])
        return redirect("people:confirm-email-change")
    return render_page(request, "people/change_email.html", {"form": form}, status=status_of(request))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email_change(request: HttpRequest) -> HttpResponse:
    """Type the code that the new address received."""
    asked = request.session.get(ASKED_EMAIL)
    if not asked:
        return redirect("people:change-email")
    form = EmailCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_done = actions.confirm_email_change(person=request.user, asked=asked, code=form.cleaned_data["code"])
        except Refused as refused:
            del request.session[ASKED_EMAIL]
            messages.error(request, refused.verdict.reason)
            return redirect("people:change-email")
        if is_done:
            del request.session[ASKED_EMAIL]
            messages.success(request, _("C’est fait : ton compte répond à ta nouvelle adresse."))
            return redirect("people:me")
        request.session[ASKED_EMAIL] = asked
        form.add_error("code", _("Ce n’est pas le bon code."))
    context = {"form": form, "email": asked["email"]}
    return render_page(request, "people/confirm_email_change.html", context, status=status_of(request))


@login_required
@never_cache
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Where I am signed in."""
    here = request.session.session_key
    sessions = [
        {"row": session, "label": device_label(session.user_agent), "is_here": session.session_key == here}
        for session in open_sessions(request.user)
    ]
    return render_page(request, "people/session_list.html", {"sessions": sessions})


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one of my browsers out."""
    actions.end_session(session=get_object_or_404(UserSession, pk=pk, user=request.user))
    messages.success(request, _("Cet appareil est déconnecté."))
    return redirect("usersessions_list")


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    for session in open_sessions(request.user):
        if session.session_key != request.session.session_key:
            actions.end_session(session=session)
    messages.success(request, _("Tous les autres appareils sont déconnectés."))
    return redirect("usersessions_list")
